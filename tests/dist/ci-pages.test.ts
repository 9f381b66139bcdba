import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseXml } from "@rgrove/parse-xml";
import { type Tokens, marked } from "marked";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { commandUsage } from "../../src/cli/usage.ts";
import { answering, governed } from "../support/governed-repository.ts";
import {
  cli,
  commitAll,
  examples,
  git,
  project,
  read,
  repository,
  temporaryFolder,
  write,
} from "../support/repository.ts";

const folder = join(project, "docs/ci");
const pages = readdirSync(folder).toSorted();
const text = (page: string): string => readFileSync(join(folder, page), "utf8");

function blocksOf(page: string, language: string): string[] {
  const found: string[] = [];
  void marked.walkTokens(marked.lexer(text(page)), (token) => {
    if (token.type === "code" && (token as Tokens.Code).lang === language) found.push(token["text"] as string);
  });
  return found;
}

interface Step {
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
  readonly run?: string;
  readonly bash?: string;
}

interface Workflow {
  readonly on: Record<string, unknown>;
  readonly permissions: Record<string, string>;
  readonly jobs: Record<string, { readonly steps: Step[] }>;
  readonly steps?: Step[];
}

function yaml(block: string): unknown {
  const [document, second] = parseAllDocuments(block);
  expect(second).toBeUndefined();
  expect(document && "errors" in document ? document.errors : ["empty"]).toEqual([]);
  return document && "toJS" in document ? document.toJS() : undefined;
}

const workflows = (): Workflow[] => blocksOf("github.md", "yaml").map((block) => yaml(block) as Workflow);
const stepsOf = ({ jobs, steps = [] }: Workflow): Step[] => [
  ...steps,
  ...Object.values(jobs ?? {}).flatMap((job) => job.steps),
];

