import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { XmlElement, parseXml } from "@rgrove/parse-xml";
import { Ajv } from "ajv";
import AjvDraft04 from "ajv-draft-04";
import fc from "fast-check";
import { marked } from "marked";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Report } from "../../src/model/report.ts";
import { isAdvisory } from "../../src/output/report/conclusion.ts";
import { markdownCode, markdownText } from "../../src/output/text/markdown.ts";
import { type FormatName, formats } from "../../src/output/report/index.ts";
import { project } from "../support/repository.ts";

const options = { all: false, color: false, pathPrefix: "", line: () => undefined };
let report: Report;

beforeAll(async () => {
  ({ report } = await check({ targets: ["examples"], asOf: "2026-11-22", cwd: project }));
});

const written = (name: Exclude<FormatName, "html">, of: Report = report, all = false): string =>
  formats[name](of, { ...options, all });
const open = (): Report["findings"] =>
  report.findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");

/** The report with a hostile text wherever a text of the repository stands. */
function hostile(text: string): Report {
  const findings = report.findings.map((finding) => ({
    ...finding,
    message: text,
    manifest: { name: text, file: `deploy/${text}` },
    primary: { ...finding.primary, file: text },
    rule: { ...finding.rule, title: text, remediation: text },
    explanation: finding.explanation.map((condition) => ({ ...condition, text })),
  }));
  const questions = report.questions.map((question) => ({ ...question, path: text, manifest: text, hint: text }));
  const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  const diagnostics = [{ code: "yaml/syntax", severity: "error" as const, message: text, file: text, span }];
  return { ...report, findings, questions, diagnostics, notEvaluated: [{ what: text, reason: text }] };
}

const attacks = [
  "::stop-commands::x",
  "##[error]x",
  "a\nb\r\nc",
  "</details><script>alert(1)</script>",
  "<!-- marker -->",
  "@everyone and a@b.example",
  "![i](https://x.example/a.png) [l](javascript:alert(1)) https://x.example www.x.example",
  "| a | b |\n|---|---|\n`code` ``` *b* _i_ ~~s~~ # h\n- l\n1. n",
  "\u202Etxt\u2066\u0000\u001B[31m",
  "]]> & \" ' < >",
  "$(whoami) ${{ secrets.X }}",
];

