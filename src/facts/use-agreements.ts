import type { Json, JsonObject } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";
import { inForce } from "./vendors.ts";

/** Required content of a data use agreement: 45 CFR 164.514(e)(4)(ii). */
const useClauses = [
  "permitted-uses",
  "permitted-users",
  "no-further-use",
  "safeguards",
  "breach-reporting",
  "subcontractor-flow-down",
  "no-reidentification",
];
/** Kinds of sources that provide data they collected themselves. */
const received: readonly Json[] = ["other-provider", "registry", "claims", "vendor", "data-broker"];
/** Other permissions of HIPAA that allow disclosure without the agreement. */
const otherwisePermitted: readonly Json[] = [
  "individual-authorization",
  "treatment",
  "payment",
  "public-health",
  "legal-duty",
];

/** Checks whether a contract covers the recipient of a limited data set; undefined when its start date is missing. */
function hasAgreement(contract: JsonObject, asOf: Json | undefined, clauses: readonly string[]): boolean | undefined {
  const instruments = textList(contract["instruments"]) ?? [];
  const held = textList(contract["clauses"]) ?? [];
  const dua = instruments.includes("dua") && clauses.every((clause) => held.includes(clause));
  return dua || instruments.includes("baa") ? inForce(contract, asOf) : false;
}

/** Searches the agreement with a party. Without any contract with that party the result is undecided. */
function agreementWith(
  context: RuleContext,
  at: string,
  name: Json | undefined,
  clauses: readonly string[],
): DerivedList {
  if (typeof name !== "string") return undecidedUntil(`${at}.name`);
  const theirs = mapsOf(context.get("evidence.contracts")).filter(({ map }) => map["vendor"] === name);
  const bound = theirs.map(({ map }) => hasAgreement(map, context.get("asOf"), clauses));
  if (bound.includes(true)) return emptyList;
  if (theirs.length === 0 || bound.includes(undefined)) return undecidedUntil("evidence.contracts");
  return { found: [{ name, blame: theirs.map(({ index }) => `evidence.contracts[${index}].instruments`) }], open: [] };
}

/** Finds recipients of a limited data set without an agreement. */
function recipientsBound(context: RuleContext): DerivedList {
  const recipients = context.get("spec.data.recipients");
  if (!Array.isArray(recipients)) return undecidedUntil("spec.data.recipients");
  return concatLists(
    mapsOf(recipients)
      .filter(({ map }) => map["basis"] === undefined || !otherwisePermitted.includes(map["basis"]))
      .map(({ index, map }) => agreementWith(context, `spec.data.recipients[${index}]`, map["name"], useClauses)),
  );
}

/**
 * Finds sources of a limited data set without an agreement. An organisation with PHI may have reduced the data itself.
 */
function sourcesBound(context: RuleContext, categories: readonly string[]): DerivedList {
  if (categories.includes("phi")) return emptyList;
  const sources = context.get("spec.data.sources");
  if (!Array.isArray(sources)) return undecidedUntil("spec.data.sources");
  return concatLists(
    mapsOf(sources).map(({ index, map }) => {
      const at = `spec.data.sources[${index}]`;
      if (map["kind"] === undefined || map["kind"] === null) return undecidedUntil(`${at}.kind`);
      return received.includes(map["kind"]) ? agreementWith(context, at, map["name"], []) : emptyList;
    }),
  );
}

/**
 * Derives `facts.data.withoutUseAgreement`: senders or recipients of a limited data set without an agreement in force.
 */
export function useAgreementFacts(context: RuleContext): void {
  const path = "facts.data.withoutUseAgreement";
  const categories = textList(context.get("spec.data.categories"));
  if (!categories?.includes("limited-data-set"))
    return context.derive(path, categories && [], ["spec.data.categories"]);
  const search = concatLists([sourcesBound(context, categories), recipientsBound(context)]);
  return deriveList(context, path, search, ["spec.data.recipients", "spec.data.sources"]);
}
