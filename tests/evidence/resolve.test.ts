import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { evaluateAttached } from "../../src/evidence/binding.ts";
import { type RejectionReason, rejectionReasons, usable } from "../../src/evidence/reference.ts";
import type { RuleContext } from "../../src/facts/context.ts";
import { buildContext } from "../../src/facts/index.ts";
import type { Document } from "../../src/model/document.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/util/json.ts";
import { lowRisk, repository, sha256 } from "../support/repository.ts";
import { asOf, contextOf, documentOf, inMemory, manifestWith } from "./support.ts";

const about = "subject: { system: theatre-cleaning }\n";
const training = (rest: string = about, date: string = "2026-09-25"): string => `apiVersion: caregate/v1
kind: TrainingRecord
metadata: { id: users, date: ${date}, by: Nursing education }
${rest}audience: clinical-users
topics: [system-use]
needed: 40
completed: 40
`;

const card = (rest: string): string => `apiVersion: caregate/v1
kind: ModelCard
metadata: { id: card, date: 2026-09-25, by: Data science }
${rest}`;

interface Fixture {
  readonly reason: RejectionReason;
  /** Entries of the manifest's evidence, one a line. */
  readonly entries: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  /** The text that the finding has to point at, and the file it stands in. */
  readonly blamed: readonly [file: string, text: string];
  /** Whether the file itself is an error of the inputs besides. */
  readonly broken?: true;
  readonly told: RegExp;
}

const one = "{ kind: TrainingRecord, path: e.yaml }";
const pinned = `{ kind: TrainingRecord, path: e.yaml, sha256: "${sha256(training())}" }`;

