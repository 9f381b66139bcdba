// Makes the pictures of the README and of the page for GitHub from the examples: comments on pull requests, written by the
// action itself, and the HTML report. It fails if the verdict, the count or the first line to change is not in the upper
// part of a comment. Needs a build and Chromium: npm run build && node build/pictures.mjs
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { marked } from "marked";
import { chromium } from "playwright-core";
import { AS_OF, commentOn } from "./pull-request.mjs";

/** @typedef {import("./pull-request.mjs").Files} Files */

const project = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "caregate-pictures-"));
/** Largest size of a picture, in bytes. */
const LIMIT = 200_000;
/** Width of a comment on GitHub with its border, and the height that a reader sees without scrolling, in pixels. */
const [WIDTH, FOLD] = [900, 600];

/** @param {string} name */
const example = (name) => readFileSync(join(project, `examples/deploy/${name}.yaml`), "utf8");

/**
 * Replaces a text that has to be there.
 * @param {string} before
 * @param {string} after
 * @returns {(text: string) => string}
 */
const replacing = (before, after) => (text) => {
  if (!text.includes(before)) throw new Error(`the examples have no \`${before}\`: choose another change`);
  return text.replaceAll(before, after);
};

/**
 * Deployments of the examples for further sites: their evidence is about another deployment.
 * @param {Record<string, string[]>} sites
 * @returns {Files}
 */
const copies = (sites) =>
  Object.fromEntries(
    Object.entries(sites).flatMap(([name, all]) =>
      all.map((site) => [
        `deploy/${name}-${site}.yaml`,
        example(name).replace(`name: ${name}`, `name: ${name}-${site}`),
      ]),
    ),
  );

const WAIVER = ".caregate/waivers/readmission-capacity.yaml";
/** @type {Files} */
const onlyNewBlocks = { ".caregate/config.yaml": (text) => `${text}gate: new\n` };
const failing = ["ambient-scribe", "federated-radiology", "patient-chatbot", "readmission-risk", "utilization-review"];
/**
 * The examples without the deployments that fail.
 * @type {Files}
 */
const passing = {
  ...onlyNewBlocks,
  // It is about one of them.
  [WAIVER]: null,
  ...Object.fromEntries(failing.map((name) => [`deploy/${name}.yaml`, null])),
};
/** @type {Files} */
const slowStop = {
  "deploy/sepsis-early-warning.yaml": replacing("may: [stop], withinMinutes: 15", "may: [stop], withinMinutes: 60"),
};

/**
 * The changes: name of the picture, height in pixels, and the text that has to begin the count line.
 * @type {{ name: string, height: number, count: string, base: Files, change: Files }[]}
 */
const scenes = [
  { name: "comment", height: 600, count: "1 new finding blocks", base: onlyNewBlocks, change: slowStop },
  {
    name: "comment-12",
    height: 900,
    count: "12 new findings block",
    base: passing,
    change: { ...copies({ "federated-radiology": ["north"] }), ...slowStop },
  },
  {
    name: "comment-60",
    height: 900,
    count: "60 new findings block",
    base: { ...passing, [WAIVER]: (text) => text },
    change: {
      ...copies({ "utilization-review": ["north"] }),
      "deploy/readmission-risk.yaml": example("readmission-risk"),
      "deploy/utilization-review.yaml": example("utilization-review"),
    },
  },
  {
    name: "comment-300",
    height: 900,
    count: "300 new findings block",
    base: { ...passing, [WAIVER]: (text) => text },
    change: {
      ...copies({
        "utilization-review": ["north", "south", "east"],
        "readmission-risk": ["north", "south"],
        "patient-chatbot": ["north", "south"],
        "ambient-scribe": ["north", "south"],
      }),
      "deploy/readmission-risk.yaml": example("readmission-risk"),
    },
  },
  {
    name: "comment-fixed",
    height: 600,
    count: "Every rule that applies is shown to hold",
    base: {
      ...passing,
      "deploy/sepsis-early-warning.yaml": null,
      "deploy/chest-xray-triage.yaml": replacing("may: [stop], withinMinutes: 10", "may: [stop], withinMinutes: 45"),
    },
    change: {
      "deploy/chest-xray-triage.yaml": replacing("may: [stop], withinMinutes: 45", "may: [stop], withinMinutes: 10"),
    },
  },
  {
    name: "comment-policy",
    height: 900,
    count: "Every rule that applies is shown to hold",
    base: { ...passing, "deploy/sepsis-early-warning.yaml": null },
    change: { ".caregate/config.yaml": replacing("stopMinutes: 30", "stopMinutes: 45") },
  },
  {
    name: "comment-error",
    height: 600,
    count: "1 input error",
    base: passing,
    change: { "deploy/sepsis-early-warning.yaml": replacing("stage: production", "stage: live") },
  },
];

