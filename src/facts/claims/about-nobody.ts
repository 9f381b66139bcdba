import { type Json, mapsOf, textList } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
import { aboutNoPerson } from "../terms.ts";
import type { ClaimContradiction } from "./special.ts";

/** Records of patients and members, by the law that protects them. */
const patientRecords: readonly string[] = ["phi", "part2-sud", "psychotherapy-notes", "sud-counseling-notes"];

/** Sources that hold records of patients. */
const recordSources: readonly Json[] = ["own-record", "other-provider"];

/** Classes of functions that serve an organisation, and may count patients without being about any of them. */
const withoutPatients: readonly Json[] = ["administrative", "research"];

/**
 * Systems that are said to be about no patient. Care for animals, forecasts for wards and searches for fraud are honest
 * examples: a clinical function may be about nobody where its data are, and records of patients may serve an
 * organisation.
 */
export function findPatientsLeftOut(context: RuleContext): ClaimContradiction[] {
  const affects = textList(context.get("spec.affects")) ?? [];
  const categories = textList(context.get("spec.data.categories")) ?? [];
  const functionClass = context.get("facts.functionClass") ?? null;
  const name = String(context.get("spec.function"));
  if (categories.length === 0) return [];
  const noPerson = categories.every((one) => aboutNoPerson.includes(one));
  if (noPerson && functionClass !== null && !withoutPatients.includes(functionClass))
    return mapsOf(context.get("spec.data.sources")).flatMap(({ index, map }): ClaimContradiction[] => {
      if (!recordSources.includes(map["kind"] ?? null)) return [];
      const paths = ["spec.data.categories", `spec.data.sources[${index}].kind`];
      const why = `the data are ${categories.join(", ")}, and \`${name}\` reads ${String(map["kind"])}`;
      return [{ claim: "data", paths, why }];
    });
  if (affects.length === 0 || affects.some((one) => ["patients", "members", "public"].includes(one))) return [];
  const whom = `those whom it is about are ${affects.join(", ")}`;
  if (functionClass === "clinical" && !noPerson)
    return [{ claim: "people", paths: ["spec.affects", "spec.function"], why: `${whom}, and the function is ${name}` }];
  const serves = withoutPatients.includes(functionClass) || name === "claims";
  const records = categories.find((one) => patientRecords.includes(one));
  if (serves || records === undefined) return [];
  return [
    { claim: "people", paths: ["spec.affects", "spec.data.categories"], why: `${whom}, and the data are ${records}` },
  ];
}
