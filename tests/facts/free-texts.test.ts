import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isTemplateText } from "../../src/util/template-text.ts";
import { withoutTemplateTexts } from "../../src/facts/free-texts.ts";

const schemas = new URL("../../schemas/", import.meta.url);

/** Every choice of a schema that the pass would take away. */
function lostChoices(part: unknown, field: string): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => lostChoices(one, field));
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => {
    if (key === "enum" && Array.isArray(value))
      return value
        .filter((one) => typeof one === "string" && withoutTemplateTexts({ [field]: one }) !== undefined)
        .filter((one) => !(field in (withoutTemplateTexts({ [field]: one }) as object)))
        .map((one) => `${field}: ${String(one)}`);
    if (key === "properties")
      return Object.entries(value as object).flatMap(([name, inner]) => lostChoices(inner, name));
    return lostChoices(value, field);
  });
}

test.each(["ai-deployment.schema.json", "config.schema.json"])("no choice of %s counts as a template text", (file) => {
  expect(readdirSync(schemas)).toContain(file);
  expect(lostChoices(JSON.parse(readFileSync(new URL(file, schemas), "utf8")), "")).toEqual([]);
});

describe("texts that state nothing count as not stated", () => {
  test.each(["TBD", "n/a", "see above", "x", "xx", "fallback", "Fallback.", "To be defined", "???", "pending", "…"])(
    "%s",
    (text) => {
      expect(
        withoutTemplateTexts({ incidentResponse: { fallback: text, providerContact: "vendor@x.example" } }),
      ).toEqual({
        incidentResponse: { providerContact: "vendor@x.example" },
      });
    },
  );

  test.each(["policies/manual.md", "Ward list on paper", "https://docs.example/a", "See the ward manual, chapter 3"])(
    "%s stays",
    (text) => {
      const stated = { incidentResponse: { fallback: text } };
      expect(withoutTemplateTexts(stated)).toBe(stated);
    },
  );

  test("codes of places and articles stay, and lists keep their places", () => {
    const stated = {
      jurisdictions: ["NA"],
      legalBases: [{ gdprArt6: "b" }],
      overseers: [{ role: "TBD" }, { role: "nurse" }],
    };
    expect(withoutTemplateTexts(stated)).toEqual({
      jurisdictions: ["NA"],
      legalBases: [{ gdprArt6: "b" }],
      overseers: [{}, { role: "nurse" }],
    });
  });

  test("a person is no single letter", () => {
    expect(isTemplateText("A", "by")).toBe(true);
    expect(isTemplateText("by", "by")).toBe(true);
    expect(isTemplateText("Ada Example", "by")).toBe(false);
  });
});
