import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { normalCondition } from "../../src/logic/notation/normal.ts";
import { RewriteProblem, rewriteConditions } from "../../src/policy/rewrite-conditions.ts";
import { type Json, type JsonObject, isObject } from "../../src/util/json.ts";
import { project } from "../support/repository.ts";

const folder = join(project, "policies");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".yaml"));
const sources = files
  .map((file) => [file, readFileSync(join(folder, file), "utf8")] as const)
  .filter(([, text]) => /^kind: Policy$/m.test(text));

const withoutConditions = (rule: JsonObject): JsonObject => ({
  ...rule,
  appliesWhen: null,
  require: null,
  messages: Array.isArray(rule["messages"])
    ? rule["messages"].filter(isObject).map((one) => ({ ...one, when: null }))
    : null,
});

/** The values of a file, with and without its conditions; the conditions in their normal form. */
function valuesOf(text: string): { conditions: Json[]; others: Json } {
  const documents = parseAllDocuments(text).map((document) =>
    "toJSON" in document ? (document.toJSON() as JsonObject) : {},
  );
  const rules = documents.flatMap((value) => (Array.isArray(value["rules"]) ? (value["rules"] as JsonObject[]) : []));
  const conditions = rules.flatMap((rule) => {
    const messages = Array.isArray(rule["messages"]) ? rule["messages"].filter(isObject) : [];
    return [rule["appliesWhen"] ?? null, rule["require"] ?? null, ...messages.map(({ when }) => when ?? null)].map(
      normalCondition,
    );
  });
  return { conditions, others: documents.map((value) => ({ ...value, rules: rules.map(withoutConditions) })) };
}

const comments = (text: string): string[] =>
  (text.match(/(?:^|\s)#[^\n]*/gm) ?? []).map((one) => one.trim()).toSorted();

test("the packs are there", () => {
  expect(sources.length).toBeGreaterThan(25);
});

test.each(sources)("%s through notation and back", (_, source) => {
  const notation = rewriteConditions(source, "notation");
  const back = rewriteConditions(notation.text, "jsonlogic");
  expect(back.count).toBe(notation.count);
  // What it says is the same, but for the normal form of conditions; everything else is the same.
  expect(valuesOf(back.text)).toEqual(valuesOf(source));
  expect(comments(back.text)).toEqual(comments(source));
  // From the second time on, each form is byte-identical.
  const again = rewriteConditions(back.text, "notation");
  expect(again.text).toBe(notation.text);
  expect(rewriteConditions(again.text, "jsonlogic").text).toBe(back.text);
  // What is in a form already stays as it is.
  expect(rewriteConditions(notation.text, "notation")).toEqual({ text: notation.text, count: 0 });
  expect(rewriteConditions(source, "jsonlogic").text).toBe(source);
});

const head = "kind: Policy\nparameters:\n  most: { type: integer }\nrules:\n";

test("comments stand above the condition", () => {
  const source = `${head}  - id: a/b
    require: # of the condition
      and:
        - { "!": [{ var: spec.a }] } # first
        # second
        - { "<=": [{ var: spec.n }, { param: most }] }
    title: T # of the title
`;
  const text = `${head}  - id: a/b
    require: |
      # of the condition
      # first
      # second
      not spec.a and spec.n <= most
    title: T # of the title
`;
  expect(rewriteConditions(source, "notation")).toEqual({ text, count: 1 });
  expect(rewriteConditions(text, "jsonlogic").text).toBe(`${head}  - id: a/b
    require:
      # of the condition
      # first
      # second
      { and: [{ "!": { var: spec.a } }, { "<=": [{ var: spec.n }, { param: most }] }] }
    title: T # of the title
`);
});

test("a rule within braces keeps its line", () => {
  const source = `${head}  - { id: a/b, require: { "==": [{ var: spec.a }, "x"] }, title: T }\n`;
  const text = `${head}  - { id: a/b, require: "spec.a == \\"x\\"", title: T }\n`;
  expect(rewriteConditions(source, "notation").text).toBe(text);
  expect(rewriteConditions(text, "jsonlogic").text).toBe(
    `${head}  - { id: a/b, require: { "==": [{ var: spec.a }, x] }, title: T }\n`,
  );
});

test("conditions of messages are rewritten, other documents are not", () => {
  const other = 'kind: Waiver\nspec: { require: { "==": [1, 1] } }\n---\n';
  const source = `${other}${head}  - id: a/b\n    messages:\n      - at: spec.a\n        when: { var: spec.a }\n    require: true\n`;
  expect(rewriteConditions(source, "notation").text).toBe(
    source.replace("when: { var: spec.a }", "when: |\n          spec.a"),
  );
});

test("a text with a mistake is not rewritten", () => {
  const source = `${head}  - id: a/b\n    require: "spec.a &&"\n`;
  expect(() => rewriteConditions(source, "jsonlogic")).toThrow(
    new RewriteProblem("there is no `&&` in a condition: write `and`"),
  );
});
