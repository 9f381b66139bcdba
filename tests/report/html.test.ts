import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { XmlElement } from "@rgrove/parse-xml";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { type Finding, type Report, reasonsOf } from "../../src/model/finding.ts";
import type { FormatOptions } from "../../src/output/format.ts";
import { formats } from "../../src/output/report/index.ts";
import { lawOf } from "../../src/output/report/html/view.ts";
import { attacks, elements, only, parsed, part, shape, textOf, words } from "../support/page.ts";
import { project } from "../support/repository.ts";

const options: FormatOptions = { all: false, color: false, pathPrefix: "", line: () => undefined };
let report: Report;
/** The page of the examples. */
let root: XmlElement;

beforeAll(async () => {
  ({ report } = await check({ targets: ["examples"], asOf: "2026-11-22", cwd: project, detail: "explained" }));
  root = await page();
});

const page = async (of: Report = report, given: FormatOptions = options): Promise<XmlElement> =>
  parsed(await formats.html(of, given));

const isOpen = ({ outcome }: Finding): boolean => outcome === "fail" || outcome === "unknown";
describe("content", () => {
  test("the verdict, the date, the rules and their digest", async () => {
    const header = textOf(only(root, "header"));
    expect(header).toContain("Verdict: fails");
    for (const stated of [report.asOf, report.policies.digest, report.toolVersion]) expect(header).toContain(stated);
    const passing = { ...report, verdict: "pass" as const, findings: report.findings.filter((one) => !isOpen(one)) };
    expect(textOf(only(await page(passing), "header"))).toContain("Every rule that applies is shown to hold");
  });

  test("each finding once, with why, remedy and law", () => {
    const articles = elements(root, "article").map(textOf);
    const findings = report.findings.filter(isOpen);
    expect(articles).toHaveLength(findings.length);
    for (const finding of findings) {
      const { rule, message, missing, citations, waiver } = finding;
      const own = articles.filter((text) => text.includes(words(message)));
      expect(own.length).toBeGreaterThan(0);
      const texts = [rule.id, rule.remediation, ...citations.map(({ ref }) => ref), ...missing.map(({ path }) => path)];
      for (const text of [...texts, ...reasonsOf(finding).map((one) => one.text), ...(waiver ? [waiver.reason] : [])])
        expect(
          own.some((article) => article.includes(words(text))),
          text,
        ).toBe(true);
    }
  });

  test("the lines that evidence stands on", async () => {
    const text = (file: string): string => readFileSync(join(project, "examples", file), "utf8");
    const line = (file: string, number: number): string | undefined => text(file).split("\n")[number - 1];
    const marked = elements(await page(report, { ...options, line }), "mark").map(textOf);
    expect(marked).toContain("promptRetentionDays: 180");
  });

  test("each deployment: what held, and what did not apply with the reason", () => {
    const sections = elements(root, "section").filter((one) => one.attributes["class"] === "deployment");
    expect(sections).toHaveLength(report.summary.manifests);
    for (const section of sections) {
      const name = textOf(only(section, "h3"));
      const [held, notApplicable] = elements(section, "details").map(textOf) as [string, string];
      for (const { outcome, rule, explanation } of report.findings.filter(({ manifest }) => manifest.name === name)) {
        if (outcome === "pass") expect(held).toContain(rule.id);
        if (outcome !== "not-applicable") continue;
        expect(notApplicable).toContain(rule.id);
        for (const one of explanation) expect(notApplicable).toContain(words(one.text));
      }
    }
  });

  test("why rules held, when all is asked for", async () => {
    const text = await formats.html(report, { ...options, all: true });
    const held = report.findings.find(({ outcome, explanation }) => outcome === "pass" && explanation.length > 0);
    expect(textOf(parsed(text))).toContain(words(held?.explanation[0]?.text ?? "-"));
  });

  test("each provision that a finding cites, under its law, with the findings", () => {
    const table = part(root, "law");
    const rows = elements(table, "tr").map((row) => row.children.map((cell) => words((cell as XmlElement).text)));
    for (const { rule, manifest, citations } of report.findings.filter(isOpen))
      for (const { ref } of citations) {
        const own = rows.filter((cells) => cells[0] === ref && cells[1] === rule.id);
        expect(own).toHaveLength(1);
        expect(own[0]?.[2]).toContain(manifest.name);
        expect(rows.map((cells) => cells.join())).toContain(lawOf(ref));
      }
  });

  test.each([
    ["GDPR Art. 28(3)(h)", "GDPR"],
    ["GDPR Arts. 4(11) and 7", "GDPR"],
    ["45 CFR 164.404", "45 CFR 164"],
    ["45 CFR Part 2", "45 CFR Part 2"],
    ["AI Act Art. 26(2), high-risk systems", "AI Act"],
    ["FD&C Act 515C (21 USC 360e-4)", "FD&C Act"],
    ["NIST AI RMF, MEASURE 2.11", "NIST AI RMF"],
    ["MDR Annex VIII Rule 11; MDCG 2019-11", "MDR"],
    ["House rule 7", "House rule"],
    ["Common law duty of confidentiality", "Common law duty of confidentiality"],
    [", odd", ", odd"],
  ])("the law of %s is %s", (ref, law) => {
    expect(lawOf(ref)).toBe(law);
  });

  test("waivers with who, why and until when; every rule with its provisions", () => {
    const waived = report.findings.filter(({ waiver }) => waiver);
    expect(waived.length).toBeGreaterThan(0);
    const waivers = textOf(part(root, "waivers"));
    for (const { waiver, rule, manifest } of waived)
      for (const text of [rule.id, manifest.name, waiver?.id, waiver?.reason, waiver?.approvedBy, waiver?.until])
        expect(waivers).toContain(words(text as string));
    const rules = elements(part(root, "rules"), "tr").map(textOf);
    for (const { rule, citations } of report.findings) {
      const own = rules.find((row) => row.startsWith(`${rule.id}:`));
      expect(citations.length).toBeGreaterThan(0);
      for (const { ref } of citations) expect(own).toContain(ref);
    }
  });

  test("which deployments are blocked, and two waivers of one name as two", async () => {
    const rows = elements(part(root, "overview"), "tr").map((row) =>
      row.children.map((cell) => words((cell as XmlElement).text)),
    );
    for (const [name, blocked] of rows.slice(1))
      expect(blocked).toBe(
        report.findings.some(({ gates, manifest }) => gates && manifest.name === name) ? "yes" : "no",
      );
    const waived = report.findings.find(({ waiver }) => waiver) as Finding;
    const document = { ...waived.waiver?.document, index: 1 };
    const second = { ...waived, waiver: { ...waived.waiver, reason: "another reason", document } } as Finding;
    const waivers = part(await page({ ...report, findings: [...report.findings, second] }), "waivers");
    expect(elements(waivers, "tr")).toHaveLength(3);
    expect(textOf(waivers)).toContain("another reason");
  });

  test("invalid inputs, inputs that were not checked, and fixed findings since the base", async () => {
    const span = { start: { line: 3, column: 1 }, end: { line: 3, column: 2 } };
    const fixed = report.findings.filter(isOpen).slice(0, 1);
    const other = await page({
      ...report,
      verdict: "error",
      diagnostics: [{ code: "yaml/syntax", severity: "error", message: "`x` is broken", file: "a.yaml", span }],
      notEvaluated: [{ what: "card.bin", reason: "its content is not read" }],
      baseline: {
        commit: "0123abcd",
        gate: "new",
        new: 2,
        unchanged: 26,
        fixed,
        lapsed: [],
        claims: "allow",
        withdrawn: ["old-scribe"],
      },
    });
    expect(textOf(only(other, "header"))).toMatch(/cannot be checked.*1 error.*0123abcd: 2 new, 1 fixed, 26 existing/);
    expect(textOf(part(other, "inputs"))).toContain("x is broken yaml/syntax");
    expect(textOf(part(other, "inputs"))).toContain("a.yaml:3");
    expect(textOf(part(other, "not-checked"))).toContain("card.bin: its content is not read");
    expect(textOf(part(other, "fixed"))).toMatch(/is no longer open.*old-scribe is no longer there/);
  });
});

