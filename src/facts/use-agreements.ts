import type { Json, JsonObject } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";
import { inForce } from "./vendors.ts";

/** What a data use agreement holds: 45 CFR 164.514(e)(4)(ii). */
const useClauses = [
  "permitted-uses",
  "permitted-users",
  "no-further-use",
  "safeguards",
  "breach-reporting",
  "subcontractor-flow-down",
  "no-reidentification",
];
/** Kinds of sources that hand over what they made themselves. */
const received: readonly Json[] = ["other-provider", "registry", "claims", "vendor", "data-broker"];
/** What lets data go out without the agreement: other permissions of HIPAA. */
const otherwisePermitted: readonly Json[] = [
  "individual-authorization",
  "treatment",
  "payment",
  "public-health",
  "legal-duty",
];

/** Whether a contract binds who gets a limited data set; undefined when it does not say since when. */
function binds(contract: JsonObject, asOf: Json | undefined, clauses: readonly string[]): boolean | undefined {
  const instruments = textList(contract["instruments"]) ?? [];
  const held = textList(contract["clauses"]) ?? [];
  const dua = instruments.includes("dua") && clauses.every((clause) => held.includes(clause));
  return dua || instruments.includes("baa") ? inForce(contract, asOf) : false;
}

/** Looks for the agreement with a party; without any contract with it nothing can be told. */
function agreementWith(
  context: RuleContext,
  at: string,
  name: Json | undefined,
  clauses: readonly string[],
): DerivedList {
  if (typeof name !== "string") return undecidedUntil(`${at}.name`);
  const theirs = mapsOf(context.get("evidence.contracts")).filter(({ map }) => map["vendor"] === name);
  const bound = theirs.map(({ map }) => binds(map, context.get("asOf"), clauses));
  if (bound.includes(true)) return emptyList;
  if (theirs.length === 0 || bound.includes(undefined)) return undecidedUntil("evidence.contracts");
  return { found: [{ name, blame: theirs.map(({ index }) => `evidence.contracts[${index}].instruments`) }], open: [] };
}

/** Whom a limited data set goes to. */
function recipientsBound(context: RuleContext): DerivedList {
  const recipients = context.get("spec.data.recipients");
  if (!Array.isArray(recipients)) return undecidedUntil("spec.data.recipients");
  return concatLists(
    mapsOf(recipients)
      .filter(({ map }) => map["basis"] === undefined || !otherwisePermitted.includes(map["basis"]))
      .map(({ index, map }) => agreementWith(context, `spec.data.recipients[${index}]`, map["name"], useClauses)),
  );
}

/** Whom a limited data set comes from; data that the organisation holds as PHI anyway it may have reduced itself. */
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

/** Offers `facts.data.withoutUseAgreement`: who sends or gets a limited data set without an agreement in force. */
export function useAgreementFacts(context: RuleContext): void {
  const path = "facts.data.withoutUseAgreement";
  const categories = textList(context.get("spec.data.categories"));
  if (!categories?.includes("limited-data-set"))
    return context.derive(path, categories && [], ["spec.data.categories"]);
  const search = concatLists([sourcesBound(context, categories), recipientsBound(context)]);
  return deriveList(context, path, search, ["spec.data.recipients", "spec.data.sources"]);
}
