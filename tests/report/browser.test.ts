// The pages as a browser shows them: nothing is loaded, nothing is logged, nothing overflows, and axe has no complaint.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe, { type AxeResults } from "axe-core";
import { type Browser, type Page, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { historyHtml, historyParts } from "../../src/output/history/html.tsx";
import { formats } from "../../src/output/report/index.ts";
import { historyReports } from "../support/history.ts";
import { attacks } from "../support/page.ts";
import { project, temporaryFolder, write } from "../support/repository.ts";

function installed(): string | undefined {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    try {
      return execFileSync("/bin/sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    } catch {
      // another may be there
    }
  }
  return undefined;
}

const executablePath = installed();
if (executablePath === undefined) console.warn("no page is looked at in a browser: no Chromium is installed here");

// On a busy machine a browser takes long to start.
describe.skipIf(executablePath === undefined)("in a browser", { timeout: 180_000 }, () => {
  let browser: Browser;
  let folder: string;
  const undo: (() => void | Promise<void>)[] = [];

  beforeAll(async () => {
    const launched = chromium.launch({ executablePath: executablePath as string, args: ["--no-sandbox"] });
    folder = temporaryFolder((one) => void undo.push(one));
    const hostile = attacks.join(" ");
    const { report } = await check({
      targets: ["examples/deploy/ambient-scribe.yaml"],
      asOf: "2027-11-22",
      cwd: project,
    });
    const few = { ...report, findings: report.findings.filter(({ outcome }) => outcome === "fail").slice(0, 8) };
    const options = { all: false, color: false, pathPrefix: "", line: () => hostile };
    write(folder, {
      "report.html": await formats.html(few, { ...options, history: historyParts(...historyReports("plain")) }),
      "history.html": historyHtml(...historyReports(hostile)),
    });
    browser = await launched;
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    for (const one of undo) await one();
  });

  interface Inspection {
    readonly page: Page;
    /** What the page said or asked for beside itself. */
    readonly heard: string[];
  }

  async function look(file: string, width: number, javaScriptEnabled = true): Promise<Inspection> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled });
    const page = await context.newPage();
    const heard: string[] = [];
    const url = pathToFileURL(join(folder, file)).href;
    page.on("console", (message) => heard.push(message.text()));
    page.on("pageerror", (error) => heard.push(String(error)));
    page.on("request", (request) => request.url() === url || heard.push(request.url()));
    await page.goto(url);
    return { page, heard };
  }

  test.each([
    ["report.html", 1280, true],
    ["report.html", 400, false],
    ["history.html", 1280, false],
    ["history.html", 400, true],
  ])("%s at %i pixels is quiet and fits; with axe: %s", { timeout: 180_000 }, async (file, width, withAxe) => {
    const { page, heard } = await look(file, width);
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    if (withAxe) {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<AxeResults>("axe.run()");
      expect(violations.map(({ id, impact, nodes }) => [id, impact, nodes[0]?.html])).toEqual([]);
    }
    expect(heard).toEqual([]);
  });

  test("drawings have the size that their facts give them", async () => {
    const { page } = await look("report.html", 1280);
    const boxes = await page.locator("#h-d0 + details .lane").first().locator("rect").count();
    expect(boxes).toBe(2);
    const [lane, first] = await Promise.all(
      ["#h-d0 + details .lane", "#h-d0 + details .lane rect"].map((one) => page.locator(one).first().boundingBox()),
    );
    // From 2025-01-01 to 2025-01-06, of 691 days.
    expect(Math.abs((first?.x ?? 0) - (lane?.x ?? 0))).toBeLessThan(1);
    expect((first?.width ?? 0) / (lane?.width ?? 1)).toBeCloseTo(5 / 690, 2);
  });

  test("the filter finds, says how much, and lets all be shown again", async () => {
    const { page } = await look("report.html", 1280);
    const shown = page.locator("article:visible");
    const all = await shown.count();
    await page.fill("input[name=text]", (await page.locator("h4").first().textContent()) ?? "");
    await expect.poll(() => page.textContent("output")).toMatch(/^\d+ of \d+ findings shown$/);
    expect(await shown.count()).toBeLessThan(all);
    await page.click("button[type=reset]");
    await expect.poll(() => shown.count()).toBe(all);
  });

  test("without scripts nothing lacks but the filter; on paper nothing is folded", async () => {
    const { page, heard } = await look("report.html", 1280, false);
    expect(await page.locator("form").isVisible()).toBe(false);
    expect(await page.locator("article").count()).toBe(8);
    const folded = page.locator("#h-open ~ details table");
    expect(await folded.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(((await folded.boundingBox())?.height ?? 0) > 20).toBe(true);
    expect(heard).toEqual([]);
  });
});
