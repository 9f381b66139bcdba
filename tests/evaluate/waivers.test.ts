import { expect, test } from "vitest";
import { checkComparison } from "../../src/engine/check-change.ts";
import { checkSnapshot } from "../../src/engine/check-tree.ts";
import { loadPolicies } from "../../src/workspace/policies.ts";
import { answering, config, governed, policy, silent, waiver } from "../support/governed-repository.ts";
import { type Contents, treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";
const file = ".caregate/waivers/w-1.yaml";

const accepting = (hours: number | null): string =>
  waiver.replace(
    "  reason:",
    `  subject: { values: [{ path: spec.monitoring.reportResponseHours, value: ${hours} }] }\n  reason:`,
  );

async function checked(contents: Contents) {
  const tree = treeOf("/r", { ...governed, ...contents });
  const state = { tree, governing: tree, policies: { source: "working-tree", commit: null } as const, targets: ["/r"] };
  const report = await checkSnapshot(state, { asOf });
  return { ...report, codes: report.diagnostics.map(({ severity, code }) => `${severity} ${code}`) };
}

test("a waiver covers the value that was accepted and a better one", async () => {
  for (const hours of [100, 60]) {
    const { verdict, summary, codes } = await checked({ "deploy/a.yaml": answering(hours), [file]: accepting(100) });
    expect({ verdict, waived: summary.waived, codes }).toEqual({ verdict: "pass", waived: 1, codes: [] });
  }
});

test("a waiver lapses when the value gets worse, and the warning names the value", async () => {
  const { verdict, codes, diagnostics } = await checked({ "deploy/a.yaml": answering(101), [file]: accepting(100) });
  expect({ verdict, codes }).toEqual({ verdict: "fail", codes: ["warning waiver/lapsed"] });
  expect(diagnostics[0]?.message).toContain("`path: spec.monitoring.reportResponseHours, value: 101`");
});

test("a waiver for a missing value lapses when a violation is stated", async () => {
  expect((await checked({ "deploy/a.yaml": silent(), [file]: accepting(null) })).verdict).toBe("pass");
  expect((await checked({ "deploy/a.yaml": answering(60), [file]: accepting(null) })).verdict).toBe("fail");
});

test("a waiver for a model version lapses with the next version", async () => {
  const bound = waiver.replace("  reason:", "  subject: { modelVersion: 1.0.0 }\n  reason:");
  expect((await checked({ "deploy/a.yaml": answering(100), [file]: bound })).verdict).toBe("pass");
  const next = answering(100).replace("name: rota, version: 1.0.0", "name: rota, version: 1.0.1");
  expect((await checked({ "deploy/a.yaml": next, [file]: bound })).codes).toEqual(["warning waiver/lapsed"]);
});

test("a waiver without a subject is valid with a warning and lapses when a change makes the finding worse", async () => {
  const base = { ...governed, "deploy/a.yaml": answering(100), [file]: waiver };
  expect(await checked(base)).toMatchObject({ verdict: "pass", codes: ["warning waiver/unbound"] });
  const change = (text: string) => ({
    head: treeOf("/r", { ...base, "deploy/a.yaml": text }),
    base: treeOf("/r", base),
    baseCommit: "0".repeat(40),
    targets: ["/r"],
  });
  const verdictOf = async (text: string) => (await checkComparison(change(text), { asOf })).report.verdict;
  expect(await verdictOf(answering(90))).toBe("pass");
  expect(await verdictOf(answering(110))).toBe("fail");
  expect(await verdictOf(answering(100).replace("name: rota", "name: ventilator-control"))).toBe("fail");
});

test("a waiver follows a deployment and a rule to their new names", async () => {
  const renamed = answering(100, "round-list").replace(
    "  name: round-list",
    "  name: round-list\n  formerly: [theatre-cleaning]",
  );
  const { verdict, codes } = await checked({
    ".caregate/policies/local.yaml": policy.replace(
      "id: local/first-answer",
      "id: local/response\n    formerly: [local/first-answer]",
    ),
    "deploy/a.yaml": renamed,
    [file]: accepting(100),
  });
  expect({ verdict, codes }).toEqual({ verdict: "pass", codes: [] });
});

test("a waiver for a rule that no longer exists is a warning if it is expired, otherwise an error", async () => {
  const gone = accepting(100).replace("local/first-answer", "local/gone");
  const over = gone.replace("2027-01-20", "2026-11-20");
  expect((await checked({ "deploy/a.yaml": answering(1), [file]: over })).codes).toEqual([
    "warning waiver/unknown-rule",
  ]);
  expect((await checked({ "deploy/a.yaml": answering(1), [file]: gone })).codes).toEqual(["error waiver/unknown-rule"]);
});

test.each([
  ["a placeholder as reason", "The team is being hired.", "TBD", "placeholder"],
  ["a reason that only points elsewhere", "The team is being hired.", "see above", "placeholder"],
  ["an approver of one letter", "Jo Example", "X", "placeholder"],
  ["the name of the field as approver", "Jo Example", "Name", "placeholder"],
  ["a placeholder as role of the approver", "chief-risk-officer", "n-a", "placeholder"],
  ["a placeholder as control", "A duty phone.", "'n/a'", "placeholder"],
  ["a term of more than a year", "2027-01-20", "2027-11-01", "too-long"],
])("a waiver with %s has no effect", async (_, text, by, code) => {
  const { verdict, codes } = await checked({
    "deploy/a.yaml": answering(100),
    [file]: accepting(100).replace(text, by),
  });
  expect({ verdict, codes }).toEqual({ verdict: "error", codes: [`error waiver/${code}`] });
});

test("the settings limit terms and approvers by severity, and the number of renewals", async () => {
  const withTerms = (terms: string): Contents => ({
    ".caregate/config.yaml": `${config}waivers: ${terms}\n`,
    "deploy/a.yaml": answering(100),
    [file]: accepting(100),
  });
  expect((await checked(withTerms("{ maxDays: { high: 30 } }"))).codes).toEqual(["error waiver/too-long"]);
  expect((await checked(withTerms("{ maxDays: { critical: 30 } }"))).codes).toEqual([]);
  expect((await checked(withTerms("{ approvers: { high: [medical-director] } }"))).codes).toEqual([
    "error waiver/approver",
  ]);
  expect((await checked(withTerms("{ approvers: { high: [chief-risk-officer] } }"))).codes).toEqual([]);
  const owned = { "deploy/a.yaml": answering(100).replace("name: Kim Example", "name: jo  example") };
  expect(await checked({ ...withTerms("{ notBy: owner }"), ...owned })).toMatchObject({
    verdict: "fail",
    codes: ["warning waiver/approver"],
  });
  const first = accepting(100)
    .replace("w-1", "w-0")
    .replace("2026-11-01", "2026-01-01")
    .replace("2027-01-20", "2026-06-30");
  const renewed = { ...withTerms("{ renewals: 0 }"), ".caregate/waivers/w-0.yaml": first };
  expect((await checked(renewed)).codes).toEqual(["error waiver/renewals", "warning waiver/expired"]);
  expect((await checked({ ...renewed, ...withTerms("{ renewals: 1 }") })).codes).toEqual(["warning waiver/expired"]);
});

test("the built-in rules on prohibited practices and on sale cannot be waived", async () => {
  const tree = treeOf("/r", {});
  const { rules } = (await loadPolicies(tree, { asOf })).ruleSet;
  const forbidden = rules.filter((rule) => rule.waiver.forbidden).map(({ id }) => id);
  expect(forbidden).toEqual(
    expect.arrayContaining([
      "ai-act/no-emotion-at-work",
      "ai-act/no-face-scraping",
      "ai-act/prohibited-practices",
      "hipaa/no-sale",
      "us-states/nevada-ai-therapy",
      "us-states/texas-prohibited-intents",
      "us-states/washington-sale-geofence",
    ]),
  );
});
