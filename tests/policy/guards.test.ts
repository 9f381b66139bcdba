import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import type { Rule } from "../../src/policy/rule.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { project } from "../support/repository.ts";

/** Names of tests beside rules, by rule. */
type Named = Readonly<Record<string, readonly string[]>>;

/** A false alarm that must not be raised, and what holds that. */
interface Guard {
  readonly guard: string;
  /** What is true instead, in short. */
  readonly says: string;
  /** Tests in which the rule stays silent. */
  readonly silent?: Named;
  /** Tests in which it speaks up all the same: the edge of the guard. */
  readonly judged?: Named;
  /** Rules that speak and do not gate. */
  readonly advisory?: readonly string[];
  /** Why no rule can raise the alarm. */
  readonly reason?: string;
}

const guards = JSON.parse(readFileSync(join(project, "tests/fixtures/guards.json"), "utf8")) as Guard[];
const asOf = "2026-11-22";
// from their sources: the compiled packs leave out the tests that stand beside rules
const packs = await readPacksFromTree(workingTree(project));
const { rules } = buildRuleSet({ packs, governance: emptyBundle, asOf });
const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** What the tests beside a rule expect, by their names. */
function expectations({ document, path }: Rule): Map<string, Json | undefined> {
  const source = (document.value["rules"] as Json[])[path[1] as number];
  const tests = isObject(source) && Array.isArray(source["tests"]) ? source["tests"].filter(isObject) : [];
  return new Map(tests.map(({ name, expect: outcome }) => [String(name), outcome]));
}

/** The tests named that are not there, or expect something else. */
function astray(named: Named = {}, outcomes: readonly string[]): string[] {
  return Object.entries(named).flatMap(([id, names]) => {
    const rule = byId.get(id);
    const there = rule ? expectations(rule) : new Map<string, Json | undefined>();
    return names.flatMap((name) => (outcomes.includes(String(there.get(name))) ? [] : [`${id}: ${name}`]));
  });
}

describe("no false alarm", () => {
  test.each(guards)("$guard: $says", ({ silent, judged, advisory = [], reason }) => {
    expect(Boolean(silent ?? judged ?? reason)).toBe(true);
    expect(astray(silent, ["not-applicable", "pass"])).toEqual([]);
    expect(astray(judged, ["fail", "unknown"])).toEqual([]);
    const gating = advisory.filter((id) => {
      const binding = byId.get(id)?.binding;
      if (typeof binding !== "object") return binding !== "advisory";
      // a day that is computed is the one on which the law binds; it has tests of its own
      return binding.gatesFrom <= asOf && !binding.gatesFrom.startsWith("facts.law.");
    });
    expect(gating).toEqual([]);
  });
});

test("each guard is listed once", () => {
  const ids = guards.map(({ guard }) => guard);
  expect(ids).toEqual([...new Set(ids)]);
});

const catalogue = resolve(project, "../shared/catalogue");
const there = existsSync(catalogue);
if (!there) console.warn(`SKIPPED: guards are not compared with the catalogue, which is absent: ${catalogue}`);

test.skipIf(!there)("every guard of the catalogue is here, and no other", () => {
  const ids = ["us.yaml", "eu-international.yaml"].flatMap((file) => {
    const read = parse(readFileSync(join(catalogue, file), "utf8")) as {
      readonly false_positive_guards: readonly { readonly id: string }[];
    };
    return read.false_positive_guards.map(({ id }) => id);
  });
  expect(ids.length).toBeGreaterThan(80);
  expect(guards.map(({ guard }) => guard).toSorted()).toEqual(ids.toSorted());
});
