// Generated pairs of states of one deployment, before and after a change, and their comparison with `gate: new`. The rules
// are loaded once, so that a comparison takes milliseconds; bench/gate.mjs tries many more pairs than the tests.
import fc from "fast-check";
import { checkTree } from "../../src/engine/check-tree.ts";
import { decideVerdict } from "../../src/evaluate/verdict.ts";
import type { Report } from "../../src/model/report.ts";
import type { Packs } from "../../src/policy/packs.ts";
import { type LoadedPolicies, loadPolicies } from "../../src/workspace/policies.ts";
import { housePolicy, houseRule } from "./policies.ts";
import { type Contents, treeOf } from "./tree.ts";

const asOf = "2026-11-22";
/** No built-in policy. */
export const noPacks: Packs = { documents: [], digest: "", diagnostics: [], built: true };

/** A rule for each kind of order: both kinds of limit, each element of a list, elements that are forbidden, one of some values. */
export const policy = housePolicy([
  houseRule("hours", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }'),
  houseRule("log", '{ ">=": [{ var: spec.security.auditLog.retentionDays }, 2190] }'),
  houseRule("cases", '{ all: [{ var: spec.oversight.overseers }, { "<=": [{ var: casesPerShift }, 50] }] }'),
  houseRule("countries", "{ none: [{ var: spec.vendors }, { intersects: [{ var: countries }, [CN, RU, KP]] }] }"),
  houseRule("cipher", "{ in: [{ var: spec.security.encryptionAtRest }, [aes-128-gcm, aes-256-gcm]] }"),
]);

const loaded = new Map<string, Promise<LoadedPolicies>>();

/** The settings and a policy, loaded once for each text. */
function governanceOf(text: string): Promise<LoadedPolicies> {
  const known = loaded.get(text);
  if (known) return known;
  const config = "apiVersion: caregate/v1\nkind: Config\npacks: []\ngate: new\n";
  const tree = treeOf("/r", { ".caregate/config.yaml": config, ".caregate/policies/local.yaml": text });
  const policies = loadPolicies(tree, { asOf }, { packs: noPacks });
  loaded.set(text, policies);
  return policies;
}

/** A state of one deployment; null is what is not stated. */
export interface State {
  readonly hours: number | null;
  readonly log: number | null;
  readonly overseers: readonly { readonly role: string; readonly casesPerShift: number | null }[];
  readonly vendors: readonly { readonly name: string; readonly countries: readonly string[] | null }[];
  readonly cipher: string | null;
}

const overseerArbitrary = fc.record({
  role: fc.constantFrom("nurse", "doctor", "lead"),
  casesPerShift: fc.constantFrom(null, 10, 51, 60, 90),
});
const vendorArbitrary = fc.record({
  name: fc.constantFrom("Acme", "Beta", "Gamma"),
  countries: fc.constantFrom(null, ["US"], ["CN"], ["RU"], ["CN", "RU"]),
});

export const stateArbitrary: fc.Arbitrary<State> = fc.record({
  hours: fc.constantFrom(null, 10, 48, 49, 60, 100),
  log: fc.constantFrom(null, 0, 365, 2189, 2190, 4000),
  overseers: fc.array(overseerArbitrary, { minLength: 1, maxLength: 4 }),
  vendors: fc.array(vendorArbitrary, { maxLength: 3 }),
  cipher: fc.constantFrom(null, "none", "triple-des", "aes-256-gcm"),
});

/** A list in which the element at an index, if there is one, is replaced by others. */
const around = <T>(list: readonly T[], at: number, middle: (one: T) => readonly T[]): T[] =>
  list.flatMap((one, i) => (i === at % list.length ? middle(one) : [one]));

/** The list with its first element last, and the one at an index once more. */
const turned = <T>(list: readonly T[], at: number): T[] => [
  ...list.slice(1),
  ...list.slice(0, 1),
  ...list.slice(at, at + 1),
];

/** An edit of one field, or of one element of a list: its value changes, or it is replaced, removed, repeated or moved. */
const editArbitrary: fc.Arbitrary<(state: State) => State> = fc
  .record({ other: stateArbitrary, kind: fc.nat(10), at: fc.nat(5) })
  .map(({ other, kind, at }) => (state: State): State => {
    const { overseers, vendors } = state;
    const [{ casesPerShift }] = other.overseers as [State["overseers"][number]];
    const [vendor] = other.vendors;
    const caseload = { overseers: around(overseers, at, (one) => [{ ...one, casesPerShift }]) };
    const countries = { vendors: around(vendors, at, (one) => [{ ...one, countries: vendor?.countries ?? null }]) };
    const edits: readonly Partial<State>[] = [
      { hours: other.hours },
      { log: other.log },
      { cipher: other.cipher },
      caseload,
      caseload,
      countries,
      countries,
      { overseers: around(overseers, at, () => other.overseers.slice(0, 1)) },
      { vendors: around(vendors, at, () => other.vendors.slice(0, 1)) },
      { overseers: turned(overseers, at) },
      { vendors: turned(vendors, at) },
    ];
    return { ...state, ...edits[kind] };
  });

