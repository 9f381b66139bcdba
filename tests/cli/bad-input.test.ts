import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { exitCodeOf } from "../../src/cli/exit-code.ts";
import { lowRisk, repository, sha256, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";

/** A manifest whose finding has to survive whatever else is wrong: nobody is named as deputy. */
const failing = lowRisk
  .replace("name: theatre-cleaning", "name: witness")
  .replace("level: low", "level: low, euAiAct: minimal")
  .replace("function: operations", "function: diagnosis")
  .replace("decisionRole: none", "decisionRole: drives");

/** What a run says: each error as file, line and code, and whether the witness's findings are still there. */
async function judged(root: string, targets: readonly string[] = ["."]) {
  const { report } = await check({ targets, asOf, cwd: root });
  return {
    code: exitCodeOf(report),
    errors: report.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ file, span, code }) => `${file}:${span.start.line} ${code}`),
    messages: report.diagnostics.map(({ message }) => message),
    witness: report.findings.some(({ manifest, gates }) => manifest.name === "witness" && gates),
  };
}

const manifestWith = (evidence: string): string => `${lowRisk}evidence:\n  - ${evidence}\n`;

const contract = `apiVersion: caregate/v1
kind: Contract
metadata: { id: acme, date: 2026-01-01, by: legal }
vendor: Acme
instruments: [services]
effective: 2026-01-01
clauses: []
`;

const waiver = (rule: string, from = "2026-11-01", until = "2026-12-01"): string => `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w1 }
spec:
  rule: ${rule}
  deployment: witness
  reason: The deputy is being hired.
  approvedBy: { name: Ada Example, role: chief-medical-information-officer }
  from: ${from}
  until: ${until}
  compensatingControls: [The owner is on call.]
`;

const policy = (rule: string, rest = ""): string => `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: Local, version: "1.0.0", owner: office, effective: 2026-01-01 }
${rest}rules:
  - id: local/one
    title: One thing holds
    severity: high
    citations: [{ ref: House rule 1 }]
    message: it does not hold.
    remediation: Make it hold.
    ${rule}
`;