/** Colours and spacing close to those of a comment on GitHub. */
const style = `
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328; width: ${WIDTH - 32}px;
    font: 14px/1.5 "Liberation Sans", Arial, sans-serif; }
  article { border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e; }
  main { padding: 8px 16px 12px; }
  h2 { font-size: 20px; margin: 8px 0 12px; padding-bottom: 6px; border-bottom: 1px solid #d1d9e0; }
  h3 { font-size: 16px; margin: 16px 0 8px; }
  h4 { font-size: 14px; margin: 16px 0 8px; }
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

/** @param {string} comment */
async function pageOf(comment) {
  // Not every machine has a font with these signs.
  const body = (await marked.parse(comment, { gfm: true }))
    .replaceAll("❌", '<span style="color: #d1242f">✖</span>')
    .replaceAll("✅", '<span style="color: #1a7f37">✔</span>')
    .replaceAll("⚠️", '<span style="color: #9a6700">▲</span>');
  return `<!DOCTYPE html><meta charset="utf-8"><style>${style}</style><article><header><b>github-actions</b> bot commented</header><main>${body}</main></article>`;
}

/**
 * Takes a picture of the upper part of a page.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {number} height
 */
async function take(page, name, height) {
  const path = join(project, "docs/img", `${name}.png`);
  const [width, whole] = await page.evaluate(() => {
    const article = document.querySelector("body > article")?.getBoundingClientRect();
    return [window.innerWidth, Math.ceil(article ? article.bottom + 16 : document.documentElement.scrollHeight)];
  });
  await page.setViewportSize({ width, height });
  await page.screenshot({ path, clip: { x: 0, y: 0, width, height: Math.min(whole, height) } });
  const { size } = statSync(path);
  if (size > LIMIT) throw new Error(`docs/img/${name}.png has ${size} bytes: at most ${LIMIT}`);
  process.stdout.write(`docs/img/${name}.png: ${size} bytes`);
  return whole;
}

/**
 * The bottom of what a reader needs at once, in pixels from the top.
 * @param {import("playwright-core").Page} page
 * @param {string} count
 */
async function measure(page, count) {
  return page.evaluate((wanted) => {
    const bottom = (/** @type {Element | undefined} */ one) => (one ? one.getBoundingClientRect().bottom : Infinity);
    const paragraphs = [...document.querySelectorAll("main p")];
    const first = paragraphs.find(({ textContent }) => textContent?.startsWith("Change first:"));
    return {
      verdict: bottom(document.querySelector("main h2") ?? undefined),
      count: bottom(paragraphs.find(({ textContent }) => textContent?.startsWith(wanted))),
      change: first ? bottom(first) : undefined,
    };
  }, count);
}

try {
  mkdirSync(join(project, "docs/img"), { recursive: true });
  const browser = await chromium.launch({ executablePath: browserPath(), args: ["--no-sandbox"] });
  for (const { name, height, count, ...states } of scenes) {
    const comment = await commentOn(states);
    const file = join(folder, `${name}.html`);
    writeFileSync(file, await pageOf(comment));
    const page = await browser.newPage({ viewport: { width: WIDTH, height: FOLD }, colorScheme: "light" });
    await page.goto(pathToFileURL(file).href);
    const places = await measure(page, count);
    const late = Object.entries(places).filter(([, place]) => place !== undefined && place > FOLD);
    const whole = await take(page, name, height);
    const bytes = Buffer.byteLength(comment);
    process.stdout.write(`, comment of ${bytes} bytes and ${whole} pixels, ${JSON.stringify(places)}\n`);
    if (late.length > 0 || (comment.includes("check failed") && places.change === undefined))
      throw new Error(`${name}: not above the fold: ${JSON.stringify(places)}\n${comment.slice(0, 500)}`);
    await page.close();
  }
  const report = join(folder, "report.html");
  try {
    const args = ["check", "examples", "--as-of", AS_OF, "--format", "html", "--output", report];
    execFileSync(process.execPath, [join(project, "dist/cli.js"), ...args], { cwd: project, stdio: "pipe" });
  } catch {
    if (!existsSync(report)) throw new Error("no report was written");
  }
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, colorScheme: "light" });
  await page.goto(pathToFileURL(report).href);
  await take(page, "report", 760);
  process.stdout.write("\n");
  await browser.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
