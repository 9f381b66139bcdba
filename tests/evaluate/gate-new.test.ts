import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import {
  type State,
  compareFiles,
  compareStates,
  manifestFile,
  isWorse,
  pairArbitrary,
  policy,
  reversed,
  stateArbitrary,
} from "../support/gate-states.ts";

const runs = 240;

/** The policy after a rename of its rules, which list their former ids. */
const renamedPolicy = policy.replaceAll(/id: local\/(\w+)/g, "id: local/$1-2\n    formerly: local/$1");

/** A moved file or a new name of the deployment. */
const namesArbitrary = fc.constantFrom({}, { file: "moved/b.yaml" }, { name: "round-list", formerly: "ward-list" });

test("a change that makes something worse never passes `gate: new`, also with a rename and a new order", async () => {
  const property = fc.asyncProperty(pairArbitrary, namesArbitrary, fc.boolean(), async ([before, now], names, turn) => {
    fc.pre(isWorse(now, before));
    expect((await compareStates(before, turn ? reversed(now) : now, names)).verdict).toBe("fail");
  });
  await fc.assert(property, { numRuns: runs });
});

test("a new order, a moved file and a rename create no new finding", async () => {
  const rulesArbitrary = fc.constantFrom(policy, renamedPolicy);
  const property = fc.asyncProperty(stateArbitrary, namesArbitrary, rulesArbitrary, async (state, names, rules) => {
    const report = await compareStates(state, reversed(state), names, rules);
    expect(report).toMatchObject({ verdict: "pass", baseline: { new: 0, fixed: [], withdrawn: [] } });
  });
  await fc.assert(property, { numRuns: runs / 3 });
});

test("after a change of the model nothing open is existing", async () => {
  const property = fc.asyncProperty(stateArbitrary, async (state) => {
    const { verdict, findings, baseline } = await compareStates(state, state, { model: "ventilator-control" });
    const open = findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");
    expect([baseline?.unchanged, baseline?.new, verdict]).toEqual([0, open.length, open.length > 0 ? "fail" : "pass"]);
  });
  await fc.assert(property, { numRuns: runs / 8 });
});

const clean: State = {
  hours: 10,
  log: 2190,
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
  expect(await compareStates(before, now)).toMatchObject({ verdict: "pass", baseline: { new: 0, unchanged: 3 } });
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
    expect((await compareStates({ ...clean, ...before }, { ...clean, ...now })).verdict).toBe("fail");
});

test("a copy does not inherit findings from the deployment that it lists as its former name", async () => {
  const state = { ...clean, hours: 100 };
  const copy = manifestFile(state, { name: "copy", formerly: "ward-list", file: "copy.yaml" });
  const report = await compareFiles(manifestFile(state), { ...manifestFile(state), ...copy });
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
  const first = await compareStates(state, reversed(state));
  const second = await compareStates(state, state, { name: "round-list", formerly: "ward-list" }, renamedPolicy);
  const openIn = ({ findings }: Report) => findings.filter(({ outcome }) => outcome === "fail");
  expect(openIn(second).map(({ rule: { id } }) => id)).toEqual(["local/cases-2"]);
  expect(openIn(second)[0]?.fingerprint).toBe(openIn(first)[0]?.fingerprint);
});