describe("every page", () => {
  test("is there, and is linked from the README", () => {
    expect(pages).toEqual(["azure.md", "github.md", "gitlab.md", "jenkins.md", "pre-commit.md", "sharding.md"]);
    for (const page of pages) expect(read(project, "README.md")).toContain(`docs/ci/${page}`);
  });

  test.each(pages)("%s: its YAML can be parsed, and its links lead somewhere", (page) => {
    const blocks = blocksOf(page, "yaml");
    expect(blocks.length).toBeGreaterThan(page === "jenkins.md" ? -1 : 0);
    blocks.forEach(yaml);
    for (const [, target = ""] of text(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(existsSync(join(folder, target)), target).toBe(true);
  });

  test.each(pages)("%s: names flags and formats that there are", (page) => {
    const given = [...text(page).matchAll(/cli\.js" check(.*)|args: \[(.*)\]|`(--[^`]*)`/g)].map((match) =>
      match.slice(1).join(" "),
    );
    expect(given.length).toBeGreaterThan(0);
    const named = given.flatMap((line) => line.match(/--[\w-]+/g) ?? []);
    for (const flag of named) expect(commandUsage("check", checkCommand.formats)).toContain(`  ${flag} `);
    for (const [, format = ""] of text(page).matchAll(/--format ([a-z]+)/g))
      expect(checkCommand.formats).toContain(format);
  });
});

describe("the page for GitHub", () => {
  const action = yaml(read(project, "action.yml")) as Record<"inputs" | "outputs", Record<string, unknown>>;
  const ours = (): Step[] =>
    workflows()
      .flatMap(stepsOf)
      .filter(({ uses }) => uses?.startsWith("hospital/caregate@"));

  test("gives inputs and reads outputs that the action has", () => {
    expect(ours().length).toBeGreaterThan(2);
    for (const { with: given = {} } of ours())
      for (const [name, value] of Object.entries(given)) {
        expect(Object.keys(action.inputs)).toContain(name);
        // Whatever is not text, the runner would turn into one in a way of its own.
        expect(typeof value).toBe("string");
      }
    const outputs = [...text("github.md").matchAll(/steps\.caregate\.outputs\.([\w-]+)/g)].map(([, name]) => name);
    expect(outputs.length).toBeGreaterThan(2);
    for (const name of outputs) expect(Object.keys(action.outputs)).toContain(name);
    for (const [, name] of text("github.md").matchAll(/with `([a-z-]+): true`/g))
      expect(Object.keys(action.inputs)).toContain(name);
  });

  test("asks for no more than it needs, pins what it runs, and filters nothing", () => {
    const whole = workflows().filter(({ jobs }) => jobs);
    expect(whole).toHaveLength(2);
    const [first, second] = whole as [Workflow, Workflow];
    expect(first.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    expect(second.permissions).toEqual({ ...first.permissions, "security-events": "write" });
    expect(stepsOf(first).some(({ uses }) => uses?.includes("upload-sarif"))).toBe(false);
    expect(stepsOf(second).some(({ uses }) => uses?.includes("upload-sarif"))).toBe(true);
    for (const { on } of whole) {
      expect(Object.keys(on)).toEqual(expect.arrayContaining(["pull_request", "merge_group"]));
      // No filter of paths or branches; and a change of the base branch starts a run.
      expect(on["pull_request"]).toEqual({ types: ["opened", "synchronize", "reopened", "edited"] });
    }
    expect(text("github.md")).not.toContain("pull_request_target");
    for (const { uses } of ours()) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  test("its settings let only new findings block", () => {
    const settings = blocksOf("github.md", "yaml").find((block) => block.includes("kind: Config")) as string;
    const work = checkout({
      ".caregate/config.yaml": `${settings}\npacks: []\n`,
      "deploy/a.yaml": answering(100),
    });
    commitAll(work, "a change of nothing");
    expect(run(script("github"), work, { TARGET: "main" }).code).toBe(0);
    expect(run(script("github"), work, { TARGET: "" }).code).toBe(1);
  });
});

/** The commands that a pipeline runs, and the shell that runs them there. */
function script(page: "github" | "gitlab" | "jenkins" | "azure"): string[] {
  if (page === "jenkins") {
    const [, commands = ""] = /sh '''\n([^]*?)'''/.exec(blocksOf("jenkins.md", "groovy")[0] ?? "") ?? [];
    return ["sh", "-xec", commands];
  }
  const found = blocksOf(`${page}.md`, "yaml").map(
    (block) => yaml(block) as Workflow & { caregate: { script: string[] } },
  );
  if (page === "gitlab") return ["bash", "-eo", "pipefail", "-c", (found[0]?.caregate.script ?? []).join("\n")];
  const steps = found.flatMap(stepsOf);
  const commands = steps.map(({ bash, run: shell }) => bash ?? shell).find((one) => one !== undefined) ?? "";
  return page === "github" ? ["bash", "-eo", "pipefail", "-c", commands] : ["bash", "-c", commands];
}

/** A repository that holds caregate as a clone of it would. */
const caregate = { url: mkdtempSync(join(tmpdir(), "caregate-test-")), commit: "" };

beforeAll(() => {
  git(caregate.url, "init", "--quiet");
  for (const part of ["dist", "policies", "schemas", "package.json", ".pre-commit-hooks.yaml"])
    cpSync(join(project, part), join(caregate.url, part), { recursive: true });
  caregate.commit = commitAll(caregate.url, "caregate");
});

afterAll(() => rmSync(caregate.url, { recursive: true }));

/** A repository with a branch `main`, and a shallow checkout of it. */
function checkout(files: Record<string, string>): string {
  const origin = repository({ ...governed, ...files });
  git(origin, "checkout", "--quiet", "-b", "main");
  commitAll(origin, "main");
  const work = join(temporaryFolder(), "work");
  git(dirname(work), "clone", "--quiet", "--depth=1", `file://${origin}`, work);
  return work;
}

function run([command = "", ...args]: string[], work: string, environment: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: work,
    encoding: "utf8",
    env: {
      PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      HOME: process.env["HOME"] ?? "",
      CAREGATE_URL: caregate.url,
      CAREGATE_COMMIT: caregate.commit,
      ...environment,
    },
  });
  return { code: status, stdout, stderr };
}

const pipelines = [
  {
    page: "gitlab",
    change: { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" },
    files: ["caregate-quality.json", "caregate.html"],
  },
  { page: "jenkins", change: { CHANGE_TARGET: "main" }, files: ["caregate.xml", "caregate.html"] },
  {
    page: "azure",
    change: { SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" },
    files: ["caregate.xml", "caregate.html"],
  },
  { page: "github", change: { TARGET: "main" }, files: [] },
] as const;

describe.each(pipelines)("the commands of $page", ({ page, change, files }) => {
  const fine = { "deploy/a.yaml": answering(24) };

  test("let a sound change through, and leave what is published", () => {
    const work = checkout(fine);
    write(work, { "deploy/b.yaml": answering(12, "other") });
    commitAll(work, "another deployment");
    const ran = run(script(page), work, { TARGET: "", ...change });
    expect(ran.stderr + ran.stdout).toContain("2 deployments, 1 rule: 0 failed");
    expect(ran.code).toBe(0);
    for (const file of files) {
      expect(text(`${page}.md`)).toContain(file);
      const written = read(work, file);
      if (file.endsWith(".json")) expect(JSON.parse(written)).toEqual([]);
      if (file.endsWith(".xml")) expect(parseXml(written).root?.name).toBe("testsuites");
      if (file.endsWith(".html")) expect(written).toMatch(/^<!DOCTYPE html>/);
    }
  });

  test("stop a change that breaks a rule and takes the rule away", () => {
    const work = checkout(fine);
    write(work, { "deploy/a.yaml": answering(100) });
    rmSync(join(work, ".caregate/policies/local.yaml"));
    commitAll(work, "slower");
    const ran = run(script(page), work, { TARGET: "", ...change });
    expect(ran.stdout).toContain("local/first-answer");
    expect(ran.code).toBe(1);
    for (const file of files) expect(read(work, file)).toContain("local/first-answer");
  });

  test("check a branch by its own rules, and fail as it does", () => {
    const work = checkout({ "deploy/a.yaml": answering(100) });
    expect(run(script(page), work, { TARGET: "" }).code).toBe(1);
  });
});

describe("the workflow in parts", () => {
  interface Job {
    readonly needs?: string | readonly string[];
    readonly if?: string;
    readonly strategy?: { readonly "fail-fast": boolean; readonly matrix: { readonly shard: readonly number[] } };
    readonly steps: readonly (Step & { readonly if?: string })[];
  }
  const [block = ""] = blocksOf("sharding.md", "yaml");
  const { jobs } = yaml(block) as { jobs: Record<"plan" | "shard" | "caregate", Job> };
  const stepOf = (job: Job, uses: string): Step | undefined => job.steps.find((step) => step.uses?.startsWith(uses));
  const inBash = (commands: string): string[] => [
    "bash",
    "-eo",
    "pipefail",
    "-c",
    `caregate() { node "${join(caregate.url, "dist/cli.js")}" "$@"; }\n${commands}`,
  ];
  const [partCommand = "", mergeCommand = ""] = blocksOf("sharding.md", "sh");

  test("gives every job the same day and base, and the merge every file from outside of the checkout", () => {
    expect(jobs.caregate).toMatchObject({ needs: ["plan", "shard"], if: "${{ always() }}" });
    expect(jobs.shard).toMatchObject({ needs: "plan" });
    expect(jobs.shard.strategy).toEqual({ "fail-fast": false, matrix: { shard: [1, 2, 3, 4] } });
    const action = yaml(read(project, "action.yml")) as Record<"inputs" | "outputs", Record<string, unknown>>;
    const [part, merge] = [jobs.shard, jobs.caregate].map((job) => stepOf(job, "hospital/caregate@"));
    const plan = { "as-of": "${{ needs.plan.outputs.day }}", "policy-ref": "${{ needs.plan.outputs.base }}" };
    expect(part?.with).toEqual({ ...plan, shard: "${{ matrix.shard }}/${{ strategy.job-total }}" });
    expect(merge?.with).toEqual({ ...plan, merge: "${{ runner.temp }}/shards" });
    for (const { with: given = {} } of [part, merge] as Step[])
      for (const name of Object.keys(given)) expect(Object.keys(action.inputs)).toContain(name);
    expect(Object.keys(action.outputs)).toContain("shard-file");
    expect(stepOf(jobs.shard, "actions/upload-artifact@v7")?.with).toMatchObject({
      path: "${{ steps.caregate.outputs.shard-file }}",
      "if-no-files-found": "error",
    });
    expect(stepOf(jobs.caregate, "actions/download-artifact@v8")?.with).toMatchObject({ path: merge?.with?.["merge"] });
  });

  /** Runs the first job, and the commands of the page as a matrix of two does; artifacts are files in a folder. */
  function matrix(work: string, target: string) {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "shards"));
    const plan = inBash(jobs.plan.steps.find(({ run: one }) => one)?.run ?? "");
    expect(run(plan, work, { TARGET: target, GROUP: "", GITHUB_OUTPUT: join(folder, "output") }).code).toBe(0);
    const said = Object.fromEntries(
      read(folder, "output")
        .trim()
        .split("\n")
        .map((line) => line.split("=")),
    );
    const { day = "", base = "" } = said;
    if (base !== "") git(work, "fetch", "--quiet", "--depth=1", "origin", base);
    const codes = ["1", "2"].map((shard) => {
      const environment = { BASE: base === "" ? "" : `--base ${base}`, DAY: day, SHARD: shard, SHARDS: "2" };
      const { code } = run(inBash(partCommand), work, environment);
      renameSync(join(work, `shard-${shard}.jsonl`), join(folder, `shards/shard-${shard}.jsonl`));
      return code;
    });
    return { codes, merged: run(inBash(mergeCommand), folder, {}), folder, day };
  }

  test("says of a change what one job says, and fails closed", () => {
    const others = Object.fromEntries(
      ["b", "c", "d", "e", "f"].map((name) => [`deploy/${name}.yaml`, answering(1, name)]),
    );
    const work = checkout({ "deploy/a.yaml": answering(24), ...others });
    write(work, { "deploy/a.yaml": answering(100) });
    rmSync(join(work, ".caregate/policies/local.yaml"));
    commitAll(work, "slower");
    const { codes, merged, folder, day } = matrix(work, "main");
    expect(new Set(codes)).toEqual(new Set([0, 1]));
    const whole = cli(["check", "--base", "origin/main", "--as-of", day], { cwd: work });
    expect(merged).toMatchObject({ code: 1, stdout: whole.stdout });
    rmSync(join(folder, "shards/shard-2.jsonl"));
    const lacking = run(inBash(mergeCommand), folder, {});
    expect(lacking).toMatchObject({ code: 2, stderr: expect.stringContaining("1 of 2 shards are missing: 2") });
  });

  test("says of the examples what one job says", () => {
    const origin = examples();
    git(origin, "init", "--quiet", "--initial-branch=main");
    commitAll(origin, "main");
    const { merged, day } = matrix(origin, "");
    expect(merged).toMatchObject({ code: 1, stdout: cli(["check", "--as-of", day], { cwd: origin }).stdout });
  });
});

describe("the hook of pre-commit", () => {
  const [hook] = yaml(read(project, ".pre-commit-hooks.yaml")) as Record<string, unknown>[];

  test("says what it has to", () => {
    expect(hook).toMatchObject({
      id: "caregate",
      name: expect.any(String),
      entry: expect.any(String),
      language: "script",
      always_run: true,
      pass_filenames: false,
    });
    for (const block of blocksOf("pre-commit.md", "yaml")) {
      const { repos } = yaml(block) as { repos: { rev: string; hooks: { id: string; args?: string[] }[] }[] };
      for (const { rev, hooks } of repos) {
        expect(rev).toMatch(/^[0-9a-f]{40}$/);
        for (const { id } of hooks) expect(id).toBe(hook?.["id"]);
      }
    }
  });

  test("runs as it lies, with the arguments of the page", () => {
    const [entry = "", ...args] = String(hook?.["entry"]).split(" ");
    const file = join(project, entry);
    expect(statSync(file).mode & 0o111).toBe(0o111);
    const work = checkout({ "deploy/a.yaml": answering(24) });
    const hookRun = (more: readonly string[]): number | null =>
      spawnSync(file, [...args, ...more], {
        cwd: work,
        env: { PATH: `${dirname(process.execPath)}:${process.env["PATH"]}` },
      }).status;
    const given = blocksOf("pre-commit.md", "yaml").flatMap((block) =>
      (yaml(block) as { repos: { hooks: { args?: string[] }[] }[] }).repos.map(({ hooks }) => hooks[0]?.args ?? []),
    );
    expect(given).toEqual([[], ["--base", "origin/main"]]);
    for (const more of given) expect(hookRun(more)).toBe(0);
    write(work, { "deploy/a.yaml": answering(100) });
    for (const more of given) expect(hookRun(more)).toBe(1);
    mkdirSync(join(work, "empty"));
    expect(hookRun([join(work, "empty")])).toBe(2);
  });
});
