import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { parse } from "yaml";
import { type WhenFinished, commitAll, git, project, temporaryFolder, write } from "../../support/repository.ts";
import { type FakeGitHub, fakeGitHub } from "./github.ts";

/** A command that a step gave to the runner. */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The result of a step. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly commands: Command[];
  readonly outputs: Record<string, string>;
  readonly summary: string;
  readonly seconds: number;
}

const unescape = (text: string): string =>
  text
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");

/**
 * The commands in what a step printed, as the runner finds them: `::` at the start of a line, blanks aside, or `##[`
 * anywhere in it.
 */
export function commandsIn(stdout: string): Command[] {
  return stdout.split(/\r\n|\r|\n/).flatMap((line): Command[] => {
    const modern = /^\s*::([\w-]+)(?: ([^]*?))?::([^]*)$/.exec(line);
    if (modern) {
      const [, name = "", properties = "", message = ""] = modern;
      const pairs = properties.split(",").flatMap((pair) => {
        const [key = "", ...value] = pair.split("=");
        return key.trim() === "" ? [] : [[key.trim(), unescape(value.join("="))] as const];
      });
      return [{ name, properties: Object.fromEntries(pairs), message: unescape(message) }];
    }
    const legacy = /##\[([\w-]+)[^\]]*\]([^]*)$/.exec(line);
    return legacy ? [{ name: `legacy ${legacy[1] ?? ""}`, properties: {}, message: legacy[2] ?? "" }] : [];
  });
}

function outputsIn(text: string): Record<string, string> {
  const found = [...text.matchAll(/^([\w-]+)<<(ghadelimiter_[\w-]+)\n([^]*?)\n?\2$/gm)];
  return Object.fromEntries(found.map(([, name = "", , value = ""]) => [name, value]));
}

interface Side {
  sha: string;
  ref: string;
  repo: { full_name: string };
}

/** An event's payload, as far as the tests change it. */
export interface Payload {
  [key: string]: unknown;
  pull_request: { number: number | string; title: string; body: string; head: Side; base: Side };
}

interface Example {
  readonly name: string;
  readonly examples: Payload[];
}
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples/api.github.com/index.json") as Example[];

/** An example of GitHub's of the payload of an event, to be changed at will. */
function payloadOf(event: string, action?: string): Payload {
  const all = examples.find(({ name }) => name === event)?.examples ?? [];
  const one = all.find((example) => action === undefined || example["action"] === action) ?? all[0];
  return structuredClone(one ?? ({} as Payload));
}

const { inputs } = parse(readFileSync(join(project, "action.yml"), "utf8")) as {
  inputs: Record<string, { default: string }>;
};

/** A repository on a server, a change of it, and a checkout of that as actions/checkout makes it. */
export interface Scene {
  readonly origin: string;
  readonly workspace: string;
  readonly github: FakeGitHub;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
  readonly run: (options?: RunOptions) => Promise<Ran>;
}

export interface RunOptions {
  readonly event?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly payload?: (payload: Payload) => void;
  readonly environment?: Readonly<Record<string, string>>;
  /** The folder of the job. Default: that of the scene. */
  readonly workspace?: string;
  /** The Node to run on. Default: `ACTION_NODE` or the Node of this process. */
  readonly node?: string;
}

type Files = Readonly<Record<string, string>>;

/**
 * Pushes a commit to the pull request, and checks out its merge.
 * @returns a change of the event, whose head is then that commit
 */
export function push({ origin, github, workspace }: Scene, files: Files): (payload: Payload) => void {
  git(origin, "checkout", "--quiet", "change");
  write(origin, files);
  github.pullRequest.headSha = commitAll(origin, "more");
  git(origin, "checkout", "--quiet", "main");
  git(origin, "merge", "--quiet", "--no-ff", "--message", "merge", "change");
  const merge = git(origin, "rev-parse", "HEAD");
  git(origin, "reset", "--quiet", "--hard", "HEAD^1");
  git(workspace, "fetch", "--quiet", "--depth=1", "origin", merge);
  git(workspace, "checkout", "--quiet", "--force", "--detach", merge);
  return (payload) => (payload.pull_request.head.sha = github.pullRequest.headSha);
}

/**
 * Sets the scene: files at the base, and what the change makes of them; null takes a file away.
 * @param branch name of the base branch
 * @param whenFinished that of the test's own context, which a test that runs beside others needs
 */
export async function scene(
  base: Files,
  change: Readonly<Record<string, string | null>>,
  branch = "main",
  whenFinished: WhenFinished = onTestFinished,
): Promise<Scene> {
  const { origin, ...commits } = copyOfOrigin(originOf(base, change, branch), whenFinished);
  const workspace = checkout(origin, commits.merge, whenFinished);
  const github = await fakeGitHub(origin, { headSha: commits.head, baseRef: branch });
  whenFinished(async () => github[Symbol.asyncDispose]());
  return {
    ...commits,
    origin,
    workspace,
    github,
    run: (options) => runAction({ ...commits, origin, workspace, github, branch, whenFinished }, options),
  };
}

