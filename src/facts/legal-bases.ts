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

/** The lists of purposes that are offered by region: without those whose bases all name other regions. */
const purposeLists = {
  euPurposes: { of: "purposes", region: "eu" },
  ukPurposes: { of: "purposes", region: "gb" },
  usPurposes: { of: "purposes", region: "us" },
  euDecisionPurposes: { of: "decisionPurposes", region: "eu" },
  ukDecisionPurposes: { of: "decisionPurposes", region: "gb" },
} as const;

/** The purposes that an automated decision has to rest on; undefined without purposes. */
function decisionPurposes(context: RuleContext): string[] | undefined {
  const purposes = textList(context.get("spec.data.purposes")) ?? [];
  const deciding = purposes.filter((purpose) => !withoutDecision.includes(purpose));
  const carrying = textList(context.get("spec.data.decisionPurposes")) ?? (deciding.length > 0 ? deciding : purposes);
  return carrying.length > 0 ? carrying : undefined;
}

/** Offers the purposes by region, and `facts.data.decisionPurposes`. */
function purposesByRegion(context: RuleContext): void {
  const at = { purposes: "spec.data.purposes", decisionPurposes: "spec.data.decisionPurposes" } as const;
  const bases = mapsOf(context.get("spec.data.legalBases")).map(({ map }) => map);
  const of = { purposes: textList(context.get(at.purposes)), decisionPurposes: decisionPurposes(context) };
  context.derive("facts.data.decisionPurposes", of.decisionPurposes, Object.values(at), [at.purposes]);
  for (const [name, list] of Object.entries(purposeLists)) {
    const isHere = (purpose: string): boolean => {
      const carrying = bases.filter((basis) => basis["purpose"] === purpose);
      return carrying.length === 0 || carrying.some((basis) => countsIn(basis, [list.region]));
    };
    context.derive(
      `facts.data.${name}`,
      of[list.of]?.filter(isHere),
      [at[list.of], "spec.data.legalBases"],
      [at.purposes],
    );
  }
}

/** Offers the legal bases and the purposes by region, `facts.data.decisionPurposes` and `facts.data.controller`. */
export function legalBasisFacts(context: RuleContext): void {
  for (const [name, regions] of Object.entries(lists)) basesIn(context, `facts.data.${name}`, regions);
  purposesByRegion(context);
  // who does not say that it only works for others answers as a controller
  const roles = textList(context.get("organisation.roles")) ?? [];
  const controller = roles.includes("controller") || !roles.includes("processor");
  context.derive("facts.data.controller", controller, ["organisation.roles"]);
}
