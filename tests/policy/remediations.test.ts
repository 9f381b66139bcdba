import { posix } from "node:path";
import { expect, test } from "vitest";
import { typeAt } from "../../src/diff/sample-values.ts";
import { ANY, type Type } from "../../src/logic/types.ts";
import { evidenceCollections, isEvidenceKind } from "../../src/model/document.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { parsePath } from "../../src/util/json-path.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";

/*
 * What to do about a finding ends with the fields to write: paths of the manifest and the settings, fields of an entry of
 * one of their lists, and fields of an evidence document, with values that the schemas allow.
 */

const packs = await readPacksFromTree(workingTree(packageRoot()));
const context = await inputType();
const { rules } = buildRuleSet({
  packs: { ...packs, documents: [] },
  governance: { ...emptyBundle, policies: packs.documents },
  asOf: "2026-11-22",
  context,
});

/** The type of the entries of a list, and of the value itself otherwise. */
const entryOf = (type: Type): Type => (type.is === "list" ? type.element : type);

/** The texts in backticks. */
const quotedIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, quoted]) => String(quoted));

const keyOf = (quoted: string): string => quoted.split(":")[0] ?? "";

/** The type of a field that is quoted with its whole path, without the positions of elements. */
function typeOfPath(key: string): Type | undefined {
  if (key === "evidence") return ANY;
  if (!/^(?:spec|organisation|metadata\.owner)\b/.test(key)) return undefined;
  return typeAt(context, parsePath(key));
}

/** Types in which a field may be quoted by its name alone: documents and entries of lists that the text names. */
function placesOf(text: string): Type[] {
  const documents = text.split(/\W+/).flatMap((word) => {
    const list = isEvidenceKind(word) && typeAt(context, ["evidence", evidenceCollections[word], 0]);
    return list ? [list] : [];
  });
  const places = [...documents];
  for (const key of quotedIn(text).map(keyOf)) {
    const type = typeOfPath(key);
    if (type) places.push(entryOf(type));
  }
  // A list in an entry or a document is named before the fields of its entries, or after them.
  for (const key of quotedIn(text).map(keyOf))
    for (const place of places) {
      const type = typeAt(place, parsePath(key));
      if (type && entryOf(type).is === "map") places.push(entryOf(type));
    }
  return places;
}

/** The values of the type that a text states and the type does not allow. */
function wrongValues(stated: string, type: Type): string[] {
  const items = stated.startsWith("[") ? stated.slice(1, -1).split(", ") : [stated];
  const wanted = stated.startsWith("[") ? entryOf(type) : type;
  if (stated.startsWith("[") !== (type.is === "list") && type.is !== "any") return [stated];
  const isWrong = (item: string): boolean => {
    if (/^(?:[A-Z-]+|\.\.\.|\{.*|.*\}|"[A-Z:]+")$/.test(item)) return false;
    if (wanted.is === "text") return wanted.values !== undefined && !wanted.values.includes(item);
    if (wanted.is === "number") return !/^\d+$/.test(item);
    return wanted.is === "boolean" && !/^(?:true|false)$/.test(item);
  };
  return items.filter(isWrong);
}

const isValueOf = (quoted: string, type: Type): boolean => {
  const entry = entryOf(type);
  return entry.is === "text" && entry.values?.includes(quoted) === true;
};

/** What is wrong with the fields of a remediation, and how many it has. */
function fieldsOf(text: string): { readonly count: number; readonly wrong: readonly string[] } {
  const places = placesOf(text);
  const typeOf = (key: string): Type | undefined =>
    typeOfPath(key) ?? places.map((place) => typeAt(place, parsePath(key))).find((type) => type !== undefined);
  const quoted = quotedIn(text);
  const types = quoted.flatMap((one) => typeOf(keyOf(one)) ?? []);
  const wrong = quoted.flatMap((one) => {
    const type = typeOf(keyOf(one));
    if (!type) return types.some((other) => isValueOf(one, other)) ? [] : [one];
    const [, stated] = /^[^:]+: (.+)$/.exec(one) ?? [];
    return stated === undefined ? [] : wrongValues(stated, type).map((value) => `${one}: ${value}`);
  });
  return { count: types.length, wrong };
}

const remediations = rules.map(({ id, document, remediation }) => ({
  id,
  pack: posix.basename(document.file),
  text: remediation.replaceAll(/\{\{[^{}]+\}\}/g, "1"),
}));

test("every remediation names a field to write, and the fields and values that it names are in the schemas", () => {
  const wrong = remediations.flatMap(({ id, text }) => {
    const { count, wrong: unknown } = fieldsOf(text);
    return count === 0 ? [`${id}: no field`] : unknown.map((one) => `${id}: ${one}`);
  });
  expect(remediations.length).toBeGreaterThan(280);
  expect(wrong).toEqual([]);
});

test("what to do in practice comes before the fields", () => {
  const wrong = remediations.filter(({ text }) => {
    const [first] = text.split(/(?<=\.) /);
    return quotedIn(String(first)).length > 0;
  });
  expect(wrong.map(({ id }) => id)).toEqual([]);
});

test("a field, a value and a document that are not in the schemas are found", () => {
  expect(fieldsOf("Sign. Write `spec.stage: sleeping`.").wrong).toEqual(["spec.stage: sleeping: sleeping"]);
  expect(fieldsOf("Sign. Write `spec.stages: pilot`.").wrong).toEqual(["spec.stages: pilot"]);
  expect(fieldsOf("Sign. Write `clauses: [no-sail]` in the Contract.").wrong).toEqual(["clauses: [no-sail]: no-sail"]);
  expect(fieldsOf("Sign. Write `clauses: [no-sale]` in the ModelCard.").wrong).toEqual(["clauses: [no-sale]"]);
  expect(fieldsOf("Sign the contract.").count).toBe(0);
});
