// Digests of what every command writes, in every format, over the examples and over two generated repositories.
// A refactoring keeps them: `node bench/golden.mjs --write FILE` before, `node bench/golden.mjs --compare FILE` after.
// Run it in the root of a built checkout; CLI=path/to/cli.js tries another build.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [mode, file] = process.argv.slice(2);
if (!["--write", "--compare"].includes(mode ?? "") || file === undefined) {
  process.stderr.write("usage: node bench/golden.mjs --write FILE | --compare FILE\n");
  process.exit(2);
}

const cli = resolve(process.env.CLI ?? "dist/cli.js");
const work = mkdtempSync(join(tmpdir(), "caregate-golden-"));
const AS_OF = "2026-11-22";
const reportFormats = ["console", "json", "sarif", "junit", "gitlab", "markdown", "html", "oscal", "in-toto", "csv"];

const identity = { GIT_AUTHOR_NAME: "Ada Example", GIT_AUTHOR_EMAIL: "ada@hospital.example" };
function git(cwd, date, ...args) {
  const committer = { GIT_COMMITTER_NAME: "Ada Example", GIT_COMMITTER_EMAIL: "ada@hospital.example" };
  const dates = { GIT_AUTHOR_DATE: `${date}T09:00:00Z`, GIT_COMMITTER_DATE: `${date}T09:00:00Z` };
  const env = { ...process.env, ...identity, ...committer, ...dates, GIT_CONFIG_GLOBAL: "/dev/null" };
  execFileSync("git", ["-c", "init.defaultBranch=main", ...args], { cwd, env, stdio: "ignore" });
}

function write(folder, path, text) {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commit(folder, date, message) {
  git(folder, date, "add", "-A");
  git(folder, date, "commit", "-q", "-m", message);
}

const policy = (hours) => `apiVersion: caregate/v1
kind: Policy
metadata: { id: house, title: Rules of the house, version: 1.0.0, owner: privacy-office, effective: 2026-01-01 }
rules:
  - id: house/override
    title: Override time
    severity: high
    citations: [{ ref: "House rule 1" }]
    require:
      some: [{ var: spec.oversight.overseers }, { "<=": [{ var: withinMinutes }, ${hours}] }]
    message: nobody overrides in time
    remediation: Name somebody.
    tests:
      - { name: in time, given: { spec: { oversight: { overseers: [{ role: nurse, may: [stop], withinMinutes: 1 }] } } }, expect: pass }
      - { name: late, given: { spec: { oversight: { overseers: [{ role: nurse, may: [stop], withinMinutes: 999 }] } } }, expect: fail }
      - { name: open, given: { spec: { oversight: null } }, expect: unknown }
`;

/** A history: a policy comes, is loosened, a manifest changes, a waiver comes. */
function historyRepository() {
  const folder = join(work, "history");
  mkdirSync(folder);
  cpSync("examples", join(folder, "examples"), { recursive: true });
  git(folder, "2026-03-01", "init", "-q");
  commit(folder, "2026-03-01", "Add the examples");
  write(folder, ".caregate/policies/house.yaml", policy(5));
  write(folder, ".caregate/config.yaml", "apiVersion: caregate/v1\nkind: Config\nfailOn: high\n");
  commit(folder, "2026-04-02", "Add a policy");
  write(folder, ".caregate/policies/house.yaml", policy(60));
  commit(folder, "2026-05-03", "Loosen the policy");
  const chatbot = join(folder, "examples/deploy/patient-chatbot.yaml");
  writeFileSync(chatbot, readFileSync(chatbot, "utf8").replace("withinMinutes: 10", "withinMinutes: 90"));
  commit(folder, "2026-06-04", "Slow down the override");
  return folder;
}

/** Broken input of several kinds beside a sound manifest. */
function brokenRepository() {
  const folder = join(work, "broken");
  const deploy = readFileSync("examples/deploy/theatre-scheduling.yaml", "utf8");
  write(folder, "deploy/sound.yaml", deploy);
  write(
    folder,
    "deploy/enum.yaml",
    deploy.replace("stage: production", "stage: prod").replace("name: ", "name: enum-"),
  );
  write(folder, "deploy/twice.yaml", `${deploy}\nevidence: []\nevidence: []\n`);
  write(folder, "deploy/syntax.yaml", `${deploy}\n  - [\n`);
  write(
    folder,
    ".caregate/policies/house.yaml",
    policy(5).replace("spec.oversight.overseers", "spec.oversight.overseer"),
  );
  write(folder, ".caregate/waivers/gone.yaml", "apiVersion: caregate/v1\nkind: Waiver\nrule: nothing\n");
  git(folder, "2026-03-01", "init", "-q");
  commit(folder, "2026-03-01", "Add all of it");
  return folder;
}

const results = {};
function run(name, cwd, args, input) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd,
    input,
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: "1" },
  });
  const hash = createHash("sha256").update(String(stdout).replaceAll(work, "WORK"));
  hash.update("\0").update(String(stderr).replaceAll(work, "WORK")).update(`\0${status}`);
  results[name] = `${status} ${hash.digest("hex").slice(0, 20)}`;
  if (process.env.KEEP)
    write(process.env.KEEP, `${name.replaceAll(/[^a-z0-9.-]+/gi, "_")}.txt`, `${stdout}\n--- ${stderr}\n`);
  return stdout;
}

