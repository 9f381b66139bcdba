import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Finding, Report } from "../../src/model/finding.ts";
import { formatCsv } from "../../src/output/report/csv.ts";
import { formatInToto } from "../../src/output/report/in-toto.ts";
import { formatOscal } from "../../src/output/report/oscal.ts";
import { uuidOf } from "../../src/util/uuid.ts";
import { project, sha256 } from "../support/repository.ts";

const options = { all: false, color: false, pathPrefix: "", line: () => undefined };
let report: Report;

beforeAll(async () => {
  ({ report } = await check({ targets: ["examples"], asOf: "2026-11-22", cwd: project, detail: "explained" }));
});

const isOpen = ({ outcome }: Finding): boolean => outcome === "fail" || outcome === "unknown";
const applies = ({ outcome }: Finding): boolean => outcome !== "not-applicable";

/** Texts that want to be more than text. */
const attacks = [
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "\n=1",
  "＝1+1",
  "a,b",
  'a"b',
  "a\r\nb",
  " ",
  "\u2028x\u2029",
  "\u0000",
  "é😀",
  "</script>",
];

function hostile(text: string): Report {
  const [first] = report.findings.filter(isOpen) as [Finding];
  const finding: Finding = {
    ...first,
    message: text,
    manifest: { name: text, file: `deploy/${text}` },
    primary: { ...first.primary, file: text },
    rule: { ...first.rule, title: text, remediation: text, citations: [{ ref: text }] },
    explanation: first.explanation.map((condition) => ({ ...condition, text })),
    missing: [{ path: text, location: first.primary }],
  };
  const span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
  return {
    ...report,
    judged: { commit: "0".repeat(40), folder: text, targets: [text], failOn: null },
    inputs: [{ file: `deploy/${text}`, sha256: sha256(text) }],
    findings: [finding],
    diagnostics: [{ code: "yaml/syntax", severity: "error", message: text, file: text, span }],
    notEvaluated: [{ what: text, reason: text }],
  };
}

test("every manifest and every piece of evidence that was read is among the inputs, with its digest", () => {
  for (const { file, sha256: digest } of report.inputs)
    expect(digest, file).toBe(sha256(readFileSync(resolve(project, "examples", file))));
  const files = report.inputs.map(({ file }) => file);
  expect(files).toEqual([...new Set(files)].toSorted());
  for (const { manifest, primary } of report.findings)
    expect(files).toEqual(expect.arrayContaining([manifest.file, primary.file]));
  expect(files.filter((file) => file.startsWith(".caregate/")).length).toBeGreaterThan(1);
});

