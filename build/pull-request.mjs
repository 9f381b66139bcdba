// Runs the action on a pull request of the examples, and returns the comment that it writes. Needs a build.
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const project = fileURLToPath(new URL("../", import.meta.url));
export const AS_OF = "2026-11-22";

/**
 * Files of a state of the repository, by path: the text, a function of the text that the examples have, or null for none.
 * @typedef {Record<string, string | null | ((text: string) => string)>} Files
 */

/**
 * Runs git in a folder, at a fixed time, so that the names of commits stay the same.
 * @param {string} cwd
 * @param {string[]} args
 */
function git(cwd, ...args) {
  const when = `${AS_OF}T09:00:00Z`;
  const settings = ["user.name=Ada Example", "user.email=ada@lakeshore.example", "commit.gpgsign=false"];
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  const all = [...settings.flatMap((one) => ["-c", one]), ...args];
  return execFileSync("git", all, { cwd, env, encoding: "utf8", stdio: "pipe" }).trim();
}

/**
 * Writes files and commits them.
 * @param {string} root
 * @param {Files} files
 * @param {string} subject
 */
function commit(root, files, subject) {
  for (const [file, content] of Object.entries(files)) {
    const path = join(root, file);
    if (content === null) {
      rmSync(path);
      continue;
    }
    const text = typeof content === "string" ? content : content(readFileSync(path, "utf8"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--allow-empty", "--message", subject);
  return git(root, "rev-parse", "HEAD");
}

/**
 * The examples under git with a change on a branch, and a checkout of the branch.
 * @param {string} folder
 * @param {Files} base what the base branch changes of the examples
 * @param {Files} change what the pull request changes of that
 */
function openPullRequest(folder, base, change) {
  const origin = join(folder, "origin");
  cpSync(join(project, "examples"), origin, { recursive: true });
  git(origin, "init", "--quiet", "--initial-branch=main");
  const baseSha = commit(origin, base, "add the systems");
  git(origin, "checkout", "--quiet", "-b", "change");
  const head = commit(origin, change, "change a system");
  git(origin, "checkout", "--quiet", "main");
  const workspace = join(folder, "workspace");
  git(folder, "clone", "--quiet", `file://${origin}`, workspace);
  git(workspace, "checkout", "--quiet", "--detach", head);
  return { base: baseSha, head, workspace };
}

/**
 * A server that answers as much of GitHub's API as a comment needs, and keeps the comment.
 * @param {{ base: string, head: string }} commits
 */
async function fakeGitHub({ base, head }) {
  /** @type {string[]} */
  const comments = [];
  const server = createServer((request, response) => {
    /** @type {(status: number, body: unknown) => void} */
    const answer = (status, body) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const { method, url = "" } = request;
    if (method === "POST" && url.endsWith("/comments")) {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        comments.push(JSON.parse(text).body);
        answer(201, { id: 1 });
      });
    } else if (url.includes("/comments")) answer(200, []);
    else if (url.includes("/pulls/")) answer(200, { head: { sha: head }, base: { ref: "main" } });
    else if (url.includes("/git/ref/heads")) answer(200, { object: { sha: base } });
    else answer(404, { message: "Not Found" });
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { comments, url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The action checks as of today: the clock of its process stands still. */
const clock = `const Now = Date; globalThis.Date = class extends Now {
  constructor(...args) { args.length > 0 ? super(...args) : super("${AS_OF}T09:00:00Z"); } };`;

/**
 * @param {string} temporary
 * @param {string} apiUrl
 * @param {{ base: string, head: string, workspace: string }} pull
 */
function environmentOf(temporary, apiUrl, { base, head, workspace }) {
  const repo = { full_name: "lakeshore/ai", name: "ai", owner: { login: "lakeshore" } };
  const event = {
    action: "synchronize",
    number: 7,
    repository: repo,
    pull_request: { number: 7, head: { sha: head, ref: "change", repo }, base: { sha: base, ref: "main", repo } },
  };
  mkdirSync(join(temporary, "temp"), { recursive: true });
  writeFileSync(join(temporary, "event.json"), JSON.stringify(event));
  for (const name of ["output", "summary"]) writeFileSync(join(temporary, name), "");
  const { inputs } = parse(readFileSync(join(project, "action.yml"), "utf8"));
  const given = Object.entries(inputs).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value]);
  return {
    PATH: process.env["PATH"],
    HOME: temporary,
    ...Object.fromEntries(given),
    INPUT_TOKEN: "ghs_none",
    INPUT_COMMENT: "always",
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: apiUrl,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: repo.full_name,
    GITHUB_RUN_ID: "1",
    GITHUB_SHA: head,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: join(temporary, "event.json"),
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: join(temporary, "output"),
    GITHUB_STEP_SUMMARY: join(temporary, "summary"),
    RUNNER_TEMP: join(temporary, "temp"),
  };
}

/**
 * The text of the comment that the action writes about a change of the examples.
 * @param {{ base: Files, change: Files }} states
 */
export async function commentOn({ base, change }) {
  const folder = mkdtempSync(join(tmpdir(), "caregate-pull-request-"));
  try {
    const pull = openPullRequest(folder, base, change);
    const github = await fakeGitHub(pull);
    const child = spawn(
      process.execPath,
      ["--import", `data:text/javascript,${encodeURIComponent(clock)}`, join(project, "dist/action.js")],
      {
        cwd: pull.workspace,
        stdio: ["ignore", "pipe", "inherit"],
        env: environmentOf(join(folder, "runner"), github.url, pull),
      },
    );
    let stdout = "";
    child.stdout.on("data", (chunk) => (stdout += String(chunk)));
    const code = await new Promise((done) => child.on("close", done));
    github.close();
    const [comment] = github.comments;
    if (comment === undefined) throw new Error(`the action wrote no comment (exit code ${code}):\n${stdout}`);
    return comment;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
