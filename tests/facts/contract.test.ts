import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv, type AnySchema } from "ajv";
import addFormatsModule from "ajv-formats";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import type { RuleContext } from "../../src/facts/context.ts";
import { buildContext } from "../../src/facts/index.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { project, read } from "../support/repository.ts";
import { contextOf } from "./support.ts";
import { usable } from "../../src/evidence/reference.ts";

// facts/**: what the schema of computed values promises to rules is what they get, and nothing beside it.

interface FieldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly $ref?: string;
}

const schemaOf = (name: string): FieldSchema =>
  JSON.parse(readFileSync(join(project, "schemas", name), "utf8")) as FieldSchema;
const computed = schemaOf("computed.schema.json");
const facts = computed.properties?.["facts"] as FieldSchema;

/** The facts that the schema describes, as paths; an interval is one fact. */
function described({ properties = {} }: FieldSchema, path: string): string[] {
  return Object.entries(properties).flatMap(([name, one]) =>
    one.type === "object" && one.properties && !("low" in one.properties)
      ? described(one, `${path}.${name}`)
      : [`${path}.${name}`],
  );
}

function undescribed(schema: FieldSchema, path: string): string[] {
  const own = schema.description === undefined && schema.type !== "object" && schema.$ref === undefined ? [path] : [];
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => undescribed(one, `${path}.${name}`));
  return [...own, ...below];
}

async function exampleContext(file: string): Promise<RuleContext> {
  const root = join(project, "examples");
  const [manifest] = loadText(file, read(root, file)).documents;
  if (!manifest) throw new Error(`no manifest in ${file}`);
  const { references } = await createEvidenceStore(workingTree(root)).resolve(manifest, "2026-11-22");
  return buildContext({ manifest, config: undefined, references, evidence: usable(references), asOf: "2026-11-22" });
}

const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void;
let valid: (value: Json) => unknown;

beforeAll(() => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  // The documents that are joined into facts have schemas and tests of their own.
  const { vendors: _, ...others } = facts.properties ?? {};
  const validate = ajv.compile({ ...facts, properties: others, additionalProperties: false } as AnySchema);
  valid = (value) => (validate(value) ? [] : validate.errors);
});

function numbersIn(value: Json): number[] {
  if (typeof value === "number") return [value];
  return isObject(value)
    ? Object.values(value).flatMap(numbersIn)
    : Array.isArray(value)
      ? value.flatMap(numbersIn)
      : [];
}

test("every computed value is described", () => expect(undescribed(facts, "facts")).toEqual([]));

describe.each(readdirSync(join(project, "examples/deploy")))("%s", (file) => {
  test("has the facts that the schema promises, and no others", async () => {
    const context = await exampleContext(`deploy/${file}`);
    const { vendors: _, ...others } = context.get("facts") as { [name: string]: Json };
    expect(valid(others)).toEqual([]);
  });
  test("says of every unknown fact what would settle it", async () => {
    const context = await exampleContext(`deploy/${file}`);
    for (const path of described(facts, "facts")) {
      if (context.get(path) !== undefined) continue;
      expect([
        path,
        context.sources(path.split(".")).length > 0 || context.unstated(path.split(".")).length > 0,
      ]).toEqual([path, true]);
    }
  });
});

test("a manifest that states nothing makes no fact rosy", () => {
  const known = described(facts, "facts").filter((path) => contextOf({}).get(path) !== undefined);
  const computed = known.filter((path) => !path.startsWith("facts.evidence."));
  expect(computed.filter((path) => !path.startsWith("facts.claims."))).toEqual([
    // the stricter answers: no wellness, no planned changes, duties of a controller, and the earlier day
    "facts.generalWellness",
    "facts.file",
    "facts.plannedChanges",
    "facts.dataUnchanged",
    "facts.interfacesUnchanged",
    "facts.data.controller",
    "facts.law.outputMarkingFrom",
    "facts.law.hti1InForce",
  ]);
  expect(contextOf({}).get("facts.plannedChanges")).toBe(false);
  // Nothing contradicts a claim that is not made.
  for (const path of computed.filter((one) => one.startsWith("facts.claims.")))
    expect([path, contextOf({}).get(path)]).toEqual([path, []]);
});

test("no count makes a fact that is no number, or one that the schema does not let", () => {
  const count = fc.integer({ min: 0, max: 3 });
  const ratio = fc.constantFrom(0, 0.5, 1, 2);
  const group = fc.record({
    axis: fc.constantFrom("sex", "age", "sex-by-age"),
    group: fc.constantFrom("a", "b", "c"),
    tp: count,
    fp: count,
    tn: count,
    fn: count,
    observedToExpected: ratio,
    calibrationSlope: ratio,
    trainingShare: fc.constantFrom(0, 0.5, 1),
    claimed: fc.record({
      sensitivity: fc.constantFrom(0, 1),
      ppv: fc.constantFrom(0, 1),
      specificity: fc.constantFrom(0, 1),
    }),
  });
  const cells = fc.record({ tp: count, fp: count, tn: count, fn: count });
  const shares = fc.constantFrom([0, 1], [1, 0], [0.5, 0.5], []);
  const technique = fc.record({
    technique: fc.constantFrom("differential-privacy", "homomorphic-encryption"),
    mechanism: fc.constantFrom("laplace", "gaussian", "randomised-response", "dp-sgd"),
    accountant: fc.constantFrom("basic", "advanced", "rdp", "zcdp", "pld"),
    epsilonPerRelease: fc.constantFrom(0, 0.001, 1, 50),
    releases: fc.constantFrom(0, 1, 1000),
    delta: fc.constantFrom(0, 1e-9, 0.5, 1, 2),
    protectedUnits: count,
  });
  fc.assert(
    fc.property(fc.array(group), cells, shares, shares, count, technique, ratio, (groups, counts, e, a, n, one, p) => {
      const metadata = { id: "e", date: "2026-10-01" };
      const seen = { signal: "input-drift", referenceShares: e, currentShares: a, referenceCount: n, currentCount: n };
      const served = groups.map(({ axis, group }) => ({ axis, group, share: p / 2 }));
      const context = contextOf({
        spec: { goLive: "2026-01-01", monitoring: { localPrevalence: p / 2 }, privacyTechniques: [one] },
        evidence: [
          { kind: "FairnessReport", metadata, groups, overall: counts, suppressed: true, servedPopulation: served },
          { kind: "ValidationReport", metadata, setting: "external", trainTestOverlap: "none", counts, metrics: [] },
          {
            kind: "MonitoringReport",
            metadata,
            period: { from: "2026-02-01", to: "2026-03-01" },
            signals: [seen],
            groups,
            alerts: n,
            overrides: 1,
          },
        ],
      });
      const { vendors: _, evidence: __, ...others } = context.get("facts") as { [name: string]: Json };
      expect(valid(others)).toEqual([]);
      expect(numbersIn(others).filter((number) => !Number.isFinite(number))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