describe("SARIF", () => {
  const schemaFile = resolve(project, "../shared/data/schemas/sarif-2.1.0.schema.json");
  const there = existsSync(schemaFile);
  if (!there) console.warn(`SARIF is not held against its schema: ${schemaFile} is not here`);

  test.skipIf(!there)(`is valid for the official schema${there ? "" : " (skipped: the schema is not here)"}`, () => {
    const ajv = new AjvDraft04.default({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")));
    for (const all of [false, true]) {
      validate(JSON.parse(written("sarif", report, all)));
      expect(validate.errors).toBeNull();
    }
    for (const attack of attacks) {
      validate(JSON.parse(written("sarif", hostile(attack))));
      expect(validate.errors).toBeNull();
    }
  });

  describe("input errors that say the same", () => {
    const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    const same = { code: "yaml/merge-key", severity: "error" as const, message: "the same", file: "a.yaml", span };
    const twice = (): Report => ({ ...report, diagnostics: [same, same, { ...same, file: "b.yaml" }] });
    const distinct = (ids: readonly unknown[]): void => expect(new Set(ids).size).toBe(ids.length);

    test("have identities of their own in GitLab, JUnit and SARIF", () => {
      distinct(
        (JSON.parse(written("gitlab", twice())) as { fingerprint: string }[]).map(({ fingerprint }) => fingerprint),
      );
      distinct([...written("junit", twice()).matchAll(/classname="inputs" name="([^"]*)"/g)].map(([, name]) => name));
      const sarif = JSON.parse(written("sarif", twice())) as {
        runs: { invocations: { toolExecutionNotifications: { properties: { fingerprint: string } }[] }[] }[];
      };
      const told = sarif.runs[0]?.invocations[0]?.toolExecutionNotifications ?? [];
      expect(told).toHaveLength(3);
      distinct(told.map(({ properties }) => properties.fingerprint));
    });
  });

  test("an in-toto statement is about at least one artefact", () => {
    const nothing = { ...report, findings: [], inputs: [] };
    const { subject } = JSON.parse(written("in-toto", nothing)) as { subject: object[] };
    expect(subject).toEqual([{ name: "policies", digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }]);
  });

  test("has a result for each finding, open where it is unknown, suppressed where it is waived", () => {
    const [run] = JSON.parse(written("sarif")).runs;
    expect(run.results).toHaveLength(open().length);
    const kinds = run.results.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === "open")).toHaveLength(
      open().filter(({ outcome }) => outcome === "unknown").length,
    );
    for (const one of run.results) {
      expect(one.level === "none").toBe(one.kind !== "fail");
      expect(run.tool.driver.rules[one.ruleIndex].id).toBe(one.ruleId);
      expect(one.locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
    const suppressed = run.results.filter(({ suppressions }: { suppressions?: unknown[] }) => suppressions);
    expect(suppressed).toHaveLength(report.summary.waived);
    const taxa = new Set(run.taxonomies[0].taxa.map(({ id }: { id: string }) => id));
    for (const rule of run.tool.driver.rules)
      for (const { target } of rule.relationships) expect(taxa).toContain(target.id);
  });

  test("its fingerprints do not move with lines", () => {
    const moved = {
      ...report,
      findings: report.findings.map((finding) => ({
        ...finding,
        primary: { ...finding.primary, start: { line: 999, column: 1 } },
      })),
    };
    const prints = (of: Report): string[] =>
      JSON.parse(written("sarif", of)).runs[0].results.map(
        (one: { partialFingerprints: Record<string, string> }) => one.partialFingerprints["caregate/v1"],
      );
    expect(prints(moved)).toEqual(prints(report));
    expect(new Set(prints(report)).size).toBe(open().length);
  });
});

describe("JUnit", () => {
  const elements = (text: string): XmlElement[] => {
    const found: XmlElement[] = [];
    const walk = (node: XmlElement): void => {
      found.push(node);
      for (const child of node.children) if (child instanceof XmlElement) walk(child);
    };
    const { root } = parseXml(text);
    if (root) walk(root);
    return found;
  };

  test("has a case for each outcome, a failure for each blocking one", () => {
    const all = elements(written("junit"));
    const named = (name: string): XmlElement[] => all.filter((one) => one.name === name);
    expect(named("testcase")).toHaveLength(report.findings.length);
    const isFailure = (finding: Finding): boolean => !finding.waiver && !isAdvisory(finding, report);
    expect(named("failure")).toHaveLength(open().filter(isFailure).length);
    expect(named("testsuite")).toHaveLength(report.summary.manifests);
    const sum = (attribute: string): number =>
      named("testsuite").reduce((total, one) => total + Number(one.attributes[attribute]), 0);
    expect(sum("tests")).toBe(report.findings.length);
    expect(sum("failures")).toBe(named("failure").length);
  });

  test.each(attacks)("stays well-formed with %j", (attack) => {
    const all = elements(written("junit", hostile(attack)));
    expect(all.filter(({ name }) => name === "testcase")).toHaveLength(report.findings.length + 1);
  });
});

describe("GitLab's Code Quality", () => {
  /** What GitLab documents of a report: these fields, all of them needed, and a place that begins inside the file. */
  const issue = {
    type: "object",
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 },
      check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{64}$" },
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        required: ["path", "lines"],
        additionalProperties: false,
        properties: {
          path: { type: "string", minLength: 1 },
          lines: {
            type: "object",
            required: ["begin"],
            additionalProperties: false,
            properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer", minimum: 1 } },
          },
        },
      },
    },
  };
  const validate = new Ajv({ allErrors: true }).compile({ type: "array", items: issue });
  const issuesOf = (of: Report): { fingerprint: string; location: { path: string } }[] => {
    const issues = JSON.parse(written("gitlab", of));
    validate(issues);
    expect(validate.errors).toBeNull();
    return issues;
  };

  test("holds what is open, each once, by paths from the root", () => {
    const issues = issuesOf(report);
    expect(issues).toHaveLength(open().filter(({ waiver }) => !waiver).length);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
    for (const { location } of issues) expect(location.path).not.toMatch(/^[./]/);
  });

  test.each(attacks)("keeps its shape with %j", (attack) => {
    expect(issuesOf(hostile(attack))).toHaveLength(issuesOf(report).length + 1);
  });
});

describe("Markdown", () => {
  /** What a Markdown parser sees in a text, besides text. */
  function markup(text: string): string[] {
    const found: string[] = [];
    void marked.walkTokens(marked.lexer(text, { gfm: true }), (token) => {
      if (!["text", "paragraph", "space", "escape"].includes(token.type)) found.push(token.type);
    });
    return found;
  }

  test.each(attacks)("makes %j mere text", (attack) => {
    expect(markup(markdownText(attack))).toEqual([]);
    expect(markup(`- ${markdownText(attack)}`).filter((type) => type !== "list" && type !== "list_item")).toEqual([]);
  });

  test("makes any text mere text, in a paragraph, a list and a cell", () => {
    const pieces = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string(),
      fc.constantFrom(...attacks, "`", "*", "_", "~~", "|", "\\", "&lt;", "[x]: y", "---", "    x"),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
        const text = markdownText(parts.join(""));
        expect(markup(text)).toEqual([]);
        const [table] = marked.lexer(`| a | b |\n|---|---|\n| ${text} | ${markdownCode(parts.join(""))} |`);
        expect(table).toMatchObject({ type: "table", rows: [[{}, {}]] });
      }),
      { numRuns: 2000 },
    );
  });

  test("the tables keep their shape whatever stands in them", () => {
    const shape = (text: string): string[] =>
      marked.lexer(text).map((token) => (token.type === "table" ? `table ${token["rows"].length}` : token.type));
    const [clean] = attacks.map(() => shape(written("markdown", hostile("plain"))));
    for (const attack of attacks) {
      const text = written("markdown", hostile(attack));
      expect(shape(text)).toEqual(clean);
      // What stands in code is literal there.
      expect(text.replaceAll(/`[^`\n]*`/g, "")).not.toMatch(/<(?!\/?details>|\/?summary>)/);
    }
  });
});

test("every format gives the same bytes for the same report", async () => {
  for (const format of Object.values(formats))
    expect(await format(report, options)).toBe(await format(report, options));
  expect(join(...Object.keys(formats))).toBe("console/json/sarif/junit/gitlab/markdown/html/oscal/in-toto/csv");
});
