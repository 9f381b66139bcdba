import { type EvidenceKind, OWN_COLLECTIONS, evidenceCollections } from "../model/document.ts";
import { DATE, type Type, type TypeSchema, typeOfSchema } from "../logic/types.ts";
import { type OwnFields, noOwnFields, schemaWith } from "../schema/own-fields.ts";
import { schemaOf } from "../schema/validators.ts";
import { memoizeByObject } from "../util/memoize.ts";

type Fields = ReadonlyMap<string, Type>;

function fieldsOf(type: Type | undefined): Fields {
  return type?.is === "map" ? type.fields : new Map();
}

const map = (fields: Fields): Type & { is: "map" } => ({ is: "map", fields });
const without = (fields: Fields, ...names: string[]): Fields =>
  new Map([...fields].filter(([name]) => !names.includes(name)));

/** Merges two types of the same value, such as a document and the values computed about it. */
function mergeTypes(a: Type | undefined, b: Type | undefined): Type {
  if (a?.is === "list" || b?.is === "list") {
    return {
      is: "list",
      element: mergeTypes(a?.is === "list" ? a.element : undefined, b?.is === "list" ? b.element : undefined),
    };
  }
  if (a?.is !== "map" || b?.is !== "map") return b ?? a ?? map(new Map());
  const names = new Set([...a.fields.keys(), ...b.fields.keys()]);
  return {
    ...a,
    fields: new Map([...names].map((name) => [name, mergeTypes(a.fields.get(name), b.fields.get(name))])),
  };
}

/** Values that caregate computes of every document of evidence. */
const COMPUTED = ["ageDays", "assurance", "beforeGoLive", "coversLastChange", "overdue"];

const builtFor = memoizeByObject(build);

/**
 * The type of the rule context, from the JSON Schemas: all values that a condition can read.
 * @param own the fields and kinds that the organisation declares
 */
export const inputType = (own: OwnFields = noOwnFields): Promise<Type> => builtFor(own);

/** The lists of the kinds that the organisation declares, by collection. */
async function ownEvidence(own: OwnFields, about: Type | undefined): Promise<Fields> {
  const computed = map(new Map([...fieldsOf(about)].filter(([name]) => COMPUTED.includes(name))));
  const lists = [...own.kinds.values()].map(async ({ kind, collection }) => {
    const type = typeOfSchema(await schemaWith(kind, own), () => ({}));
    const document = { ...type, ...map(without(fieldsOf(type), "apiVersion", "kind")) };
    const list: Type = { is: "list", element: mergeTypes(document, computed), nonEmpty: true };
    return [collection, list] as const;
  });
  return new Map(await Promise.all(lists));
}

async function build(own: OwnFields): Promise<Type> {
  const kinds = Object.keys(evidenceCollections) as EvidenceKind[];
  const schemas = new Map<string, TypeSchema>();
  for (const kind of ["AIDeployment", "Config", "Computed", ...kinds] as const) {
    const read = kind === "Computed" ? await schemaOf(kind) : await schemaWith(kind, own);
    const schema = read as TypeSchema & { readonly $id: string };
    schemas.set(kind, schema).set(schema.$id, schema);
  }
  const typeOf = (name: string): Type => typeOfSchema(schemas.get(name) ?? {}, (ref) => schemas.get(ref) ?? {});
  const [manifest, config, computed] = ["AIDeployment", "Config", "Computed"].map((name) => fieldsOf(typeOf(name)));
  const facts = fieldsOf(computed?.get("facts"));
  const about = fieldsOf(computed?.get("evidence"));

  const evidence = new Map<string, Type>();
  for (const kind of kinds) {
    const collection = evidenceCollections[kind];
    const type = typeOf(kind);
    const document: Type = { ...type, ...map(without(fieldsOf(type), "apiVersion", "kind")) };
    // A collection exists only if it has a document.
    const list = mergeTypes({ is: "list", element: document }, about.get(collection)) as Type & { is: "list" };
    evidence.set(collection, { ...list, nonEmpty: true });
  }
  const anyKind = about.get(evidenceCollections.TrainingRecord);
  const declared = await ownEvidence(own, anyKind?.is === "list" ? anyKind.element : undefined);
  if (declared.size > 0) evidence.set(OWN_COLLECTIONS, map(declared));
  // A vendor in the facts is a vendor of the manifest, merged with its contract, its assessment and computed values.
  const vendors = mergeTypes(fieldsOf(manifest?.get("spec")).get("vendors"), facts.get("vendors"));
  const elementOf = (name: string): Type | undefined => {
    const list = evidence.get(name);
    return list?.is === "list" ? list.element : undefined;
  };
  const joined = mergeTypes(vendors, {
    is: "list",
    element: map(
      new Map(
        [
          ["contract", elementOf("contracts")],
          ["assessment", elementOf("vendorAssessments")],
        ].flatMap(([name, type]) => (type ? [[name as string, type as Type]] : [])),
      ),
    ),
  });
  const fields = map(
    new Map<string, Type>([
      ["metadata", manifest?.get("metadata") ?? map(new Map())],
      ["spec", manifest?.get("spec") ?? map(new Map())],
      ["organisation", config?.get("organisation") ?? map(new Map())],
      ["evidence", map(evidence)],
      ["facts", map(new Map([...facts, ["vendors", joined]]))],
      ["asOf", DATE],
    ]),
  );
  return { ...fields, required: ["metadata", "spec", "asOf"] };
}