/** A state, and one that a few edits make of it. */
export const pairArbitrary: fc.Arbitrary<readonly [State, State]> = fc
  .tuple(stateArbitrary, fc.array(editArbitrary, { minLength: 1, maxLength: 2 }))
  .map(([before, edits]) => [before, edits.reduce((state, edit) => edit(state), before)]);

/** The same state with every list in the opposite order. */
export const reversed = (state: State): State => ({
  ...state,
  overseers: state.overseers.toReversed(),
  vendors: state.vendors.toReversed().map((one) => ({ ...one, countries: one.countries?.toReversed() ?? null })),
});

export interface Names {
  readonly name?: string;
  readonly formerly?: string;
  readonly model?: string;
  readonly file?: string;
}

/** The manifest of a state. */
export function manifestFile(
  state: State,
  { name = "ward-list", formerly, model = "ranker", file = "a.yaml" }: Names = {},
) {
  const owner = { name: "Kim Example", role: "ward-manager", email: "kim@hospital.example" };
  const metadata = { name, ...(formerly ? { formerly } : {}), version: "1.0.0", owner };
  const spec = {
    purpose: "Propose the order of visits.",
    function: "operations",
    stage: "production",
    jurisdictions: ["US"],
    users: ["administrative-staff"],
    affects: ["nobody"],
    decisionRole: "none",
    risk: { level: "low" },
    model: { name: model, version: "1.0.0", type: "predictive", provider: "self", learning: "locked" },
    data: { categories: ["operational"] },
    vendors: state.vendors,
    monitoring: { reportResponseHours: state.hours },
    oversight: { overseers: state.overseers },
    security: { encryptionAtRest: state.cipher, auditLog: { retentionDays: state.log } },
  };
  return { [`deploy/${file}`]: JSON.stringify({ apiVersion: "caregate/v1", kind: "AIDeployment", metadata, spec }) };
}

/**
 * Compares two states of a repository with `gate: new`.
 * @param rules the policy of both
 * @throws Error if a file is not valid
 */
export async function compareFiles(before: Contents, now: Contents, rules = policy): Promise<Report> {
  const policies = await governanceOf(rules);
  const evaluated = (contents: Contents) => {
    const tree = treeOf("/r", contents);
    const snapshot = { tree, governing: tree, policies: { source: "base", commit: null }, targets: ["/r"] } as const;
    return checkTree(snapshot, policies, { asOf, detail: "outcomes" });
  };
  const [head, base] = [await evaluated(now), await evaluated(before)];
  const { gate, claims } = policies.ruleSet;
  const change = { commit: "0".repeat(40), gate, claims, base, headByOwnPolicies: null };
  return decideVerdict({ head, change }).report;
}

/** Compares two states of the deployment, the second of which may have other names. */
export async function compareStates(before: State, now: State, names?: Names, rules = policy): Promise<Report> {
  const report = await compareFiles(manifestFile(before), manifestFile(now, names), rules);
  const errors = report.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return report;
}

/** How bad each element is in the order of its rule: 0 is fine, 1 unknown, 2 and more a violation. */
type Badness = ReadonlyMap<string, readonly number[]>;

function ranked(entries: readonly (readonly [string, number])[]): Badness {
  const grouped = new Map<string, number[]>();
  for (const [key, badness] of entries) grouped.set(key, [...(grouped.get(key) ?? []), badness]);
  return new Map([...grouped].map(([key, values]) => [key, values.toSorted((a, b) => b - a)]));
}

const above = (value: number | null, limit: number): number =>
  value === null ? 1 : value > limit ? 2 + value - limit : 0;

const below = (value: number | null, limit: number): number => above(value === null ? null : -value, -limit);

function badnessOf({ hours, log, overseers, vendors, cipher }: State): Badness {
  return ranked([
    ["hours", above(hours, 48)],
    ["log", below(log, 2190)],
    ...overseers.map(({ role, casesPerShift }) => [`cases ${role}`, above(casesPerShift, 50)] as const),
    ...vendors.flatMap(({ name, countries }): [string, number][] => {
      if (countries === null) return [[`vendor ${name}`, 1]];
      const forbidden = countries.filter((one) => one !== "US");
      // Another country is worse, also if there are no more of them.
      return [[`vendor ${name}`, forbidden.length > 0 ? 2 : 0], ...forbidden.map((one): [string, number] => [one, 2])];
    }),
    ["cipher", cipher === null ? 1 : cipher.startsWith("aes") ? 0 : 2],
  ]);
}

/** True if some element is worse than before, in the order of its rule. */
export function isWorse(now: State, before: State): boolean {
  const earlier = badnessOf(before);
  const weaker = before.cipher === "triple-des" && now.cipher === "none";
  return (
    weaker ||
    [...badnessOf(now)].some(([key, values]) => values.some((value, i) => value > (earlier.get(key)?.[i] ?? 0)))
  );
}
