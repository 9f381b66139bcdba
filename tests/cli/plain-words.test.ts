import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { asMarkdown, describeCondition } from "../../src/logic/condition-text.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import type { FieldSchema } from "../../src/schema/describe.ts";
import { schemaOf } from "../../src/schema/validators.ts";
import { evidenceCollections } from "../../src/model/document.ts";
import { loadPacks } from "../../src/workspace/packs.ts";
import { invoke } from "../support/invoke.ts";
import { examples, lowRisk, repository } from "../support/repository.ts";

/*
 * Texts that readers did not understand when they tried caregate for the first time, and their kinds: the notation of
 * conditions, truth values in place of a sentence, positions without a field, and words that the house does not use.
 */
const unclear: readonly RegExp[] = [
  /none of \[\]|\[\]\.|, none of(?: |$)/,
  /\b(?:map|reduce|filter|some|every)\(|accumulator|each of those of|the days from reduce/,
  /\? evidence\[\d+\](?!\.)|not stated: `evidence\[\d+\]`|evidence\[\d+\] is not stated/,
  /: "", |that no digest pins/,
  /its SHA-256 is not the one|no sound document|its form is wrong/,
  /^\s*= why: .* is (?:true|false)$/m,
  /, or {2}where|where it is not stated,:/,
  /\b(\w+) has to be stated: \1\b/i,
  /in YAML 1\.2 `true` is a text/,
  /outcomes that cannot be told|shut the gate/,
];

const found = (text: string): string[] => unclear.flatMap((pattern) => pattern.exec(text)?.[0] ?? []);

test.each(["console", "markdown", "junit", "sarif", "csv", "gitlab"])(
  "the report of the examples as %s has no unclear text",
  { timeout: 120_000 },
  async (format) => {
    const { stdout } = await invoke(checkCommand, ["--as-of", "2026-11-22", "--format", format], examples());
    expect(stdout.length).toBeGreaterThan(1000);
    expect(found(stdout)).toEqual([]);
  },
);

describe("evidence that does not count", () => {
  const patient = lowRisk
    .replace("categories: [operational]", "categories: [phi], purposes: [treatment]")
    .replace("affects: [nobody]", "affects: [patients]")
    .replace("vendors: []", "vendors: [{ name: Acme, roles: [business-associate], dataAccess: identifiable }]");
  const entry = (text: string): string => `${patient}evidence:\n  - ${text}\n`;

  test.each([
    ["a file that is missing", "{ kind: RiskAnalysis, path: c.yaml }", "evidence[0].path"],
    ["an address", "{ kind: RiskAnalysis, path: https://example.org/c.yaml }", "evidence[0].path"],
    ["another digest", `{ kind: RiskAnalysis, path: d.yaml, sha256: "${"0".repeat(64)}" }`, "evidence[0].sha256"],
    ["no path", "{ kind: RiskAnalysis }", "evidence[0].path"],
  ])("%s is asked for by its field", async (_, text, path) => {
    const cwd = repository({ "m.yaml": entry(text), "d.yaml": "a: 1\n" });
    for (const options of [[], ["--compact"]]) {
      const { stdout } = await invoke(checkCommand, ["--as-of", "2026-11-22", ...options], cwd);
      expect(stdout).toContain(path);
      expect(found(stdout)).toEqual([]);
      expect(stdout).not.toMatch(/evidence\[0\](?!\.)/);
    }
  });

  test("another digest is shown beside the pinned one", async () => {
    const text = entry(`{ kind: RiskAnalysis, path: d.yaml, sha256: "${"0".repeat(64)}" }`);
    const { stdout } = await invoke(checkCommand, ["--as-of", "2026-11-22"], repository({ "m.yaml": text, "d.yaml": "a: 1\n" })); // prettier-ignore
    expect(stdout).toMatch(/d\.yaml is not the file that was pinned \(pinned 000000000000, actual [0-9a-f]{12}\)/);
  });
});

test("every condition of every rule reads as sentences", async () => {
  const context = await inputType();
  const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf: "2026-11-22" });
  const texts = rules.flatMap(({ id, appliesWhen, require }) =>
    [appliesWhen, require].flatMap((condition) =>
      condition ? asMarkdown(describeCondition(condition.node, context)).map((line) => `${id}: ${line}`) : [],
    ),
  );
  expect(texts.length).toBeGreaterThan(3000);
  expect(texts.filter((text) => found(text).length > 0 || /\bof each of\b|undefined/.test(text))).toEqual([]);
  const titles = rules.filter(({ title }) => title.length > 80 || /, or |, and .*, and |\.$/.test(title));
  expect(titles.map(({ id, title }) => `${id}: ${title}`)).toEqual([]);
});

/** Fields whose description only repeats their name, with their paths. */
function repeated(schema: FieldSchema, path: string): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const words = (field.description ?? "").toLowerCase().replaceAll(/[^a-z]/g, "");
    const key = name.toLowerCase();
    const isRepeated = [key, `${key}${key}`, `${key}s`].includes(words);
    return [
      ...(isRepeated ? [`${path}.${name}: ${field.description ?? ""}`] : []),
      ...repeated(field, `${path}.${name}`),
    ];
  });
  return [...own, ...(schema.items ? repeated(schema.items, `${path}[]`) : [])];
}

test("the description of a field says more than its name", async () => {
  const kinds = ["AIDeployment", "Config", ...Object.keys(evidenceCollections)] as const;
  const schemas = await Promise.all(kinds.map((kind) => schemaOf(kind as Parameters<typeof schemaOf>[0])));
  expect(schemas.flatMap((schema, i) => repeated(schema as FieldSchema, String(kinds[i])))).toEqual([]);
});
