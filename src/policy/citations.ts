import type { Citation } from "../model/finding.ts";
import { type Json, isObject } from "../util/json.ts";

/**
 * The regions of a law by the start of its reference: law regions as in `facts.regions`, or codes of ISO 3166. A
 * reference without a match, such as a standard or a paper, is cited everywhere.
 */
const origins: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^FDA, Health Canada and MHRA/, ["us", "ca", "gb"]],
  [/^(?:UK GDPR|Data Protection Act 2018|Health and Social Care|NHS |DCB0|National data opt-out)/, ["gb"]],
  [
    /^(?:Common law duty of confidentiality|Information standards? DCB|Medical Devices Regulations 2002|SI \d{4}\/)/,
    ["gb"],
  ],
  // EU device law applies in Northern Ireland (Windsor Framework, annex 2)
  [/^(?:MDR|IVDR) /, ["eu", "GB-NIR"]],
  [/^(?:GDPR|AI Act|EHDS|EDPB|CJEU|Article 29 Working Party|NIS2)\b/, ["eu"]],
  [/^(?:Regulation|Directive|Decision) \(EU\)/, ["eu"]],
  [/^France, /, ["FR"]],
  [/^Germany, /, ["DE"]],
  [/^Italy, /, ["IT"]],
  [/^(?:Privacy Act 1988|Therapeutic Goods Act)/, ["au"]],
  [/^(?:Medical Devices Regulations \(SOR|PIPEDA|PHIPA|Ontario, |Quebec, |Canada, |Health Canada)/, ["ca"]],
  [/^(?:Breach of Security Safeguards Regulations|CQLR|Act respecting |Information and Privacy Commissioner)/, ["ca"]],
  [/^(?:\d+ (?:CFR|USC|FR)|FD&C Act|FDA|FTC|FCC|HHS|CMS)\b/, ["us"]],
  [/^Cal\. /, ["US-CA"]],
  [/^(?:C\.R\.S\.|Colo\.) /, ["US-CO"]],
  [/^Conn\. /, ["US-CT"]],
  [/^Fla\. /, ["US-FL"]],
  [/^Idaho /, ["US-ID"]],
  [/^\d+ ILCS /, ["US-IL"]],
  [/^(?:Me\. |\d+ M\.R\.S\. )/, ["US-ME"]],
  [/^(?:Md\.|Maryland) /, ["US-MD"]],
  [/^Mass\. /, ["US-MA"]],
  [/^Mont\. /, ["US-MT"]],
  [/^N\.H\. /, ["US-NH"]],
  [/^N\.Y\. /, ["US-NY"]],
  [/^Neb\. /, ["US-NE"]],
  [/^(?:Nev\. |NRS )/, ["US-NV"]],
  [/^\d+ Pa\.C\.S\. /, ["US-PA"]],
  [/^R\.I\. /, ["US-RI"]],
  [/^RCW /, ["US-WA"]],
  [/^Tenn\. /, ["US-TN"]],
  [/^Tex\. /, ["US-TX"]],
  [/^Utah /, ["US-UT"]],
  [/^Vermont /, ["US-VT"]],
];

/** The regions where a provision binds, by its reference; undefined for a provision without a region. */
export function regionsOf(ref: string): readonly string[] | undefined {
  return origins.find(([pattern]) => pattern.test(ref))?.[1];
}

function citationOf(value: Json): Citation[] {
  if (!isObject(value)) return [];
  const { ref, url, regions } = value;
  const where = Array.isArray(regions) ? regions.map(String) : regionsOf(String(ref));
  return [{ ref: String(ref), ...(typeof url === "string" ? { url } : {}), ...(where ? { regions: where } : {}) }];
}

/**
 * Reads the citations of a rule with their regions. Articles of the GDPR also stand for those of the UK GDPR, which have
 * the same numbers, unless the rule cites the UK GDPR itself.
 */
export function readCitations(value: Json | undefined): Citation[] {
  if (!Array.isArray(value)) return [];
  const citations = value.flatMap(citationOf);
  if (citations.some(({ ref }) => ref.startsWith("UK GDPR"))) return citations;
  return citations.map((one) => (one.ref.startsWith("GDPR ") ? { ...one, regions: ["eu", "gb"] } : one));
}

const UK_GDPR_URL = "https://www.legislation.gov.uk/eur/2016/679/contents";

/**
 * The provisions that one citation stands for in these places: that of the UK GDPR where the UK is a place, beside or
 * instead of that of the GDPR. What follows a semicolon (court, board) is of the EU.
 */
function inPlaces(citation: Citation, places: ReadonlySet<string>): readonly Citation[] {
  const { ref, regions } = citation;
  if (!ref.startsWith("GDPR ") || !regions?.includes("gb") || !places.has("gb")) return [citation];
  const uk = { ref: `UK ${ref.split(";", 1)[0]}`, url: UK_GDPR_URL, regions: ["gb"] };
  return places.has("eu") ? [{ ...citation, regions: ["eu"] }, uk] : [uk];
}

/** Stands for every US state, for deployments that do not state theirs. */
export const ANY_STATE = "US-*";

/**
 * Selects the citations for a deployment: first those of its places, then those without a region.
 * @param places the regions, countries and states of the deployment; undefined when they are unknown
 * @returns all citations if the places are unknown or no citation matches
 */
export function citationsFor(
  citations: readonly Citation[],
  places: ReadonlySet<string> | undefined,
): readonly Citation[] {
  if (!places) return citations;
  const anyState = places.has(ANY_STATE);
  const isHere = (region: string): boolean => places.has(region) || (anyState && region.startsWith("US-"));
  const binding = citations
    .filter(({ regions }) => regions?.some(isHere))
    .flatMap((citation) => inPlaces(citation, places));
  const general = citations.filter(({ regions }) => !regions);
  const found = [...binding, ...general];
  return found.length > 0 ? found : citations;
}
