// Generated changes of twelve deployments with waivers, and the reports on them. They use no built-in pack, so that one takes
// milliseconds.
import fc from "fast-check";
import { checkTree } from "../../src/engine/check-tree.ts";
import { decideVerdict } from "../../src/evaluate/verdict.ts";
import type { Report } from "../../src/model/report.ts";
import { loadPolicies } from "../../src/workspace/policies.ts";
import { noPacks } from "./gate-states.ts";
import { housePolicy, houseRule } from "./policies.ts";
import { lowRisk } from "./repository.ts";
import { treeOf } from "./tree.ts";

const asOf = "2026-11-22";
const policy = housePolicy([
  houseRule("answer", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }', "critical"),
  houseRule("fast", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 12] }'),
  houseRule("cipher", '{ "==": [{ var: spec.security.encryptionAtRest }, aes-256-gcm] }', "low"),
  houseRule(
    "wish",
    '{ "==": [{ var: spec.security.encryptionAtRest }, aes-256-gcm] }',
    "high",
    "    binding: advisory\n",
  ),
]);

const waiver = (deployment: string): string => `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w-${deployment} }
spec:
  rule: local/fast
  deployment: ${deployment}
  reason: The team is being hired.
  approvedBy: { name: Jo Example, role: chief-risk-officer }
  from: 2026-11-01
  until: 2027-01-20
  compensatingControls: [A duty phone.]
`;

interface State {
  readonly hours: number | null;
  readonly cipher: string | null;
}
const stateArbitrary: fc.Arbitrary<State> = fc.record({
  hours: fc.constantFrom(null, 6, 30, 90, 120),
  cipher: fc.constantFrom(null, "none", "aes-256-gcm"),
});

/** States of twelve deployments before and after a change, the waived ones, and the settings. */
export const caseArbitrary = fc.record({
  before: fc.array(fc.option(stateArbitrary), { minLength: 12, maxLength: 12 }),
  now: fc.array(fc.option(stateArbitrary), { minLength: 12, maxLength: 12 }),
  kept: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
  waived: fc.subarray([0, 1, 2, 3]),
  gate: fc.constantFrom("all", "new"),
  failOn: fc.constantFrom("low", "high", "critical"),
});
export type Case = typeof caseArbitrary extends fc.Arbitrary<infer T> ? T : never;

function reportFiles(states: readonly (State | null)[], { waived, gate, failOn }: Case): Record<string, string> {
  const files: Record<string, string> = {
    ".caregate/config.yaml": `apiVersion: caregate/v1\nkind: Config\npacks: []\ngate: ${gate}\nfailOn: ${failOn}\n`,
    ".caregate/policies/local.yaml": policy,
  };
  for (const i of waived) files[`.caregate/waivers/w${i}.yaml`] = waiver(`d${i}`);
  for (const [i, state] of states.entries())
    if (state)
      files[`deploy/${i}.yaml`] =
        `${lowRisk.replace("theatre-cleaning", `d${i}`)}  monitoring: { reportResponseHours: ${state.hours} }\n  security: { encryptionAtRest: ${state.cipher} }\n`;
  return files;
}

/** The report on the change of a case; undefined if no deployment is left. */
export async function reportOf(one: Case): Promise<Report | undefined> {
  const now = one.now.map((state, i) => (one.kept[i] === true ? (one.before[i] ?? null) : state));
  if (now.every((state) => state === null)) return undefined;
  const [head, base] = [treeOf("/r", reportFiles(now, one)), treeOf("/r", reportFiles(one.before, one))];
  const policies = await loadPolicies(base, { asOf }, { packs: noPacks });
  const state = { governing: base, policies: { source: "base", commit: null }, targets: ["/r"] } as const;
  const { gate, claims } = policies.ruleSet;
  const change = {
    commit: "0".repeat(40),
    gate,
    claims,
    base: await checkTree({ ...state, tree: base }, policies, { asOf, detail: "outcomes" }),
    headByOwnPolicies: null,
  };
  const result = await checkTree({ ...state, tree: head }, policies, { asOf, detail: "explained" });
  return decideVerdict({ head: result, change }).report;
}
