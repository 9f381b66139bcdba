import { type JsonObject, emptyObject } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";

/** Purposes that no decision about a single person serves, unless it is stated that one does. */
const withoutDecision: readonly string[] = ["research", "model-development", "quality-improvement", "public-health"];

/** The lists of legal bases that are offered, with the regions in one of which an entry has to count. */
const lists = { gdprBases: ["eu", "gb"], euBases: ["eu"], ukBases: ["gb"], usBases: ["us"] } as const;

/** Whether a legal basis counts in one of some regions: it names one of them, or none at all. */
export function countsIn(basis: JsonObject, regions: readonly string[]): boolean {
  const named = textList(basis["regions"]);
  return named === undefined || named.some((region) => regions.includes(region));
}

/** Offers a list of the entries of `spec.data.legalBases` that count in some regions; blame goes to the entry itself. */
function basesIn(context: RuleContext, path: string, regions: readonly string[]): void {
  const from = "spec.data.legalBases";
  const stated = context.get(from);
  if (!Array.isArray(stated)) return context.derive(path, undefined, [from]);
  const counted = mapsOf(stated).filter(({ map }) => countsIn(map, regions));
  const copies = counted.map(({ map }) => Object.assign(emptyObject(), map));
  context.derive(path, copies, [from]);
  for (const [place, { index }] of counted.entries()) context.alias(`${path}[${place}]`, `${from}[${index}]`);
}

/** Offers `facts.data.decisionPurposes`: those that have to carry a decision which no human takes. */
function decisionPurposes(context: RuleContext): void {
  const [stated, all] = ["spec.data.decisionPurposes", "spec.data.purposes"];
  const purposes = textList(context.get(all)) ?? [];
  const deciding = purposes.filter((purpose) => !withoutDecision.includes(purpose));
  const carrying = textList(context.get(stated)) ?? (deciding.length > 0 ? deciding : purposes);
  context.derive("facts.data.decisionPurposes", carrying.length > 0 ? carrying : undefined, [stated, all], [all]);
}

/** Offers `facts.data.gdprBases`, `euBases`, `ukBases`, `usBases`, `decisionPurposes` and `controller`. */
export function legalBasisFacts(context: RuleContext): void {
  for (const [name, regions] of Object.entries(lists)) basesIn(context, `facts.data.${name}`, regions);
  decisionPurposes(context);
  // who does not say that it only works for others answers as a controller
  const roles = textList(context.get("organisation.roles")) ?? [];
  const controller = roles.includes("controller") || !roles.includes("processor");
  context.derive("facts.data.controller", controller, ["organisation.roles"]);
}