describe("what runs", () => {
  test("nothing but the one style and the one script that the policy names", async () => {
    const html = await formats.html(report, options);
    const root = parsed(html);
    const policy = elements(root, "meta").find((one) => one.attributes["http-equiv"] === "Content-Security-Policy");
    const directives = new Map(
      (policy?.attributes["content"] ?? "").split("; ").map((one) => one.split(" ") as [string, string]),
    );
    const digestOf = (name: string): string => {
      const [, content = ""] = html.split(new RegExp(`<${name}>|</${name}>`));
      return `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    };
    expect(Object.fromEntries(directives)).toEqual({
      "default-src": "'none'",
      "style-src": digestOf("style"),
      "script-src": digestOf("script"),
      "base-uri": "'none'",
      "form-action": "'none'",
    });
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<style>"));
    only(root, "style");
    only(root, "script");
    for (const { attributes } of elements(root))
      for (const name of Object.keys(attributes)) expect(name).not.toMatch(/^on|^style$|^src/);
  });

  test("is not loaded by any other format", () => {
    const text = readFileSync(join(project, "src/output/report/index.ts"), "utf8");
    expect(text).toContain('import("./html/page.tsx")');
    expect(text).not.toMatch(/from "\.\/html|from "preact/);
  });
});

describe("who reads it", () => {
  test("by landmarks and headings in their order", () => {
    for (const name of ["header", "nav", "main", "footer", "h1", "form", "title"]) only(root, name);
    const levels = elements(root).flatMap(({ name }) => (/^h\d$/.test(name) ? [Number(name[1])] : []));
    expect(levels[0]).toBe(1);
    for (const [i, level] of levels.entries()) expect(level - (levels[i - 1] ?? 1)).toBeLessThanOrEqual(1);
    expect(root.attributes["lang"]).toBe("en");
    expect(only(root, "nav").attributes["aria-label"]).toBe("Contents");
  });

  test("by links that lead somewhere and controls with names", () => {
    const ids = elements(root).flatMap(({ attributes }) => attributes["id"] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements(root)) {
      const target = attributes["aria-labelledby"] ?? /^#(.*)/.exec(attributes["href"] ?? "")?.[1];
      if (target !== undefined) expect(ids).toContain(target);
    }
    const labelled = elements(root, "label").flatMap((label) => elements(label));
    for (const control of [...elements(root, "input"), ...elements(root, "select")])
      expect(labelled).toContain(control);
    for (const table of elements(root, "table"))
      for (const cell of elements(elements(table, "thead")[0] as XmlElement, "th"))
        expect(cell.attributes["scope"]).toBe("col");
  });
});

describe("hostile text", () => {
  /** The report with a text wherever a text of the repository stands. */
  function hostile(text: string): Report {
    const citations = [{ ref: text, url: `javascript:${text}` }];
    const findings = report.findings.slice(0, 60).map((finding) => ({
      ...finding,
      message: text,
      manifest: { name: text, file: text },
      primary: { ...finding.primary, file: text },
      related: finding.related.map((place) => ({ ...place, file: text, note: text })),
      missing: finding.missing.map((one) => ({ ...one, path: text })),
      rule: { ...finding.rule, title: text, remediation: text, citations },
      explanation: finding.explanation.map((condition) => ({ ...condition, text })),
      waiver: finding.waiver && { ...finding.waiver, id: text, reason: text, approvedBy: text },
    }));
    const questions = report.questions.map((one) => ({
      ...one,
      path: text,
      manifest: text,
      rules: [text],
      hint: text,
    }));
    const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    const diagnostics = [{ code: text, severity: "error" as const, message: text, file: text, span }];
    const baseline = {
      commit: text,
      gate: "all",
      new: 1,
      unchanged: 1,
      fixed: findings.slice(0, 1),
      lapsed: [
        { manifest: text, file: text, line: 1, rules: [text], changes: [{ path: text, before: text, after: text }] },
      ],
      claims: "allow",
      withdrawn: [text],
    };
    const notEvaluated = [{ what: text, reason: text }];
    return { ...report, findings, questions, diagnostics, notEvaluated, baseline } as Report;
  }

  const withText = (text: string): FormatOptions => ({ ...options, line: (_, number) => text.split("\n")[number - 1] });

  test.each(attacks)("%j is never markup", async (attack) => {
    const html = await formats.html(hostile(attack), withText(attack));
    expect(shape(html)).toEqual(shape(await formats.html(hostile("plain"), withText("plain"))));
    // eslint-disable-next-line no-control-regex
    expect(html).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202A-\u202E\u2066-\u2069]/);
  });

  test("no generated text is ever markup", async () => {
    const plain = shape(await formats.html(hostile("plain"), withText("plain")));
    const piece = fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.constantFrom(...attacks, "<", "&", '"', "`"));
    const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join("")}.`);
    await fc.assert(
      fc.asyncProperty(text, async (attack) => {
        expect(shape(await formats.html(hostile(attack), withText(attack)))).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  test("what is quoted is there, as text", async () => {
    const [attack] = attacks as [string];
    const articles = elements(parsed(await formats.html(hostile(attack), withText(attack))), "article");
    expect(articles.length).toBeGreaterThan(0);
    for (const article of articles) expect(textOf(article)).toContain(attack);
  });
});

test("5,000 findings are one page, in bounded time and size", async () => {
  const open = report.findings.filter(isOpen);
  const many = Array.from({ length: 5000 }, (_, i): Finding => {
    const one = open[i % open.length] as Finding;
    const name = `deployment-${i % 100}`;
    return { ...one, manifest: { name, file: `deploy/${name}.yaml` } };
  });
  const line = (): string => "  line: of a file";
  const start = performance.now();
  const html = await formats.html({ ...report, findings: many }, { ...options, line });
  const seconds = (performance.now() - start) / 1000;
  expect(html.match(/<article /g)).toHaveLength(5000);
  expect(seconds).toBeLessThan(20);
  expect(html.length).toBeLessThan(5000 * 4000);
  console.info(`5,000 findings: ${seconds.toFixed(1)} s, ${(html.length / 1e6).toFixed(1)} MB`);
});
