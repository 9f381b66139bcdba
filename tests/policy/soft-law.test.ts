import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { loadPacks } from "../../src/workspace/packs.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { project } from "../support/repository.ts";

/** Duties that cannot block by themselves, by reason. */
interface SoftLaw {
  /** Law whose text nobody could look up. */
  readonly unverified: readonly string[];
  readonly proposed: readonly string[];
  readonly guidance: readonly string[];
  readonly voluntary: readonly string[];
  /** Law in force from a later day on, with the earliest such day. */
  readonly later: Readonly<Record<string, string>>;
}

const asOf = "2026-11-22";
const soft = JSON.parse(readFileSync(join(project, "tests/fixtures/soft-law.json"), "utf8")) as SoftLaw;
const { unverified, proposed, guidance, voluntary, later } = soft;
const informs = new Set([...unverified, ...proposed, ...guidance, ...voluntary, ...Object.keys(later)]);
const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf });

test("no rule gates by law that is proposed, voluntary, guidance, unverified or not yet in force alone", () => {
  const gating = rules.filter(({ binding }) => binding === "gates");
  expect(gating.length).toBeGreaterThan(100);
  // That the claims of one manifest contradict each other is no matter of law.
  const lawful = gating.filter(({ id, covers }) => covers.length > 0 && !/^accountability\/\w+-consistent$/.test(id));
  expect(lawful.filter(({ covers }) => covers.every((duty) => informs.has(duty))).map(({ id }) => id)).toEqual([]);
});

/** The provider's registration is in doubt only as to its day, and is advice until the latest day that it may mean. */
const datedBeside = new Map([["ai-act/technical-documentation", "aiact-art49-registration"]]);

test("law that could not be verified has a separate rule that never gates", () => {
  const found = rules.flatMap(({ id, binding, covers }) =>
    covers
      .filter((duty) => unverified.includes(duty))
      .map((duty) => ({ id, binding, duty, alone: covers.length === 1 })),
  );
  expect(new Set(found.map(({ duty }) => duty))).toEqual(new Set(unverified));
  for (const { id, binding, duty, alone } of found) {
    if (datedBeside.get(id) === duty) expect(binding).toEqual({ gatesFrom: "facts.law.aiActHighRiskFrom" });
    else expect({ id, binding, alone }).toEqual({ id, binding: "advisory", alone: true });
  }
});

test("a rule that gates from a date on does not gate earlier than its law", () => {
  const dated = rules.flatMap(({ id, binding, covers }) =>
    typeof binding === "object" ? [{ id, from: binding.gatesFrom, covers }] : [],
  );
  expect(dated.length).toBeGreaterThan(10);
  for (const { id, from, covers } of dated) {
    const days = covers.flatMap((duty) => later[duty] ?? []);
    if (from === "facts.law.aiActHighRiskFrom")
      expect([id, days.every((day) => day >= "2027-12-02")]).toEqual([id, true]);
    else expect([id, days.filter((day) => day > from)]).toEqual([id, []]);
  }
});

interface Entry {
  readonly id: string;
  readonly binding?: string;
  readonly confidence?: string;
  readonly applies_from?: unknown;
}
interface Framework {
  readonly id: string;
  readonly status?: { readonly state?: string; readonly confidence?: string };
  readonly controls?: readonly Entry[];
}

/** Every text in a value, however deep: days stand alone or by kind of system. */
const texts = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [String(value)];

function kindsOf(framework: Framework, entry: Entry): string[] {
  const low = entry.confidence === "low" || framework.status?.confidence === "low";
  const kinds = low ? ["unverified"] : [];
  if (entry.binding === "proposed" || framework.status?.state === "proposed") kinds.push("proposed");
  else if (entry.binding === "guidance") kinds.push("guidance");
  else if (entry.binding === "voluntary" || ["coe-who-guidance", "iso-standards"].includes(framework.id))
    kinds.push("voluntary");
  else if (entry.binding === "enacted-not-effective") kinds.push("later");
  else if (entry.applies_from !== undefined && texts(entry.applies_from).every((day) => day > asOf))
    kinds.push("later");
  return kinds;
}

const catalogue = resolve(project, "../shared/catalogue");
const there = existsSync(catalogue);
if (!there) console.warn(`SKIPPED: soft law is not compared with the catalogue, which is absent: ${catalogue}`);

test.skipIf(!there)("the listed duties are those of the catalogue", () => {
  const frameworks = ["us.yaml", "eu-international.yaml"].flatMap((file) => {
    const read = parse(readFileSync(join(catalogue, file), "utf8")) as { readonly frameworks: readonly Framework[] };
    return read.frameworks;
  });
  const found: Record<string, string[]> = { unverified: [], proposed: [], guidance: [], voluntary: [], later: [] };
  for (const framework of frameworks)
    for (const entry of framework.controls ?? [])
      for (const kind of kindsOf(framework, entry)) found[kind]?.push(entry.id);
  const sorted = Object.fromEntries(Object.entries(found).map(([kind, ids]) => [kind, ids.toSorted()]));
  expect(sorted).toEqual({ ...soft, later: Object.keys(later) });
});
