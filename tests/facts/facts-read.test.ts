import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadFile } from "../../src/documents/load.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import { compileRules } from "../../src/policy/rule.ts";
import { type IsFactRead, factsRead } from "../../src/policy/facts-read.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { type Json, emptyObject, isObject } from "../../src/util/json.ts";
import { parsePath } from "../../src/util/json-path.ts";
import { loadPacks } from "../../src/workspace/packs.ts";
import { prepareInput } from "../../src/workspace/prepare.ts";
import type { Document } from "../../src/model/document.ts";
import type { RuleContext } from "../../src/facts/context.ts";
import { project } from "../support/repository.ts";

const asOf = "2026-11-22";
const tree = workingTree(join(project, "examples"));
const [config] = loadFile(tree, ".caregate/config.yaml").documents;
const store = createEvidenceStore(tree);

const contextOf = async (file: string, isRead?: IsFactRead): Promise<RuleContext> => {
  const [manifest] = loadFile(tree, file).documents;
  if (!manifest) throw new Error(`no manifest in ${file}`);
  return (await prepareInput(manifest, store, { config, asOf, isRead })).input.context;
};

/** What rules and findings see of a fact. */
function shown(context: RuleContext, fact: string): string {
  const path = parsePath(fact);
  const sources = context.sources(path).map(({ document, path: at }) => [document.file, at]);
  return JSON.stringify([context.get(fact) ?? null, sources, context.unstated(path), context.label(path)]);
}

/** The facts, one by one below these groups. */
const factsOf = (facts: Json | undefined): string[] =>
  isObject(facts)
    ? Object.keys(facts).flatMap((name) => {
        const group = facts[name];
        const own = isObject(group) ? Object.keys(group).map((key) => `facts.${name}.${key}`) : [];
        return [`facts.${name}`, ...own];
      })
    : [];

const files = ["sepsis-early-warning", "utilization-review", "federated-radiology"].map(
  (name) => `deploy/${name}.yaml`,
);

describe("a fact that is read", () => {
  test.each(files)("is the same without the others: %s", async (file) => {
    const all = await contextOf(file);
    const facts = factsOf(all.data["facts"]);
    expect(facts.length).toBeGreaterThan(30);
    for (const fact of facts) {
      const alone = await contextOf(file, factsRead([ruleOf({ "!!": { var: fact } })]));
      expect([fact, shown(alone, fact)]).toEqual([fact, shown(all, fact)]);
    }
  });
});

function policyOf(rule: Record<string, unknown>): Document {
  const stated = { id: "test/one", title: "One", severity: "high", message: "", remediation: "", ...rule };
  const value = { metadata: { id: "test" }, rules: [stated] } as unknown as Document["value"];
  const at = { file: "test.yaml", start: { line: 1, column: 1 }, end: { line: 1, column: 1 }, exact: true };
  return { file: "test.yaml", index: 0, kind: "Policy", value, locate: () => at };
}

function ruleOf(require: Json, rest: Record<string, unknown> = {}, parameters = emptyObject()) {
  const { rules, diagnostics } = compileRules(policyOf({ require, ...rest }), parameters);
  expect(diagnostics).toEqual([]);
  return rules[0] as (typeof rules)[number];
}

describe("the facts that rules read", () => {
  const reads = (
    require: Json,
    rest?: Record<string, unknown>,
    parameters?: ReturnType<typeof emptyObject>,
  ): IsFactRead => factsRead([ruleOf(require, rest, parameters)]);

  test("a fact, its group and its parts, and no other", () => {
    const isRead = reads({ "<": [{ var: "facts.fairness.ppvGap.high" }, 0.1] });
    for (const fact of ["facts", "facts.fairness", "facts.fairness.ppvGap", "facts.fairness.ppvGap.high"])
      expect(isRead(fact)).toBe(true);
    for (const fact of ["facts.fairness.npvGap", "facts.privacy", "facts.fair"]) expect(isRead(fact)).toBe(false);
  });
  test("everything in a group that is read as a whole", () => {
    for (const whole of ["facts", "facts.vendors"])
      expect(reads({ count: { var: whole } })("facts.vendors.0.name")).toBe(true);
  });
  test("by `missing` and `missing_some`, by a default, and where a list comes from", () => {
    const vendors = "facts.vendors";
    const body = { "!!": { var: "facts.privacy" } };
    const list = { var: vendors };
    expect(reads({ "!": { missing: ["spec.a", vendors] } })(vendors)).toBe(true);
    expect(reads({ "!": { missing_some: [1, ["spec.a", vendors]] } })(vendors)).toBe(true);
    expect(reads({ "!!": { var: ["spec.a", list] } })(vendors)).toBe(true);
    for (const operator of ["all", "some", "none"]) expect(reads({ [operator]: [list, body] })(vendors)).toBe(true);
    expect(reads({ all: [list, body] })("facts.privacy")).toBe(false);
  });
  test("by `appliesWhen`, by the message, and by the date from which it binds", () => {
    expect(reads(true, { appliesWhen: { "!!": { var: "facts.law.eu" } } })("facts.law.eu")).toBe(true);
    expect(reads(true, { message: "{{ facts.vendors[].name }} has none" })("facts.vendors")).toBe(true);
    const branch = { at: "spec.a", message: "{{facts.law.uk}}", when: { "!!": { var: "facts.law.us" } } };
    for (const fact of ["facts.law.uk", "facts.law.us"]) expect(reads(true, { messages: [branch] })(fact)).toBe(true);
    expect(reads(true, { binding: { gatesFrom: "facts.law.from" } })("facts.law.from")).toBe(true);
    expect(reads(true)("facts.law")).toBe(false);
  });
  test("by a parameter; all facts where a value names the path, or all of the context is read", () => {
    const given = Object.assign(emptyObject(), { which: "facts.law.eu", none: 1 });
    expect(reads({ "!!": { var: { param: "which" } } }, {}, given)("facts.law.eu")).toBe(true);
    expect(reads({ "!!": { var: { param: "which" } } }, {}, given)("facts.privacy")).toBe(false);
    for (const name of [{ cat: ["facts.", { var: "spec.a" }] }, ""])
      expect(reads({ "!!": { var: name } })("facts.privacy")).toBe(true);
    expect(reads({ "!": { missing: [{ var: "spec.names" }] } })("facts.privacy")).toBe(true);
  });
  test("every rule of the packs names what it reads", async () => {
    const { documents } = await loadPacks();
    const rules = documents.flatMap((document) => {
      const { parameters } = document.value;
      const given = emptyObject();
      if (isObject(parameters))
        for (const [name, one] of Object.entries(parameters))
          given[name] = isObject(one) ? (one["default"] ?? null) : null;
      return compileRules(document, given).rules;
    });
    expect(rules.length).toBeGreaterThan(200);
    const isRead = factsRead(rules);
    expect(isRead("facts.fairness.representationGap")).toBe(true);
    expect(isRead("facts.nothing")).toBe(false);
  });
});
