// Runs the workflow of docs/ci/github.md, unmodified, under a real runner of workflows: act in self-hosted mode, with the
// real actions/checkout. Installs act with Go if it is missing. Needs a build, Go and git:
//
//   node bench/act.mjs [--checkout FOLDER]
//
// FOLDER is a clone of actions/checkout for a machine that cannot reach github.com. The repository of the run is on this
// disk: git reads it in place of https://github.com/hospital/systems. GitHub's API is not there, so that the
// comment cannot be written: the run has to end as the check says all the same.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ACT = "v0.2.89";
const project = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "caregate-act-"));

/** The path of a program, or undefined. */
function find(name) {
  const folders = [...(process.env["PATH"] ?? "").split(":"), "/usr/local/go/bin"];
  return folders.map((one) => join(one, name)).find((path) => existsSync(path));
}

/** act, installed beside the dependencies of the project on the first use. */
function actPath() {
  const known = process.env["ACT"] ?? find("act");
  if (known !== undefined) return known;
  const bin = join(project, "node_modules/.cache/caregate/act");
  const path = join(bin, "act");
  if (existsSync(path)) return path;
  const go = find("go");
  if (go === undefined) return undefined;
  mkdirSync(bin, { recursive: true });
  const env = { ...process.env, GOBIN: bin };
  execFileSync(go, ["install", `github.com/nektos/act@${ACT}`], { env, stdio: "inherit" });
  return path;
}

function git(cwd, ...args) {
  const identity = [
    "-c",
    "user.name=Ada Example",
    "-c",
    "user.email=ada@hospital.example",
    "-c",
    "commit.gpgsign=false",
  ];
  return execFileSync("git", [...identity, ...args], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

function commit(root, subject) {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", subject);
  return git(root, "rev-parse", "HEAD");
}

/** The first workflow of the page for GitHub. */
function workflowOfPage() {
  const page = readFileSync(join(project, "docs/ci/github.md"), "utf8");
  const [, block = ""] = /```yaml\n(# \.github\/workflows\/caregate\.yml\n[^]*?)```/.exec(page) ?? [];
  if (!block.includes("uses: hospital/caregate@")) throw new Error("docs/ci/github.md has no workflow");
  return block;
}

/** The sound examples with the workflow, and a pull request; `edit` changes the manifest of one system. */
function openPullRequest(name, edit) {
  const origin = join(folder, name, "origin");
  cpSync(join(project, "examples"), origin, { recursive: true });
  for (const failing of [
    "ambient-scribe",
    "federated-radiology",
    "patient-chatbot",
    "readmission-risk",
    "utilization-review",
  ])
    rmSync(join(origin, `deploy/${failing}.yaml`));
  rmSync(join(origin, ".caregate/waivers"), { recursive: true });
  mkdirSync(join(origin, ".github/workflows"), { recursive: true });
  writeFileSync(join(origin, ".github/workflows/caregate.yml"), workflowOfPage());
  git(origin, "init", "--quiet", "--initial-branch=main");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  const base = commit(origin, "systems");
  git(origin, "checkout", "--quiet", "-b", "change");
  const file = join(origin, "deploy/chest-xray-triage.yaml");
  const text = readFileSync(file, "utf8");
  if (edit(text) === text) throw new Error("the example has changed: choose another edit");
  writeFileSync(file, edit(text));
  const head = commit(origin, "change");
  git(origin, "checkout", "--quiet", "main");
  git(origin, "merge", "--quiet", "--no-ff", "--message", "merge", "change");
  const merge = git(origin, "rev-parse", "HEAD");
  git(origin, "update-ref", "refs/pull/7/merge", merge);
  git(origin, "reset", "--quiet", "--hard", base);
  const local = join(folder, name, "systems");
  git(folder, "clone", "--quiet", `file://${origin}`, local);
  git(local, "fetch", "--quiet", "origin", "refs/pull/7/merge");
  git(local, "checkout", "--quiet", "-B", "change", merge);
  git(local, "remote", "set-url", "origin", "https://github.com/hospital/systems");
  return { origin, local, base, head };
}

/** Runs the workflow for a pull request. */
function play(act, caregate, name, edit, checkout) {
  const { origin, local, base, head } = openPullRequest(name, edit);
  const repo = { full_name: "hospital/systems", name: "systems", owner: { login: "hospital" }, default_branch: "main" };
  const side = (sha, ref) => ({ sha, ref, repo });
  const pull = { number: 7, head: side(head, "change"), base: side(base, "main"), user: { login: "ada" } };
  const event = { action: "synchronize", number: 7, pull_request: pull, repository: repo };
  const eventFile = join(folder, name, "event.json");
  writeFileSync(eventFile, JSON.stringify(event));
  const [, commitName = ""] = /hospital\/caregate@([0-9a-f]{40})/.exec(workflowOfPage()) ?? [];
  const replaced = [
    `hospital/caregate@${commitName}=${caregate}`,
    ...(checkout ? [`actions/checkout@v5=${checkout}`] : []),
  ];
  const settings = {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.file://${origin}.insteadOf`,
    GIT_CONFIG_VALUE_0: "https://github.com/hospital/systems",
  };
  const args = ["pull_request", "--platform", "ubuntu-latest=-self-hosted", "--no-skip-checkout", "--no-cache-server"];
  args.push(
    "--action-cache-path",
    join(folder, name, "cache"),
    "--eventpath",
    eventFile,
    "--secret",
    "GITHUB_TOKEN=none",
  );
  for (const one of replaced) args.push("--local-repository", one);
  for (const [key, value] of Object.entries(settings)) args.push("--env", `${key}=${value}`);
  const { status, stdout, stderr } = spawnSync(act, args, { cwd: local, encoding: "utf8", maxBuffer: 1e9 });
  const text = stdout + stderr;
  const lines = text.split("\n").filter((line) => /::|✅|❌|🏁|fail, as of|pass, as of/u.test(line));
  process.stdout.write(`\n## ${name}: exit code ${status}\n\n${lines.slice(-25).join("\n")}\n`);
  return { status, text };
}

const at = process.argv.indexOf("--checkout");
const given = at > 0 ? process.argv[at + 1] : undefined;
try {
  const act = actPath();
  if (act === undefined) {
    process.stdout.write("SKIPPED: neither act nor Go is installed\n");
  } else {
    const caregate = join(folder, "caregate");
    for (const part of ["action.yml", "dist", "policies", "schemas", "package.json"])
      cpSync(join(project, part), join(caregate, part), { recursive: true });
    process.stdout.write(`${execFileSync(act, ["--version"], { encoding: "utf8" }).trim()}, node ${process.version}\n`);
    const sound = play(act, caregate, "sound", (text) => `${text}# reviewed\n`, given);
    const broken = play(
      act,
      caregate,
      "broken",
      (text) => text.replace("may: [stop], withinMinutes: 10", "may: [stop], withinMinutes: 45"),
      given,
    );
    const fine = sound.status === 0 && broken.status === 1 && broken.text.includes("oversight/able-to-override");
    process.stdout.write(`\n${fine ? "as it should be" : `NOT as it should be:\n${sound.text}\n${broken.text}`}\n`);
    process.exitCode = fine ? 0 : 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