const cases: readonly { name: string; files: Record<string, string | Buffer>; error: string; says?: RegExp }[] = [
  { name: "invalid YAML", files: { "a.yaml": `${lowRisk}  broken: [\n` }, error: "a.yaml:20 yaml/syntax" },
  {
    name: "duplicate key",
    files: { "a.yaml": lowRisk.replace("  stage: production\n", "  stage: production\n  stage: retired\n") },
    error: "a.yaml:11 yaml/duplicate-key",
    says: /line 10/,
  },
  {
    name: "unknown tag",
    files: { "a.yaml": lowRisk.replace("stage: production", "stage: !!js/function x") },
    error: "a.yaml:10 yaml/unknown-tag",
  },
  {
    name: "a field that does not exist",
    files: { "a.yaml": lowRisk.replace("decisionRole: none", "decisionRole: none\n  decisonRole: none") },
    error: "a.yaml:15 schema/additionalProperties",
    says: /did you mean `decisionRole`\?/,
  },
  {
    name: "a value outside its enum",
    files: { "a.yaml": lowRisk.replace("stage: production", "stage: prodution") },
    error: "a.yaml:10 schema/enum",
    says: /did you mean `production`\?/,
  },
  {
    name: "a required field that is missing",
    files: { "a.yaml": lowRisk.replace("  stage: production\n", "") },
    error: "a.yaml:7 schema/required",
    says: /spec\.stage has to be stated/,
  },
  {
    name: "a required field left empty",
    files: { "a.yaml": lowRisk.replace(/purpose: .*/, "purpose:") },
    error: "a.yaml:8 schema/open",
  },
  {
    name: "yes where a boolean is wanted",
    files: { "a.yaml": lowRisk.replace("  vendors: []", "  timeCritical: yes\n  vendors: []") },
    error: "a.yaml:18 schema/type",
    says: /write true/,
  },
  {
    name: "a version without quotes",
    files: { "a.yaml": lowRisk.replace("name: rota, version: 1.0.0", "name: rota, version: 1.0") },
    error: "a.yaml:16 schema/type",
    says: /write it in quotes/,
  },
  {
    name: "a date that is none",
    files: { "a.yaml": lowRisk.replace("  vendors: []", "  goLive: 2026-02-30\n  vendors: []") },
    error: "a.yaml:18 schema/format",
  },
  {
    name: "another apiVersion",
    files: { "a.yaml": lowRisk.replace("caregate/v1", "caregate/v2") },
    error: "a.yaml:1 document/api-version",
  },
  {
    name: "an unknown kind",
    files: { "a.yaml": lowRisk.replace("AIDeployment", "AIDeploymnt") },
    error: "a.yaml:2 document/kind",
    says: /`AIDeployment`/,
  },
  {
    name: "binary content",
    files: { "a.yaml": Buffer.concat([Buffer.from(lowRisk), Buffer.from([0, 1, 2])]) },
    error: "a.yaml:1 file/binary",
  },
  {
    name: "50 MB",
    files: { "a.yaml": Buffer.concat([Buffer.from(lowRisk), Buffer.alloc(50 * 1024 * 1024, "# a\n")]) },
    error: "a.yaml:1 file/too-large",
  },
  {
    name: "two deployments of one name",
    files: { "a.yaml": lowRisk, "b.yaml": lowRisk },
    error: "b.yaml:4 manifest/duplicate-name",
  },
  {
    name: "missing evidence",
    files: { "a.yaml": manifestWith("{ kind: Contract, path: gone.yaml }") },
    error: "a.yaml:20 evidence/missing",
    says: /gone\.yaml/,
  },
  {
    name: "evidence outside by ..",
    files: { "a.yaml": manifestWith("{ kind: Contract, path: ../../etc/passwd }") },
    error: "a.yaml:20 evidence/outside",
  },
  {
    name: "evidence outside by an absolute path",
    files: { "a.yaml": manifestWith("{ kind: Contract, path: /etc/passwd }") },
    error: "a.yaml:20 evidence/missing",
  },
  {
    name: "evidence that is a folder",
    files: { "a.yaml": manifestWith("{ kind: Contract, path: d }"), "d/x.txt": "x" },
    error: "a.yaml:20 evidence/unreadable",
  },
  {
    name: "evidence of the wrong shape",
    files: {
      "a.yaml": manifestWith("{ kind: Contract, path: c.yaml }"),
      "c.yaml": contract.replace("clauses: []", "clauses: [audit-right]"),
    },
    error: "c.yaml:7 schema/enum",
    says: /did you mean `audit-rights`\?/,
  },
  {
    name: "a broken table of counts",
    files: {
      "a.yaml": manifestWith("{ kind: FairnessReport, path: t.csv, format: aequitas }"),
      "t.csv": "attribute_name,attribute_value,tp,fp,tn,fn\nsex,f,1,2,-3,4\n",
    },
    error: "t.csv:2 evidence/aequitas",
  },
  {
    name: "a table without counts",
    files: {
      "a.yaml": manifestWith("{ kind: FairnessReport, path: t.csv, format: aequitas }"),
      "t.csv": "attribute_name,tpr\nsex,1\n",
    },
    error: "t.csv:1 evidence/aequitas",
    says: /lacks attribute_value, tp, fp, tn, fn/,
  },
  {
    name: "a waiver of an unknown rule",
    files: { ".caregate/waivers/w.yaml": waiver("accountability/named-persn") },
    error: ".caregate/waivers/w.yaml:5 waiver/unknown-rule",
    says: /did you mean `accountability\/named-person`\?/,
  },
  {
    name: "a waiver whose end is before its start",
    files: { ".caregate/waivers/w.yaml": waiver("accountability/named-person", "2026-12-01", "2026-11-01") },
    error: ".caregate/waivers/w.yaml:10 waiver/dates",
  },
  {
    name: "a waiver without an approver",
    files: { ".caregate/waivers/w.yaml": waiver("accountability/named-person").replace(/ {2}approvedBy.*\n/, "") },
    error: ".caregate/waivers/w.yaml:4 schema/required",
  },
  {
    name: "a waiver approved by a text",
    files: {
      ".caregate/waivers/w.yaml": waiver("accountability/named-person").replace(
        / {2}approvedBy.*\n/,
        "  approvedBy: Kim\n",
      ),
    },
    error: ".caregate/waivers/w.yaml:8 schema/type",
    says: /spec.approvedBy has to be a map, not `Kim`; it takes name, role, email$/m,
  },
  {
    name: "a waiver with a field of no such name, nor one like it",
    files: {
      ".caregate/waivers/w.yaml": waiver("accountability/named-person").replace(
        "metadata:",
        "when: 2026-11-01\nmetadata:",
      ),
    },
    error: ".caregate/waivers/w.yaml:3 schema/additionalProperties",
    says: /there is no field `when` here; it takes apiVersion, kind, metadata, spec$/m,
  },
  {
    name: "a parameter looser than the law",
    files: {
      ".caregate/config.yaml":
        "apiVersion: caregate/v1\nkind: Config\nparameters:\n  contracts: { breachNoticeHours: 2000 }\n",
    },
    error: ".caregate/config.yaml:4 config/parameter",
    says: /has to be at most `\d+` hours by law/,
  },
  {
    name: "a parameter that does not exist",
    files: {
      ".caregate/config.yaml":
        "apiVersion: caregate/v1\nkind: Config\nparameters:\n  contracts: { breachNoticeHour: 20 }\n",
    },
    error: ".caregate/config.yaml:4 config/parameter",
    says: /did you mean `breachNoticeHours`\?/,
  },
  {
    name: "a pack that does not exist",
    files: { ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: [accountability, hippa]\n" },
    error: ".caregate/config.yaml:3 config/pack",
    says: /`hipaa`/,
  },
  {
    name: "a list in the place of a condition",
    files: { ".caregate/policies/p.yaml": policy("require: [1]") },
    error: ".caregate/policies/p.yaml:11 schema/type",
    says: /has to be a map or true or false or a text, not a list$/m,
  },
  {
    name: "settings that are broken",
    files: { ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\nfailOn: [\n" },
    error: ".caregate/config.yaml:4 yaml/syntax",
  },
  {
    name: "an unknown operator",
    files: { ".caregate/policies/p.yaml": policy("require: { eq: [1, 1] }") },
    error: ".caregate/policies/p.yaml:11 policy/condition",
    says: /no operator `eq`/,
  },
  {
    name: "two operators in one condition",
    files: { ".caregate/policies/p.yaml": policy('require: { ">": [2, 1], "<": [1, 2] }') },
    error: ".caregate/policies/p.yaml:11 policy/condition",
    says: /has 2/,
  },
  {
    name: "an undeclared parameter",
    files: { ".caregate/policies/p.yaml": policy('require: { ">": [2, { param: limit }] }') },
    error: ".caregate/policies/p.yaml:11 policy/condition",
    says: /`limit`/,
  },
  {
    name: "a rule without a citation",
    files: {
      ".caregate/policies/p.yaml": policy("require: true").replace(
        "citations: [{ ref: House rule 1 }]",
        "citations: []",
      ),
    },
    error: ".caregate/policies/p.yaml:8 schema/minItems",
  },
  {
    name: "a manifest among the policies",
    files: { ".caregate/policies/p.yaml": lowRisk },
    error: ".caregate/policies/p.yaml:2 governance/kind",
  },
];

test.each(cases)("$name is an error on its line and hides no other result", async ({ files, error, says }) => {
  const root = repository({ "witness.yaml": failing, ...files });
  const { code, errors, messages, witness } = await judged(root);
  expect(errors).toContain(error);
  expect(code).toBe(2);
  expect(witness).toBe(true);
  if (says) expect(messages.join("\n")).toMatch(says);
});

describe("errors of the file system", () => {
  test("evidence outside through a symbolic link", async () => {
    const elsewhere = temporaryFolder();
    write(elsewhere, { "c.yaml": contract });
    const root = repository({ "witness.yaml": failing, "a.yaml": manifestWith("{ kind: Contract, path: c.yaml }") });
    symlinkSync(join(elsewhere, "c.yaml"), join(root, "c.yaml"));
    const { code, errors, witness } = await judged(root);
    expect(errors).toContain("a.yaml:20 evidence/outside");
    expect([code, witness]).toEqual([2, true]);
  });

  test.skipIf(process.getuid?.() === 0)("an unreadable manifest", async () => {
    const root = repository({ "witness.yaml": failing, "a.yaml": lowRisk });
    chmodSync(join(root, "a.yaml"), 0);
    const { code, errors, witness } = await judged(root);
    expect(errors).toContain("a.yaml:1 file/unreadable");
    expect([code, witness]).toEqual([2, true]);
  });

  test("an empty file that was named", async () => {
    const root = repository({ "witness.yaml": failing, "a.yaml": "" });
    const { code, errors, witness } = await judged(root, ["a.yaml", "witness.yaml"]);
    expect(errors).toEqual(["a.yaml:1 file/empty"]);
    expect([code, witness]).toEqual([2, true]);
  });
});

test("a check without manifests is an error and does not pass", async () => {
  const { code, errors } = await judged(repository({ "readme.md": "nothing" }));
  expect(errors).toEqual([".:1 run/no-manifest"]);
  expect(code).toBe(2);
});

test("a manifest with an error is not reported as missing", async () => {
  const { code, errors } = await judged(repository({ "a.yaml": "apiVersion: caregate/v1\nkind: AIDeployment\n" }));
  expect(errors.map((one) => one.replace(/^\S+ /, ""))).toEqual(["schema/required", "schema/required"]);
  expect(code).toBe(2);
});

test("a check without rules is an error and does not pass", async () => {
  const root = repository({
    "a.yaml": lowRisk,
    ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: []\n",
  });
  const { code, errors } = await judged(root);
  expect(errors).toEqual([".:1 run/no-rule"]);
  expect(code).toBe(2);
});

test("an expired waiver is reported and has no effect", async () => {
  const files = {
    "witness.yaml": failing,
    ".caregate/waivers/w.yaml": waiver("accountability/named-person", "2026-01-01", "2026-10-01"),
  };
  const { report } = await check({ targets: ["."], asOf, cwd: repository(files) });
  expect(report.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning waiver/expired"]);
  const finding = report.findings.find(({ rule }) => rule.id === "accountability/named-person");
  expect(finding).toMatchObject({ outcome: "unknown", gates: true, waiver: null });
});

test("an active waiver marks its finding, and the finding no longer fails the check", async () => {
  const files = { "witness.yaml": failing, ".caregate/waivers/w.yaml": waiver("accountability/named-person") };
  const { report } = await check({ targets: ["."], asOf, cwd: repository(files) });
  const finding = report.findings.find(({ rule }) => rule.id === "accountability/named-person");
  expect(finding).toMatchObject({ outcome: "unknown", gates: false, waiver: { id: "w1" } });
  expect(report.summary.waived).toBe(1);
});

test("the last day of a waiver is part of it, and the day after is not", async () => {
  const files = { "witness.yaml": failing, ".caregate/waivers/w.yaml": waiver("accountability/named-person") };
  const cwd = repository(files);
  const waivedOn = async (day: string): Promise<number> =>
    (await check({ targets: ["."], asOf: day, cwd })).report.summary.waived;
  expect([await waivedOn("2026-12-01"), await waivedOn("2026-12-02")]).toEqual([1, 0]);
});

test("a digest that differs is reported as tampering, and the digest of an empty file is rejected", async () => {
  const right = sha256(contract);
  const outcome = async (pin: string, content = contract) => {
    const root = repository({
      "a.yaml": manifestWith(`{ kind: Contract, path: c.yaml, sha256: "${pin}" }`),
      "c.yaml": content,
    });
    const { report } = await check({ targets: ["."], asOf, cwd: root });
    return report.findings.find(({ rule }) => rule.id === "evidence/usable")?.outcome;
  };
  expect(await outcome(right)).toBe("pass");
  expect(await outcome(right, `${contract} `)).toBe("fail");
  expect(await outcome(sha256(""))).toBe("fail");
});