try {
  const [history, broken] = [historyRepository(), brokenRepository()];
  const commands = ["check", "diff", "explain", "history", "init", "lint", "merge", "rules", "test", "verify"];
  run("help", ".", ["--help"]);
  for (const command of commands) run(`${command} --help`, ".", [command, "--help"]);
  for (const format of reportFormats) {
    const common = ["--as-of", AS_OF, "--format", format];
    run(`check examples ${format}`, ".", ["check", "examples", ...common]);
    run(`check examples --all ${format}`, ".", ["check", "examples", "--all", ...common]);
    run(`check history --base ${format}`, history, ["check", "--base", "HEAD~1", ...common]);
    run(`check history --ref ${format}`, history, ["check", "--ref", "HEAD~1", ...common]);
    run(`check broken ${format}`, broken, ["check", ...common]);
  }
  run("check threads", ".", ["check", "examples", "--as-of", AS_OF, "--threads", "2", "--format", "json"]);
  run("check html history", history, ["check", "--as-of", AS_OF, "--format", "html", "--history"]);
  for (const shard of ["1/2", "2/2"]) {
    const text = run(`check --shard ${shard}`, history, ["check", "--as-of", AS_OF, "--shard", shard]);
    writeFileSync(join(work, `shard-${shard[0]}`), text);
  }
  const shards = ["shard-1", "shard-2"].map((name) => join(work, name));
  for (const format of reportFormats) run(`merge ${format}`, history, ["merge", ...shards, "--format", format]);
  for (const format of ["console", "json", "markdown"]) {
    run(`diff ${format}`, history, ["diff", "HEAD~2..HEAD", "--as-of", AS_OF, "--format", format]);
    run(`rules ${format}`, history, ["rules", "--format", format]);
    run(`rules crosswalk ${format}`, ".", ["rules", "--crosswalk", "--format", format]);
  }
  run("rules stats", ".", ["rules", "--stats"]);
  for (const format of ["console", "json", "markdown", "csv", "html"]) {
    const common = ["--as-of", AS_OF, "--format", format];
    run(`history ${format}`, history, ["history", ...common]);
    run(`history --verdicts ${format}`, history, ["history", "--verdicts", "--by", "today", ...common]);
  }
  for (const format of ["console", "json", "junit"]) {
    run(`test ${format}`, history, ["test", "--format", format]);
    run(`test --mutate ${format}`, history, ["test", "--mutate", "--format", format]);
    run(`test packs ${format}`, ".", ["test", "policies/part2", "--format", format]);
  }
  for (const format of ["console", "json"]) {
    run(`lint ${format}`, history, ["lint", "--as-of", AS_OF, "--format", format]);
    run(`lint broken ${format}`, broken, ["lint", "--as-of", AS_OF, "--format", format]);
  }
  run("explain rule", ".", ["explain", "contracts/use-limits", "--as-of", AS_OF]);
  const report = JSON.parse(run("check one json", ".", ["check", "examples", "--as-of", AS_OF, "--format", "json"]));
  for (const { fingerprint, rule } of report.findings.slice(0, 6))
    run(`explain finding ${rule}`, ".", ["explain", fingerprint, "--as-of", AS_OF]);
  run("init", work, ["init", "made.yaml", "--name", "made", "--function", "operations", "--stage", "production"]);
  results["init file"] = createHash("sha256")
    // The comment on the schema names the checkout.
    .update(readFileSync(join(work, "made.yaml"), "utf8").replace(/\$schema=\S+/, "$schema="))
    .digest("hex")
    .slice(0, 20);
  writeFileSync(
    join(work, "record.json"),
    run("record", history, ["check", "--ref", "HEAD", "--as-of", AS_OF, "--format", "json"]),
  );
  run("verify", history, ["verify", join(work, "record.json")]);
  run("verify --ref", history, ["verify", join(work, "record.json"), "--ref", "HEAD~1"]);
  run("unknown command", ".", ["chek"]);
  run("unknown option", ".", ["check", "--nothing"]);
} finally {
  rmSync(work, { recursive: true, force: true });
}

if (mode === "--write") {
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  process.stdout.write(`${Object.keys(results).length} outputs written to ${file}\n`);
} else {
  const before = JSON.parse(readFileSync(file, "utf8"));
  const names = [...new Set([...Object.keys(before), ...Object.keys(results)])];
  const other = names.filter((name) => before[name] !== results[name]);
  for (const name of other)
    process.stdout.write(`${name}: ${before[name] ?? "absent"} -> ${results[name] ?? "absent"}\n`);
  process.stdout.write(`${names.length - other.length} of ${names.length} outputs are the same\n`);
  process.exitCode = other.length > 0 ? 1 : 0;
}
