import { describe, expect, test } from "vitest";
import { answers, names, findPlaceholder } from "../../src/evidence/placeholders.ts";
import { evidenceCollections, type EvidenceKind } from "../../src/model/document.ts";
import type { JsonObject } from "../../src/util/json.ts";
import { schemaOf } from "../../src/schema/validators.ts";
import { inMemory } from "./support.ts";

const card = (value: object): string | undefined =>
  findPlaceholder(inMemory("ModelCard", "c", { metadata: { title: "Card", by: "Data science" }, ...value }))?.why;

const refused = [
  "TODO",
  "todo",
  "TODO: ask the vendor",
  "TBD (legal)",
  "to be determined",
  "To be filled in.",
  "Lorem ipsum dolor sit amet",
  "<describe the intended use>",
  "{{intended_use}}",
  "[Insert a summary here]",
  "[your answer]",
  "XXX",
  "changeme",
  "string",
  "Example",
  "N/A",
  "n.a.",
  "Not Applicable",
  "-",
  "???",
  "…",
];

const accepted = [
  "Ranks adults before discharge by the risk of a return within 30 days.",
  "Example cases are shown to the nurse first; the list of strings is sorted by risk.",
  "Todo paciente adulto ingresado",
  "Not applicable to children",
  "Sensitivity is < 0.8 where lactate is > 4",
  "<ada@hospital.example>",
  "<https://docs.hospital.example/card>",
  "[1] Guo et al., 2017",
  "none",
  "Tested",
  "Testing of urine",
];

describe("what a template leaves is no answer", () => {
  test.each(refused)("%s", (text) => {
    expect(card({ intendedUse: text })).toMatch(/^intendedUse says /);
    expect(card({ intendedUse: "Ranks adults.", limits: ["Not for children.", text] })).toMatch(/^limits\[1\] says /);
  });

  test.each(accepted)("%s", (text) => {
    expect(card({ intendedUse: text, limits: ["Not for children.", text] })).toBeUndefined();
  });
});

test("a name may be odd, but not a template's mark", () => {
  const signedBy = (by: string): string | undefined => card({ metadata: { by }, intendedUse: "Ranks adults." });
  for (const odd of ["Ng", "Helen Example", "N. A. Meyer", "Testlab", "quality"]) expect(signedBy(odd)).toBeUndefined();
  for (const mark of ["A", "xx", "by", "N/A", "-", "Example", "someone", "TODO", "<your name>", "tbd", "{{author}}"])
    expect(signedBy(mark)).toMatch(/^metadata\.by says /);
});

test("identifiers, groups and subjects are not looked at", () => {
  const report = inMemory("FairnessReport", "f", {
    metadata: { id: "todo", by: "Data science" },
    subject: { dataset: "TBD" },
    groups: [{ axis: "language", group: "N/A" }],
  });
  expect(findPlaceholder(report)).toBeUndefined();
});

describe("the same text in place of every answer", () => {
  const attributes = (text: string): JsonObject =>
    Object.fromEntries(["developer", "funding", "input", "output"].map((key) => [key, text]));

  test("is none", () => {
    expect(card({ intendedUse: "Ranks adults.", attributes: attributes("See the manual.") })).toBe(
      "4 answers are all `See the manual.`",
    );
    expect(card({ intendedUse: "See the manual.", limits: ["see the  manual.", "See the manual."] })).toMatch(
      /^3 answers/,
    );
    expect(card({ intendedUse: "Ranks adults.", attributes: attributes("N/A") })).toBe("4 answers are all `N/A`");
  });

  test("is one where one answer differs, where there are but two, and where it is a lawful one", () => {
    expect(
      card({ intendedUse: "Ranks adults.", attributes: { ...attributes("See the manual."), use: "Wards." } }),
    ).toBeUndefined();
    expect(card({ intendedUse: "Ranks adults.", limits: ["Ranks adults."] })).toBeUndefined();
    expect(card({ intendedUse: "Ranks adults.", attributes: attributes("not available") })).toBeUndefined();
  });

  test("is no sign elsewhere: one person may own every risk", () => {
    const analysis = inMemory("RiskAnalysis", "r", {
      metadata: { by: "Safety" },
      risks: ["low", "low", "high", "high"].map((level) => ({ level, owner: "Ada Example" })),
    });
    expect(findPlaceholder(analysis)).toBeUndefined();
  });
});

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
}

/** The free texts that a schema takes, as patterns of paths. */
function freeTexts(schema: Schema, path: string = ""): string[] {
  const bare = schema.enum === undefined && schema.format === undefined && schema.pattern === undefined;
  const own = schema.type === "string" && bare && schema.const === undefined ? [path] : [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([key, field]) =>
    freeTexts(field, path === "" ? key : `${path}.${key}`),
  );
  const items = schema.items ? freeTexts(schema.items, `${path}[]`) : [];
  const { additionalProperties: others } = schema;
  return [...own, ...fields, ...items, ...(typeof others === "object" ? freeTexts(others, `${path}.*`) : [])];
}

test("every free text of the schemas is an answer, a name, or left alone on purpose", async () => {
  const alone = /^metadata\.|^subject\.|^groups\[\]\.group$|^servedPopulation\[\]\.group$/;
  for (const kind of Object.keys(evidenceCollections) as EvidenceKind[]) {
    const free = freeTexts((await schemaOf(kind)) as Schema).filter((path) => !alone.test(path));
    const known = [...(answers[kind] ?? []), ...(names[kind] ?? [])];
    expect([kind, free.toSorted()]).toEqual([kind, known.toSorted()]);
  }
});