describe("OSCAL assessment results", () => {
  const schemaFile = resolve(project, "../shared/data/schemas/oscal-assessment-results.schema.json");
  const there = existsSync(schemaFile);
  if (!there) console.warn(`OSCAL is not held against its schema: ${schemaFile} is not here`);

  test.skipIf(!there)(`are valid for the official schema${there ? "" : " (skipped: the schema is not here)"}`, () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    const schema = readFileSync(schemaFile, "utf8");
    const validate = ajv.compile(JSON.parse(schema));
    const nothing = { ...report, findings: [], inputs: [] };
    for (const one of [report, nothing, ...attacks.map(hostile)]) {
      validate(JSON.parse(formatOscal(one, options)));
      expect(validate.errors).toBeNull();
    }
    expect(validate({ "assessment-results": {} })).toBe(false);
  });

  type Props = readonly { readonly name: string; readonly value: string }[];
  interface Written {
    readonly uuid: string;
    readonly "import-ap": { readonly href: string };
    readonly "local-definitions": {
      readonly "objectives-and-methods": { readonly parts: [{ readonly id: string }] }[];
    };
    readonly results: [
      {
        readonly findings: {
          readonly uuid: string;
          readonly props: Props;
          readonly target: {
            readonly "target-id": string;
            readonly status: { readonly state: string; readonly reason: string };
          };
        }[];
        readonly risks: { readonly status: string; readonly deadline?: string; readonly remediations: [object] }[];
        readonly observations: { readonly "relevant-evidence": { readonly href: string; readonly props: Props }[] }[];
      },
    ];
  }
  const results = (of: Report = report): Written => JSON.parse(formatOscal(of, options))["assessment-results"];
  const valueOf = (props: Props, name: string): string | undefined => props.find((prop) => prop.name === name)?.value;

  test("have a finding for each outcome: satisfied where it passed, and nowhere else", () => {
    const [{ findings }] = results().results;
    expect(findings).toHaveLength(report.findings.filter(applies).length);
    const expected = {
      pass: ["satisfied", "pass"],
      fail: ["not-satisfied", "fail"],
      unknown: ["not-satisfied", "other"],
    };
    for (const { props, target } of findings) {
      const outcome = valueOf(props, "outcome") as keyof typeof expected;
      expect([target.status.state, target.status.reason]).toEqual(expected[outcome]);
    }
    expect(new Set(findings.map(({ target }) => target.status.reason))).toEqual(new Set(["pass", "fail", "other"]));
  });

  test("have a risk for each open finding, accepted where it is waived", () => {
    const [{ risks }] = results().results;
    expect(risks).toHaveLength(report.findings.filter(isOpen).length);
    const accepted = risks.filter(({ status }) => status === "deviation-approved");
    expect(accepted).toHaveLength(report.summary.waived);
    expect(report.summary.waived).toBeGreaterThan(0);
    const { waiver } = report.findings.find((one) => one.waiver) as Finding;
    expect(accepted[0]?.deadline).toBe(`${waiver?.until}T00:00:00Z`);
    expect(accepted[0]?.remediations[0]).toMatchObject({
      description: waiver?.reason,
      remarks: expect.stringContaining(waiver?.approvedBy as string),
    });
  });

  test("observe with evidence, whose digests are those of the files", () => {
    const [{ observations }] = results().results;
    for (const { "relevant-evidence": evidence } of observations) {
      expect(evidence.length).toBeGreaterThan(0);
      for (const { href, props } of evidence)
        expect(valueOf(props, "sha256"), href).toBe(sha256(readFileSync(resolve(project, "examples", href))));
    }
  });

  test("refer to nothing that is not there, and name nothing twice", () => {
    const all = results();
    const uuids: string[] = [];
    const references: string[] = [];
    const visit = (value: unknown, key = ""): void => {
      if (Array.isArray(value)) for (const one of value) visit(one);
      else if (typeof value === "object" && value !== null)
        for (const [name, one] of Object.entries(value)) visit(one, name);
      else if (key === "uuid") uuids.push(String(value));
      else if (key.endsWith("-uuid")) references.push(String(value));
    };
    visit(all);
    expect(new Set(uuids).size).toBe(uuids.length);
    for (const one of references) expect(uuids).toContain(one);
    expect(uuids).toContain(all["import-ap"].href.slice(1));
    const objectives = all["local-definitions"]["objectives-and-methods"].map(({ parts }) => parts[0].id);
    for (const { target } of all.results[0].findings) expect(objectives).toContain(target["target-id"]);
    expect(new Set(objectives).size).toBe(objectives.length);
  });

  test("take their times from the date judged by, and keep UUIDs while findings and policies stay", () => {
    const later = { ...report, asOf: "2026-12-01" };
    const text = formatOscal(later, options);
    expect(new Set(text.match(/\d{4}-\d\d-\d\dT[^"]*/g))).toContain("2026-12-01T00:00:00Z");
    expect(text).not.toContain("2026-11-22T");
    const ids = (of: Report) => results(of).results[0].findings.map(({ uuid }) => uuid);
    expect(ids(later)).toEqual(ids(report));
    const others = { ...report, policies: { ...report.policies, digest: `sha256:${"0".repeat(64)}` } };
    expect(ids(others)).not.toEqual(ids(report));
    expect(results(later).uuid).not.toBe(results().uuid);
  });

  test("UUIDs of version 5 are those of RFC 9562", () => {
    // The example of its appendix A.4.
    expect(uuidOf("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
      "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    );
  });
});

describe("an in-toto statement", () => {
  const statement = (of: Report = report) => JSON.parse(formatInToto(of, options));

  test("is about the manifests, with their digests", () => {
    const { subject, ...rest } = statement();
    expect(rest).toMatchObject({
      _type: "https://in-toto.io/Statement/v1",
      predicateType: "https://in-toto.io/attestation/test-result/v0.1",
    });
    expect(subject).toHaveLength(report.summary.manifests);
    for (const { name, digest } of subject)
      expect(digest).toEqual({ sha256: sha256(readFileSync(resolve(project, "examples", name))) });
  });

  test("tells every outcome once, by rule and deployment", () => {
    const { passedTests, warnedTests, failedTests, configuration, result } = statement().predicate;
    expect(result).toBe("FAILED");
    expect(failedTests).toHaveLength(report.findings.filter(({ gates }) => gates).length);
    const all = [...passedTests, ...warnedTests, ...failedTests];
    expect(all).toHaveLength(report.findings.filter(applies).length + report.diagnostics.length);
    expect(new Set(all).size).toBe(all.length);
    expect(configuration[1]).toMatchObject({ name: "policies", digest: { sha256: report.policies.digest.slice(7) } });
    for (const one of configuration) expect(Object.keys(one)).toEqual(expect.arrayContaining(["name"]));
    for (const { uri, digest } of configuration) expect(uri ?? digest).toBeDefined();
  });

  test("passes, warns and fails", () => {
    const passes = report.findings.filter(({ outcome }) => outcome === "pass");
    const waived = report.findings.filter(({ waiver }) => waiver !== null);
    const of = (verdict: Report["verdict"], findings: readonly Finding[], diagnostics: Report["diagnostics"] = []) =>
      statement({ ...report, verdict, findings, diagnostics }).predicate;
    expect(of("pass", passes)).toMatchObject({ result: "PASSED", warnedTests: [], failedTests: [] });
    expect(of("pass", [...passes, ...waived]).result).toBe("WARNED");
    const broken = of("error", passes, hostile("x").diagnostics);
    expect(broken).toMatchObject({ result: "FAILED", failedTests: ["yaml/syntax at x:1:1"] });
  });
});

describe("CSV", () => {
  const rows = (of: Report, all = false): Record<string, string>[] =>
    parse(formatCsv(of, { ...options, all }), { columns: true, record_delimiter: "\r\n" });

  test("has a row for each finding, and for each outcome when all are asked for", () => {
    expect(rows(report)).toHaveLength(report.findings.filter(isOpen).length);
    expect(rows(report, true)).toHaveLength(report.findings.length);
    const [first] = report.findings as [Finding];
    expect(rows(report)[0]).toMatchObject({
      deployment: first.manifest.name,
      rule: first.rule.id,
      outcome: first.outcome,
      gates: "true",
      line: String(first.primary.start.line),
      fingerprint: first.fingerprint,
    });
    expect(rows(report).filter(({ waiver }) => waiver !== "")).toHaveLength(report.summary.waived);
  });

  test("begins no cell as a formula, and loses nothing of any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...attacks), fc.string({ unit: "binary" }), fc.string()), (text) => {
        const [error, row] = rows(hostile(text)) as [Record<string, string>, Record<string, string>];
        for (const cell of [...Object.values(error), ...Object.values(row)])
          expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
        expect(error).toMatchObject({ rule: "yaml/syntax", outcome: "error" });
        const { message = "", deployment = "" } = row;
        for (const cell of [message, deployment]) expect([text, `'${text}`]).toContain(cell);
        if (/^[=+\-@\t\r\n＝＋－＠]/.test(text)) expect(message).toBe(`'${text}`);
      }),
    );
  });
});

test("the same report gives the same bytes", () => {
  for (const format of [formatOscal, formatInToto, formatCsv]) {
    const again = structuredClone(report.inputs);
    expect(format({ ...report, inputs: again }, options)).toBe(format(report, options));
  }
});