const fixtures: readonly Fixture[] = [
  {
    reason: "missing",
    entries: [one],
    files: {},
    blamed: ["deploy/m.yaml", "e.yaml"],
    broken: true,
    told: /TrainingRecord deploy\/e\.yaml is missing/,
  },
  {
    reason: "outside",
    entries: ["{ kind: TrainingRecord, path: ../../e.yaml }"],
    files: {},
    blamed: ["deploy/m.yaml", "../../e.yaml"],
    broken: true,
    told: /is outside the repository/,
  },
  {
    reason: "unreadable",
    entries: [one],
    files: { "deploy/e.yaml": "\u0000\u0001\u0000" },
    blamed: ["deploy/m.yaml", "e.yaml"],
    broken: true,
    told: /is not readable/,
  },
  {
    reason: "invalid",
    entries: [one],
    files: { "deploy/e.yaml": training("neded: 3\n") },
    blamed: ["deploy/m.yaml", "e.yaml"],
    broken: true,
    told: /is not a valid document of its kind/,
  },
  {
    reason: "tampered",
    entries: [pinned],
    files: { "deploy/e.yaml": training("# seen\n") },
    blamed: ["deploy/m.yaml", `"${sha256(training())}"`],
    told: /is not the file that was pinned \(pinned [0-9a-f]{12}, actual [0-9a-f]{12}/,
  },
  {
    reason: "other-kind",
    entries: ["{ kind: ModelCard, path: e.yaml }"],
    files: { "deploy/e.yaml": training() },
    blamed: ["deploy/m.yaml", "ModelCard"],
    told: /ModelCard deploy\/e\.yaml is not of the kind that the manifest states/,
  },
  {
    reason: "other-system",
    entries: [one],
    files: { "deploy/e.yaml": training("subject: { system: chatbot }\n") },
    blamed: ["deploy/m.yaml", "e.yaml"],
    told: /is about another system \(chatbot\)/,
  },
  {
    reason: "other-model",
    entries: [one],
    files: { "deploy/e.yaml": training("subject: { model: rota-xl }\n") },
    blamed: ["deploy/m.yaml", "e.yaml"],
    told: /is about another model \(rota-xl\)/,
  },
  {
    reason: "other-version",
    entries: [one],
    files: { "deploy/e.yaml": training('subject: { model: rota, modelVersion: "0.9" }\n') },
    blamed: ["deploy/m.yaml", "e.yaml"],
    told: /is about another version of the model \(0\.9\)/,
  },
  {
    reason: "future-dated",
    entries: [one],
    files: { "deploy/e.yaml": training("", "2026-11-23") },
    blamed: ["deploy/e.yaml", "2026-11-23"],
    told: /is dated after the evaluation date \(2026-11-23\)/,
  },
  {
    reason: "placeholder",
    entries: ["{ kind: ModelCard, path: e.yaml }"],
    files: { "deploy/e.yaml": card("intendedUse: <describe the intended use>\n") },
    blamed: ["deploy/e.yaml", "<describe the intended use>"],
    told: /is a template that is not filled in \(intendedUse says `<describe the intended use>`\)/,
  },
  {
    reason: "duplicate",
    entries: [one, "{ kind: TrainingRecord, id: again, path: ./e.yaml }"],
    files: { "deploy/e.yaml": training() },
    blamed: ["deploy/m.yaml", "./e.yaml"],
    told: /is attached twice: this is the document of an earlier entry \(entry 1 of the list\)/,
  },
  {
    reason: "self-reference",
    entries: ["{ kind: TrainingRecord, path: m.yaml }"],
    files: {},
    blamed: ["deploy/m.yaml", "m.yaml"],
    told: /is the manifest's own file, which cannot vouch for itself/,
  },
];

async function usableFinding(root: string): Promise<{ finding: Finding; errors: number }> {
  const { report } = await check({ targets: ["deploy/m.yaml"], asOf, cwd: root });
  const finding = report.findings.find(({ rule }) => rule.id === "evidence/usable");
  if (!finding) throw new Error("no finding");
  return { finding, errors: report.diagnostics.filter(({ severity }) => severity === "error").length };
}

const repositoryOf = (entries: readonly string[], files: Readonly<Record<string, string>>): string =>
  repository({
    "deploy/m.yaml": `${lowRisk}evidence:\n${entries.map((entry) => `  - ${entry}\n`).join("")}`,
    ...files,
  });

describe("evidence that does not count is refused, with its reason, at its place", () => {
  test.each(fixtures.map((fixture) => [fixture.reason, fixture] as const))(
    "%s",
    async (_, { entries, files, blamed, broken, told }) => {
      const root = repositoryOf(entries, files);
      const { finding, errors } = await usableFinding(root);
      expect(finding.outcome).toBe("fail");
      expect(finding.message).toMatch(told);
      expect(finding.explanation[0]?.text).toMatch(told);
      expect(errors > 0).toBe(broken ?? false);
      const [file, text] = blamed;
      const { primary } = finding;
      expect([primary.file, primary.exact]).toEqual([file, true]);
      const line = readFileSync(join(root, file), "utf8").split("\n")[primary.start.line - 1] ?? "";
      const shown = line.slice(primary.start.column - 1, primary.end.column - 1);
      expect(shown.replace(/^[a-zA-Z0-9]+: /, "")).toBe(text);
    },
  );

  test("every reason has a fixture and reads as a clause", () => {
    // What depends on git is tried in tests/cli/git-states.test.ts.
    // Tested with git, and with a signed statement.
    const elsewhere = ["ignored", "untracked", "other-digest"];
    const reasons = fixtures.map(({ reason }): string => reason);
    expect([...reasons, ...elsewhere].toSorted()).toEqual(Object.keys(rejectionReasons).toSorted());
    for (const sentence of Object.values(rejectionReasons)) expect(sentence).toMatch(/^[a-z][^.]*$/);
  });
});

test("the digest of nothing pins nothing", async () => {
  const empty = `{ kind: TrainingRecord, path: e.yaml, sha256: "${sha256("")}" }`;
  const { finding } = await usableFinding(repositoryOf([empty], { "deploy/e.yaml": training() }));
  expect([finding.outcome, finding.message]).toEqual(["fail", expect.stringMatching(/not the file that was pinned/)]);
});

test("a copy under another name is the same evidence", async () => {
  const files = { "deploy/e.yaml": training(), "deploy/copy.yaml": training() };
  const { finding } = await usableFinding(repositoryOf([one, "{ kind: TrainingRecord, path: copy.yaml }"], files));
  expect([finding.outcome, finding.message]).toEqual(["fail", expect.stringMatching(/copy\.yaml is attached twice/)]);
});

test("documents of one file are each attached by their id", async () => {
  const both = `${training()}---\n${training().replace("id: users", "id: overseers")}`;
  const entries = ["users", "overseers"].map((id) => `{ kind: TrainingRecord, id: ${id}, path: e.yaml }`);
  const { finding } = await usableFinding(repositoryOf(entries, { "deploy/e.yaml": both }));
  expect(finding.outcome).toBe("pass");
});

test("every rejected file is reported with its reason", async () => {
  const files = { "deploy/e.yaml": training("", "2027-01-01"), "deploy/c.yaml": card("intendedUse: TODO\n") };
  const { finding } = await usableFinding(repositoryOf([one, "{ kind: ModelCard, path: c.yaml }"], files));
  expect(finding.message).toBe("TrainingRecord deploy/e.yaml is dated after the evaluation date (2027-01-01)");
  const told = finding.explanation.map(({ text }) => text).join("\n");
  expect(told).toContain("ModelCard deploy/c.yaml is a template that is not filled in (intendedUse says `TODO`)");
});

/** What rules read of a manifest with one document, which is about what it says itself. */
function asWritten(manifest: Document, document: Document, pinned: boolean): RuleContext {
  const references = [evaluateAttached(manifest, document, 0, pinned, asOf)];
  return buildContext({ manifest, config: undefined, references, evidence: usable(references), asOf });
}

describe("how well a document is known", () => {
  const bound = "subject: { model: rota, modelVersion: 1.0.0 }\n";
  const report = (subject: string, kind: string, rest: string): string =>
    `apiVersion: caregate/v1\nkind: ${kind}\nmetadata: { id: one, date: 2026-09-25, by: Data science }\n${subject}${rest}`;
  const groups = "threshold: 0.5\nsetting: external\ngroups: [{ axis: sex, group: all, tp: 1, fp: 1, tn: 1, fn: 1 }]\n";
  const metrics = "setting: external\nmetrics: []\n";
  const counts = `${metrics}counts: { tp: 1, fp: 1, tn: 1, fn: 1 }\n`;
  const contract = "instruments: [services]\neffective: 2026-01-01\nclauses: []\n";
  const cases: readonly [string, string, boolean, string | undefined][] = [
    ["fairnessReports", report(bound, "FairnessReport", groups), true, "recomputed"],
    ["fairnessReports", report(bound, "FairnessReport", groups), false, "attested"],
    ["fairnessReports", report("", "FairnessReport", groups), true, undefined],
    ["fairnessReports", report(about, "FairnessReport", groups), true, undefined],
    ["validationReports", report(bound, "ValidationReport", counts), true, "recomputed"],
    ["validationReports", report(bound, "ValidationReport", metrics), true, "verified"],
    ["trainingRecords", training(), true, "verified"],
    ["trainingRecords", training(""), true, undefined],
    ["contracts", report("vendor: Rota Ltd\n", "Contract", contract), true, "verified"],
    ["contracts", report("vendor: Somebody else\n", "Contract", contract), true, "attested"],
  ];
  test.each(cases)("%s", async (collection, text, pinned, assurance) => {
    const spec = manifestWith().replace(
      "vendors: []",
      "vendors: [{ name: Rota Ltd, roles: [component-supplier], supplies: [model], dataAccess: none }]",
    );
    const context = asWritten(await documentOf("m.yaml", spec), await documentOf("e.yaml", text), pinned);
    expect(context.get(`evidence.${collection}[0].assurance`)).toBe(assurance);
  });
});

test("a verified signature is as good as a digest", async () => {
  const manifest = await documentOf("m.yaml", manifestWith());
  const assurance = (value: JsonObject, signed: boolean): unknown => {
    const document = inMemory("TrainingRecord", "e.yaml", value);
    const sealed = signed ? { ...document, signed: true as const } : document;
    return asWritten(manifest, sealed, false).get("evidence.trainingRecords[0].assurance");
  };
  const bound = { subject: { system: "theatre-cleaning" } };
  expect(assurance(bound, true)).toBe("verified");
  expect(assurance({}, true)).toBeUndefined();
  expect(assurance(bound, false)).toBe("claimed");
});

test("a document whose own review has passed is overdue, not refused", async () => {
  const overdue = training().replace("by: Nursing education", "by: Nursing education, nextReview: 2026-11-21");
  const due = overdue.replace("2026-11-21", asOf);
  const manifest = await documentOf("m.yaml", manifestWith());
  for (const [text, expected] of [
    [overdue, true],
    [due, false],
  ] as const) {
    const context = contextOf(manifest, [await documentOf("e.yaml", text)]);
    expect(context.get("evidence.trainingRecords[0].overdue")).toBe(expected);
    expect(context.get("facts.evidence.unusable")).toEqual([]);
  }
});
