import fc from "fast-check";
import { expect, test } from "vitest";
import { checkComparison } from "../../src/engine/check-change.ts";
import type { Report } from "../../src/model/finding.ts";
import { housePolicy, houseRule } from "../support/policies.ts";
import { treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";

/** Pairs of states that are tried; set it for a long run. */
const runs = Number(process.env["GATE_PAIRS"] ?? 60);

/** A rule for each kind of order: numbers with both kinds of limit, each element of a list, elements that are forbidden. */
const policy = housePolicy([
  houseRule("hours", '{ "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }'),
  houseRule("cases", '{ all: [{ var: spec.oversight.overseers }, { "<=": [{ var: casesPerShift }, 50] }] }'),
  houseRule("countries", "{ none: [{ var: spec.vendors }, { intersects: [{ var: countries }, [CN, RU, KP]] }] }"),
  houseRule("cipher", "{ in: [{ var: spec.security.encryptionAtRest }, [aes-128-gcm, aes-256-gcm]] }"),
]);

const governance = {
  ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: []\ngate: new\n",
  ".caregate/policies/local.yaml": policy,
};

/** A state of one deployment; null is what is not stated. */
interface State {
  readonly hours: number | null;
  readonly overseers: readonly { readonly role: string; readonly casesPerShift: number | null }[];
  readonly vendors: readonly { readonly name: string; readonly countries: readonly string[] | null }[];
  readonly cipher: string | null;
}

const stateArbitrary: fc.Arbitrary<State> = fc.record({
  hours: fc.constantFrom(null, 10, 48, 49, 60, 100),
  overseers: fc.array(
    fc.record({
      role: fc.constantFrom("nurse", "doctor", "lead"),
      casesPerShift: fc.constantFrom(null, 10, 51, 60, 90),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  vendors: fc.array(
    fc.record({
      name: fc.constantFrom("Acme", "Beta", "Gamma"),
      countries: fc.constantFrom(null, ["US"], ["CN"], ["RU", "US"], ["CN", "RU"], ["CN", "KP", "RU"]),
    }),
    { maxLength: 4 },
  ),
  cipher: fc.constantFrom(null, "none", "triple-des", "aes-256-gcm"),
});

/** A state, and one that a few edits make of it. */
const pairArbitrary: fc.Arbitrary<readonly [State, State]> = fc
  .tuple(stateArbitrary, stateArbitrary, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([before, other, [a, b, c, d], oneElement]) => [
    before,
    {
      hours: a ? other.hours : before.hours,
      overseers: b
        ? oneElement
          ? [...before.overseers.slice(1), ...other.overseers]
          : other.overseers
        : before.overseers,
      vendors: c
        ? oneElement
          ? [...before.vendors.slice(1), ...other.vendors.slice(0, 1)]
          : other.vendors
        : before.vendors,
      cipher: d ? other.cipher : before.cipher,
    },
  ]);

const reversed = (state: State): State => ({
  ...state,
  overseers: state.overseers.toReversed(),
  vendors: state.vendors.toReversed().map((one) => ({ ...one, countries: one.countries?.toReversed() ?? null })),
});

interface Names {
  readonly name?: string;
  readonly formerly?: string;
  readonly model?: string;
  readonly file?: string;
}

function evidenceFiles(state: State, { name = "ward-list", formerly, model = "ranker", file = "a.yaml" }: Names = {}) {
  const metadata = { name, ...(formerly ? { formerly } : {}), version: "1.0.0" };
  const owner = { name: "Kim Example", role: "ward-manager", email: "kim@hospital.example" };
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
    security: { encryptionAtRest: state.cipher },
  };
  const manifest = { apiVersion: "caregate/v1", kind: "AIDeployment", metadata: { ...metadata, owner }, spec };
  return { ...governance, [`deploy/${file}`]: JSON.stringify(manifest) };
}

async function compare(before: State, now: State, names?: Names, extra: Record<string, string> = {}): Promise<Report> {
  const change = {
    head: treeOf("/r", { ...evidenceFiles(now, names), ...extra }),
    base: treeOf("/r", { ...evidenceFiles(before), ...extra }),
    baseCommit: "0".repeat(40),
    targets: ["/r"],
  };
  const { report } = await checkComparison(change, { asOf });
  expect(report.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
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

function badnessOf({ hours, overseers, vendors, cipher }: State): Badness {
  return ranked([
    ["hours", above(hours, 48)],
    ...overseers.map(({ role, casesPerShift }) => [`cases ${role}`, above(casesPerShift, 50)] as const),
    ...vendors.map(({ name, countries }) => {
      const forbidden = countries?.filter((one) => one !== "US").length ?? 0;
      return [`countries ${name}`, countries === null ? 1 : forbidden > 0 ? 2 + forbidden : 0] as const;
    }),
    ["cipher", cipher === null ? 1 : cipher.startsWith("aes") ? 0 : 2],
  ]);
}

/** True if some element is worse than before, in the order of its rule. */
function isWorse(now: State, before: State): boolean {
  const earlier = badnessOf(before);
  return [...badnessOf(now)].some(([key, values]) => values.some((value, i) => value > (earlier.get(key)?.[i] ?? 0)));
}

test("a change that makes something worse never passes `gate: new`", async () => {
  const property = fc.asyncProperty(pairArbitrary, async ([before, now]) => {
    fc.pre(isWorse(now, before));
    expect((await compare(before, now)).verdict).toBe("fail");
  });
  await fc.assert(property, { numRuns: runs });
});

test("a new order, a moved file and a rename create no new finding", async () => {
  const property = fc.asyncProperty(stateArbitrary, async (state) => {
    for (const names of [{}, { file: "moved/b.yaml" }, { name: "round-list", formerly: "ward-list" }]) {
      const report = await compare(state, reversed(state), names);
      expect(report).toMatchObject({ verdict: "pass", baseline: { new: 0, fixed: [], withdrawn: [] } });
    }
  });
  await fc.assert(property, { numRuns: Math.ceil(runs / 3) });
});

const clean: State = {
  hours: 10,
  overseers: [{ role: "nurse", casesPerShift: 10 }],
  vendors: [{ name: "Acme", countries: ["US"] }],
  cipher: "aes-256-gcm",
};

test("an existing violation that comes closer to its limit stays existing", async () => {
  const before: State = {
    ...clean,
    hours: 100,
    overseers: [
      { role: "nurse", casesPerShift: 90 },
      { role: "doctor", casesPerShift: null },
    ],
    vendors: [{ name: "Acme", countries: ["CN", "RU"] }],
  };
  const now: State = {
    ...clean,
    hours: 60,
    overseers: [{ role: "doctor", casesPerShift: null }],
    vendors: [{ name: "Acme", countries: ["CN"] }],
  };
  expect(await compare(before, now)).toMatchObject({ verdict: "pass", baseline: { new: 0, unchanged: 3 } });
});

test("another cipher, another vendor and a second overseer of the same role are new", async () => {
  const cases: readonly (readonly [Partial<State>, Partial<State>])[] = [
    [{ cipher: "triple-des" }, { cipher: "none" }],
    [{ vendors: [{ name: "Acme", countries: ["CN"] }] }, { vendors: [{ name: "Beta", countries: ["CN"] }] }],
    [
      { overseers: [{ role: "nurse", casesPerShift: 60 }] },
      {
        overseers: [
          { role: "nurse", casesPerShift: 60 },
          { role: "nurse", casesPerShift: 60 },
        ],
      },
    ],
  ];
  for (const [before, now] of cases)
    expect((await compare({ ...clean, ...before }, { ...clean, ...now })).verdict).toBe("fail");
});

test("another system of the same name has no existing findings", async () => {
  const state = { ...clean, hours: 100 };
  expect(await compare(state, state, { model: "ventilator-control" })).toMatchObject({
    verdict: "fail",
    baseline: { new: 1, unchanged: 0, fixed: [] },
  });
});

test("a copy does not inherit findings from the deployment that it lists as its former name", async () => {
  const state = { ...clean, hours: 100 };
  const head = {
    ...evidenceFiles(state),
    ...evidenceFiles(state, { name: "copy", formerly: "ward-list", file: "copy.yaml" }),
  };
  const change = {
    head: treeOf("/r", head),
    base: treeOf("/r", evidenceFiles(state)),
    baseCommit: "0".repeat(40),
    targets: ["/r"],
  };
  const { report } = await checkComparison(change, { asOf });
  expect(report.verdict).toBe("error");
  expect(report.findings.filter(({ gates }) => gates).map(({ manifest }) => manifest.name)).toEqual(["copy"]);
  expect(report.diagnostics).toMatchObject([{ code: "manifest/duplicate-name" }]);
});

test("a fingerprint stays the same after a new order and after renames of the deployment and the rule", async () => {
  const state: State = {
    ...clean,
    overseers: [
      { role: "nurse", casesPerShift: 10 },
      { role: "doctor", casesPerShift: 90 },
    ],
  };
  const renamed = policy.replace("id: local/cases", "id: local/caseload\n    formerly: local/cases");
  const first = await compare(state, reversed(state));
  const second = await compare(
    state,
    state,
    { name: "round-list", formerly: "ward-list" },
    { ".caregate/policies/local.yaml": renamed },
  );
  const openIn = ({ findings }: Report) => findings.filter(({ outcome }) => outcome === "fail");
  expect(openIn(second).map(({ rule: { id } }) => id)).toEqual(["local/caseload"]);
  expect(openIn(second)[0]?.fingerprint).toBe(openIn(first)[0]?.fingerprint);
});
