// Makes the pictures of the README from the examples: the comment on a pull request, by the action itself, and the HTML
// report. Needs a build and Chromium: npm run build && node build/pictures.mjs
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { marked } from "marked";
import { chromium } from "playwright-core";
import { parse } from "yaml";

const project = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "caregate-pictures-"));
const AS_OF = "2026-11-22";
/** Largest size of a picture, in bytes. */
const LIMIT = 200_000;

/** The change that the comment is about: the file, and the text before and after. */
const change = {
  file: "deploy/sepsis-early-warning.yaml",
  before: "may: [stop], withinMinutes: 15",
  after: "may: [stop], withinMinutes: 60",
};

/**
 * Runs git in a folder, at a fixed time, so that the names of commits stay the same.
 * @param {string} cwd
 * @param {string[]} args
 */
function git(cwd, ...args) {
  const when = `${AS_OF}T09:00:00Z`;
  const identity = [
    "-c",
    "user.name=Ada Example",
    "-c",
    "user.email=ada@lakeshore.example",
    "-c",
    "commit.gpgsign=false",
  ];
  const env = { ...process.env, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when };
  return execFileSync("git", [...identity, ...args], { cwd, env, encoding: "utf8", stdio: "pipe" }).trim();
}

/** The examples under git with a change on a branch, and a checkout of the merge, as a pull request has it. */
function pullRequest() {
  const origin = join(folder, "origin");
  cpSync(join(project, "examples"), origin, { recursive: true });
  git(origin, "init", "--quiet", "--initial-branch=main");
  git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  git(origin, "add", "--all");
  git(origin, "commit", "--quiet", "--message", "examples: add eight systems");
  const base = git(origin, "rev-parse", "HEAD");
  git(origin, "checkout", "--quiet", "-b", "change");
  const text = readFileSync(join(origin, change.file), "utf8");
  if (!text.includes(change.before))
    throw new Error(`${change.file} has no \`${change.before}\`: choose another change`);
  writeFileSync(join(origin, change.file), text.replaceAll(change.before, change.after));
  git(origin, "commit", "--quiet", "--all", "--message", "sepsis: name the time to stop");
  const head = git(origin, "rev-parse", "HEAD");
  git(origin, "checkout", "--quiet", "main");
  const workspace = join(folder, "workspace");
  git(folder, "clone", "--quiet", `file://${origin}`, workspace);
  git(workspace, "checkout", "--quiet", "--detach", head);
  return { base, head, workspace };
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

/** The text of the comment that the action writes about the change. */
async function commentText() {
  const { base, head, workspace } = pullRequest();
  const github = await fakeGitHub({ base, head });
  const repo = { full_name: "lakeshore/ai", name: "ai", owner: { login: "lakeshore" } };
  const event = {
    action: "synchronize",
    number: 7,
    repository: repo,
    pull_request: { number: 7, head: { sha: head, ref: "change", repo }, base: { sha: base, ref: "main", repo } },
  };
  const temporary = join(folder, "runner");
  mkdirSync(join(temporary, "temp"), { recursive: true });
  for (const [name, text] of [
    ["event.json", JSON.stringify(event)],
    ["output", ""],
    ["summary", ""],
  ])
    writeFileSync(join(temporary, name ?? ""), text ?? "");
  const { inputs } = parse(readFileSync(join(project, "action.yml"), "utf8"));
  const given = Object.entries(inputs).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value]);
  // The action checks as of today: the clock of its process stands still.
  const clock = `const Now = Date; globalThis.Date = class extends Now {
    constructor(...args) { args.length > 0 ? super(...args) : super("${AS_OF}T09:00:00Z"); } };`;
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,${encodeURIComponent(clock)}`, join(project, "dist/action.js")],
    {
      cwd: workspace,
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env["PATH"],
        HOME: temporary,
        ...Object.fromEntries(given),
        INPUT_TOKEN: "ghs_none",
        CI: "true",
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: github.url,
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
      },
    },
  );
  let stdout = "";
  child.stdout.on("data", (chunk) => (stdout += String(chunk)));
  const code = await new Promise((done) => child.on("close", done));
  github.close();
  const [comment] = github.comments;
  if (code !== 1 || comment === undefined)
    throw new Error(`the action wrote no comment (exit code ${code}):\n${stdout}`);
  return comment;
}

/** Colours and spacing close to those of a comment on GitHub. */
const style = `
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328; width: 868px;
    font: 14px/1.5 "Liberation Sans", Arial, sans-serif; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e; }
  main { padding: 8px 16px 12px; }
  h2 { font-size: 20px; margin: 8px 0 12px; padding-bottom: 6px; border-bottom: 1px solid #d1d9e0; }
  h3 { font-size: 16px; margin: 16px 0 8px; }
  p, ul, pre, table, details { margin: 0 0 12px; }
  a { color: #0969da; text-decoration: none; }
  code { background: #eff1f3; border-radius: 6px; padding: 2px 5px; font: 12px "DejaVu Sans Mono", monospace; }
  pre { background: #f6f8fa; border-radius: 6px; padding: 12px; overflow: hidden; }
  pre code { background: none; padding: 0; }
  table { border-collapse: collapse; } td, th { border: 1px solid #d1d9e0; padding: 6px 12px; text-align: left; }
  blockquote { margin: 0 0 12px; padding: 0 12px; border-left: 4px solid #d1d9e0; color: #59636e; }
  sub { font-size: 11px; color: #59636e; }`;

/** Where Chromium is installed. */
function browserPath() {
  for (const name of ["chromium", "chromium-browser", "google-chrome"])
    for (const path of (process.env["PATH"] ?? "").split(":"))
      if (existsSync(join(path, name))) return join(path, name);
  throw new Error("no Chromium is installed: apt-get install chromium");
}

try {
  const report = join(folder, "report.html");
  try {
    const args = ["check", "examples", "--as-of", AS_OF, "--format", "html", "--output", report];
    execFileSync(process.execPath, [join(project, "dist/cli.js"), ...args], { cwd: project, stdio: "pipe" });
  } catch {
    if (!existsSync(report)) throw new Error("no report was written");
  }
  const comment = join(folder, "comment.html");
  // Not every machine has a font with these signs.
  const body = (await marked.parse(await commentText()))
    .replaceAll("❌", '<span style="color: #d1242f">✖</span>')
    .replaceAll("✅", '<span style="color: #1a7f37">✔</span>');
  writeFileSync(
    comment,
    `<!DOCTYPE html><meta charset="utf-8"><style>${style}</style><article><header><b>github-actions</b> bot commented</header><main>${body}</main></article>`,
  );
  const images = join(project, "docs/img");
  mkdirSync(images, { recursive: true });
  const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
  for (const [file, name, width, height] of /** @type {const} */ ([
    [comment, "comment.png", 900, 600],
    [report, "report.png", 1200, 760],
  ])) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: "light" });
    await page.goto(pathToFileURL(file).href);
    const path = join(images, name);
    const size = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.screenshot({ path, clip: { x: 0, y: 0, width, height: Math.min(size, height) } });
    const { size: bytes } = statSync(path);
    if (bytes > LIMIT) throw new Error(`docs/img/${name} has ${bytes} bytes: at most ${LIMIT}`);
    process.stdout.write(`docs/img/${name}: ${bytes} bytes\n`);
  }
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
