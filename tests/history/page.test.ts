import { rmSync } from "node:fs";
import type { XmlElement } from "@rgrove/parse-xml";
import { beforeAll, describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { historyHtml, historyParts } from "../../src/output/history/html.tsx";
import { addDays, daysBetween } from "../../src/util/date.ts";
import { type Bar, type Scale, openCountsOf, barStyles, ticksOf, unionOf } from "../../src/output/html/timeline.tsx";
import { historyReports } from "../support/history.ts";
import { answering, governed, policy, waiver } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { attacks, elements, only, parsed, part, shape, textOf } from "../support/page.ts";
import { commitOn, git, repository, temporaryFolder, write } from "../support/repository.ts";

const manifest = "deploy/cleaning.yaml";

/** A violation that appears, passes by looser policies, appears again, and is waived. */
let house: string;
/** The page of a report that shows its history, too. */
let whole: XmlElement;

beforeAll(async () => {
  const undo: (() => void | Promise<void>)[] = [];
  house = repository({ ...governed, [manifest]: answering(40) }, (one) => void undo.push(one));
  commitOn(house, "2026-02-01");
  write(house, { [manifest]: answering(60) });
  commitOn(house, "2026-03-01");
  write(house, { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 72") });
  commitOn(house, "2026-04-01", "Allow more (#12)");
  write(house, { ".caregate/policies/local.yaml": policy });
  commitOn(house, "2026-05-01");
  write(house, { ".caregate/waivers/w.yaml": waiver.replace("2026-11-01", "2026-06-01") });
  commitOn(house, "2026-06-01");
  whole = parsed((await invoke(checkCommand, ["--format", "html", "--history"], house)).stdout);
  return async () => {
    for (const one of undo) await one();
  };
});

const rowsOf = (of: XmlElement): string[] => elements(elements(of, "tbody").at(-1) as XmlElement, "tr").map(textOf);
const rects = (of: XmlElement): string[] =>
  elements(of, "svg")
    .filter(({ attributes }) => attributes["role"] === "img")
    .flatMap((one) => elements(one, "rect").map((rect) => `${rect.attributes["class"]} ${textOf(rect)}`));

describe("content", () => {
  test("every violation's life, drawn and in words", () => {
    const lives = part(whole, "h-violations");
    const [first, second] = rowsOf(lives) as [string, string];
    expect(first).toMatch(
      /^high local\/first-answer.*2026-03-01 by .*ended by a policy change 2026-04-01 by .*#12\d+ in production/,
    );
    expect(second).toMatch(/2026-05-01 by .*still open ?20531 in production in violation$/);
    expect(new Set(rects(lives))).toEqual(
      new Set([
        "live 2026-03-01 to 2026-04-01",
        "live 2026-05-01 to 2026-06-01",
        "waived 2026-06-01 to now",
        "live violated, in production, 2026-03-01 to 2026-04-01",
        "live violated, in production, 2026-05-01 to 2026-06-01",
        "waived waived by w-1, 2026-06-01 to now",
      ]),
    );
    expect(rowsOf(part(whole, "h-open"))).toEqual([
      "2026-03-011000",
      "2026-04-010000",
      "2026-05-011000",
      "2026-06-010001",
    ]);
    expect(elements(part(whole, "h-open"), "a").map(({ attributes }) => attributes["aria-label"])).toEqual(
      expect.arrayContaining(["2026-04-01: policies loosened", "2026-05-01: policies tightened"]),
    );
    expect(textOf(part(whole, "h-waivers"))).toMatch(/w-1.*granted 2026-06-01 by.*covered 1 violation/);
  });

  test("what was loosened, by whom, and for how long", () => {
    expect(rowsOf(part(whole, "h-loosened"))).toEqual([
      expect.stringMatching(/local\/first-answer.*2026-04-01 by .*, request #12 ?tightened again 2026-05-01 by .*30$/),
      expect.stringMatching(/local\.hours.*48 → 72 hours/),
    ]);
    const changes = rowsOf(part(whole, "h-changes"));
    expect(changes).toHaveLength(4);
    expect(changes[1]).toMatch(/loosened: Allow more .*before, it .*after, it /);
  });

  test("all of it beside the verdict, and what was not committed is said", () => {
    for (const id of ["deployments", "h-open", "h-violations", "h-loosened", "h-changes"])
      expect(part(whole, id), id).toBeDefined();
    const links = elements(only(whole, "nav"), "a").map(({ attributes }) => attributes["href"]);
    for (const id of ["#h-limits", "#h-open", "#h-changes"]) expect(links).toContain(id);
    expect(textOf(part(whole, "h-limits"))).toContain("uncommitted changes are not included");
  });

  test("a page of its own, of policies alone or of verdicts, too", async () => {
    const title = async (...args: string[]): Promise<[string, boolean]> => {
      const { code, stdout } = await invoke(historyCommand, ["HEAD~1..HEAD", "--format", "html", ...args], house);
      expect(code, stdout).toBe(0);
      const root = parsed(stdout);
      return [textOf(only(root, "h1")), part(root, "h-open") !== undefined];
    };
    expect(await title()).toEqual(["History of policies", false]);
    expect(await title("--verdicts")).toEqual(["History of verdicts", true]);
  });
});

describe("missing history is reported", () => {
  const limits = async (root: string): Promise<string> =>
    textOf(part(parsed((await invoke(checkCommand, ["--format", "html", "--history"], root)).stdout), "h-limits"));

  test("no repository, and no commit", async () => {
    const root = repository({ ...governed, [manifest]: answering(40) });
    expect(await limits(root)).toContain("No history is available: the repository has no commit yet");
    rmSync(`${root}/.git`, { recursive: true });
    expect(await limits(root)).toContain("No history is available: the checked folder is not in a git repository");
  });

  test("a shallow clone", async () => {
    const clone = temporaryFolder();
    git(clone, "clone", "-q", "--depth", "1", `file://${house}`, ".");
    expect(await limits(clone)).toContain("this clone is shallow");
  });

  test("no other format has room for it", async () => {
    const { code, stderr } = await invoke(checkCommand, ["--history"], house);
    expect([code, stderr]).toEqual([2, "--history goes with --format html"]);
  });
});

describe("a page", () => {
  test("runs nothing, is one document, and its links lead somewhere", () => {
    const html = historyHtml(...historyReports("plain"));
    const root = parsed(html);
    const policyOf = elements(root, "meta").find((one) => one.attributes["http-equiv"] === "Content-Security-Policy");
    expect(policyOf?.attributes["content"]).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'/);
    expect(elements(root, "script")).toEqual([]);
    for (const { attributes } of elements(root))
      for (const name of Object.keys(attributes)) expect(name).not.toMatch(/^on|^style$|^src/);
    const ids = elements(root).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements(root)) {
      const target = attributes["aria-labelledby"] ?? /^#(.*)/.exec(attributes["href"] ?? "")?.[1];
      if (target !== undefined) expect(ids).toContain(target);
    }
    for (const { attributes } of elements(root, "svg").filter((one) => one.attributes["role"] === "img"))
      expect(attributes["aria-label"]).not.toBe("");
  });

  test.each(attacks)("%j is never markup", (attack) => {
    const html = historyHtml(...historyReports(attack));
    expect(shape(html)).toEqual(shape(historyHtml(...historyReports("plain"))));
    // oxlint-disable-next-line no-control-regex
    expect(html).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]/);
    if (attack.startsWith("<")) expect(textOf(parsed(html))).toContain(attack);
  });

  test("holds 5,000 violations, folded by deployment, in bounded time and size", () => {
    const start = performance.now();
    const html = historyHtml(...historyReports("a rule", 5000));
    const seconds = (performance.now() - start) / 1000;
    expect(html.match(/<details><summary>50 violations, \d+ still open/g)).toHaveLength(100);
    expect(html.match(/<rect class="(?:live|open|unknown|waived)" x="[\d.]+%"/g)?.length).toBeGreaterThan(10_000);
    expect(seconds).toBeLessThan(10);
    expect(html.length).toBeLessThan(5000 * 1500);
    console.info(`5,000 violations: ${seconds.toFixed(1)} s, ${(html.length / 1e6).toFixed(1)} MB`);
  });

  test("says nothing where there is nothing", () => {
    const [policies, verdicts] = historyReports("plain", 0);
    const parts = historyParts(
      { ...policies, entries: [], loosenings: [], waivers: [], notes: [] },
      {
        ...verdicts,
        notes: [],
        waivers: [],
        byToday: null,
      },
    );
    expect(parts.map(({ id }) => id)).toEqual(["h-open", "h-loosened", "h-changes"]);
  });
});

describe("a drawing", () => {
  const bars: Bar[] = Array.from({ length: 60 }, (_, i) => ({
    from: addDays("2026-01-01", (i * 37) % 200),
    until: i % 7 === 0 ? null : addDays("2026-01-01", ((i * 37) % 200) + ((i * 11) % 30)),
    manner: barStyles[i % 4] ?? "open",
    text: "",
  }));
  const isAt = ({ from, until }: Bar, day: string): boolean => from <= day && (until === null || day < until);

  test("has on every day as many as there are, and the union of those that there are", () => {
    const levels = openCountsOf(bars);
    const union = unionOf(bars);
    for (let day = "2025-12-31"; day < "2026-10-01"; day = addDays(day, 1)) {
      const level = levels.findLast((one) => one.day <= day);
      for (const manner of barStyles) {
        const own = bars.filter((bar) => bar.manner === manner && isAt(bar, day)).length;
        expect(level?.counts[manner] ?? 0).toBe(own);
        expect(union.filter((bar) => bar.manner === manner && isAt(bar, day)).length).toBe(own > 0 ? 1 : 0);
      }
    }
    expect(new Set(levels.map(({ day }) => day)).size).toBe(levels.length);
  });

  test.each([
    ["2026-11-20", "2026-11-20"],
    ["2026-11-20", "2026-11-22"],
    ["2026-01-01", "2026-03-15"],
    ["2024-11-04", "2026-11-23"],
    ["1990-05-06", "2026-11-23"],
    ["0001-01-01", "2026-11-23"],
  ])("names months that stand apart from %s to %s", (from, to) => {
    const scale: Scale = { id: "x", from, to, marks: [] };
    const places = ticksOf(scale, { gap: 24, margin: 10 }).map(({ place }) => place);
    expect(places.length).toBeLessThan(6);
    if ((daysBetween(from, to) ?? 0) > 400) expect(places.length).toBeGreaterThan(0);
    for (const [i, place] of places.entries()) expect(place - (places[i - 1] ?? -90)).toBeGreaterThan(20);
  });
});