/** A repository as it is on the server. */
interface Origin {
  readonly origin: string;
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

/** Repositories that were made before: many tests begin with the same. */
const origins = new Map<string, Origin>();

function copyOfOrigin(made: Origin, whenFinished: WhenFinished): Origin {
  const origin = temporaryFolder(whenFinished);
  cpSync(made.origin, origin, { recursive: true });
  return { ...made, origin };
}

function originOf(base: Files, change: Readonly<Record<string, string | null>>, branch: string): Origin {
  const key = JSON.stringify([base, change, branch]);
  const made = origins.get(key) ?? makeOrigin(base, change, branch);
  origins.set(key, made);
  return made;
}

function makeOrigin(base: Files, change: Readonly<Record<string, string | null>>, branch: string): Origin {
  const origin = mkdtempSync(join(tmpdir(), "caregate-origin-"));
  git(origin, "init", "--quiet", `--initial-branch=${branch}`);
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  write(origin, base);
  const baseSha = commitAll(origin, "base");
  git(origin, "checkout", "--quiet", "-b", "change");
  for (const [file, text] of Object.entries(change)) {
    if (text === null) git(origin, "rm", "--quiet", file);
    else write(origin, { [file]: text });
  }
  const head = commitAll(origin, "change");
  git(origin, "checkout", "--quiet", branch);
  git(origin, "merge", "--quiet", "--no-ff", "--message", "merge", "change");
  const merge = git(origin, "rev-parse", "HEAD");
  git(origin, "update-ref", "refs/pull/7/merge", merge);
  git(origin, "reset", "--quiet", "--hard", baseSha);
  return { origin, base: baseSha, head, merge };
}

/** A checkout of one commit, without its history. */
export function checkout(origin: string, commit: string, whenFinished: WhenFinished = onTestFinished): string {
  const workspace = temporaryFolder(whenFinished);
  git(workspace, "init", "--quiet");
  git(workspace, "remote", "add", "origin", `file://${origin}`);
  git(workspace, "fetch", "--quiet", "--depth=1", "--no-tags", "origin", commit);
  git(workspace, "checkout", "--quiet", "--force", "--detach", commit);
  return workspace;
}

/** A scene, and what is needed to play it. */
interface Stage extends Omit<Scene, "run"> {
  readonly branch: string;
  readonly whenFinished: WhenFinished;
}

function eventOf(event: string, scene: Stage): Payload {
  const { base, head, merge, branch } = scene;
  if (event.startsWith("pull_request")) {
    const payload = payloadOf("pull_request", "synchronize");
    payload["number"] = payload.pull_request.number = 7;
    payload.pull_request.head.sha = head;
    payload.pull_request.base.sha = base;
    payload.pull_request.base.ref = branch;
    payload.pull_request.head.repo.full_name = payload.pull_request.base.repo.full_name = "hospital/systems";
    return payload;
  }
  if (event === "merge_group") return { merge_group: { base_sha: base, head_sha: merge } } as unknown as Payload;
  if (event !== "push") return { schedule: "0 6 * * 1", repository: { default_branch: branch } } as unknown as Payload;
  const payload = payloadOf("push");
  return {
    ...payload,
    before: base,
    after: merge,
    repository: { ...(payload["repository"] as object), default_branch: branch },
  };
}

/** What the command asks of a Node 20 by itself (src/cli.ts), so that more than a hundred runs cost less. */
const flagsFor = (node: string): string[] => (node === process.execPath ? ["--interrupt-budget=400000"] : []);

function runAction(scene: Stage, options: RunOptions = {}): Promise<Ran> {
  const { event = "pull_request", node = process.env["ACTION_NODE"] ?? process.execPath } = options;
  const temporary = temporaryFolder(scene.whenFinished);
  const payload = eventOf(event, scene);
  options.payload?.(payload);
  const files = { event: "event.json", output: "output", summary: "summary" };
  mkdirSync(join(temporary, "temp"));
  write(temporary, { [files.event]: JSON.stringify(payload), [files.output]: "", [files.summary]: "" });
  const stated = Object.fromEntries(Object.entries(inputs).map(([name, { default: value }]) => [name, value]));
  const given = { ...stated, token: "ghs_secret", ...options.inputs };
  const env = {
    PATH: process.env["PATH"] ?? "",
    HOME: temporary,
    ...Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: scene.github.url,
    GITHUB_SERVER_URL: "https://github.example",
    GITHUB_REPOSITORY: "hospital/systems",
    GITHUB_RUN_ID: "99",
    GITHUB_SHA: scene.merge,
    GITHUB_REF: event.startsWith("pull_request") ? "refs/pull/7/merge" : `refs/heads/${scene.branch}`,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: join(temporary, files.event),
    GITHUB_WORKSPACE: options.workspace ?? scene.workspace,
    GITHUB_OUTPUT: join(temporary, files.output),
    GITHUB_STEP_SUMMARY: join(temporary, files.summary),
    RUNNER_TEMP: join(temporary, "temp"),
    ...options.environment,
  };
  const begun = performance.now();
  const child = spawn(node, [...flagsFor(node), join(project, "dist/action.js")], {
    cwd: options.workspace ?? scene.workspace,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const text = (file: string): string =>
    existsSync(join(temporary, file)) ? readFileSync(join(temporary, file), "utf8") : "";
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({
        code,
        stdout,
        stderr,
        commands: commandsIn(stdout),
        outputs: outputsIn(text(files.output)),
        summary: text(files.summary),
        seconds: (performance.now() - begun) / 1000,
      }),
    );
  });
}

let newest: string | undefined;

/** A Node 24, installed beside the project's dependencies on the first use; undefined where that is not possible. */
export function node24(): string | undefined {
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  if (newest !== undefined) return newest;
  const folder = join(project, "node_modules/.cache/caregate/node-24");
  const name = `node-${process.platform}-${process.arch}`;
  const binary = join(folder, "node_modules", name, "bin", "node");
  try {
    if (!existsSync(binary)) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "package.json"), "{}");
      execFileSync("npm", ["install", "--no-audit", "--no-fund", `${name}@24`], {
        cwd: folder,
        stdio: "ignore",
        timeout: 180_000,
      });
    }
    return (newest = binary);
  } catch {
    return undefined;
  }
}
