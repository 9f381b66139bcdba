import { type Json, emptyObject } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";

/** Purposes that no decision about a single person serves, unless it is stated that one does. */
const withoutDecision: readonly string[] = ["research", "model-development", "quality-improvement", "public-health"];

/** Whether a legal basis counts under the GDPR or the UK GDPR: it names one of these regions, or none at all. */
function underGdpr(regions: Json | undefined): boolean {
  const named = textList(regions);
  return named === undefined || named.includes("eu") || named.includes("gb");
}

/** Offers `facts.data.gdprBases`: each entry of `spec.data.legalBases` that counts, and blame goes to that entry. */
function gdprBases(context: RuleContext): void {
  const [path, from] = ["facts.data.gdprBases", "spec.data.legalBases"];
  const stated = context.get(from);
  if (!Array.isArray(stated)) return context.derive(path, undefined, [from]);
  const counted = mapsOf(stated).filter(({ map }) => underGdpr(map["regions"]));
  context.derive(
    path,
    counted.map(({ map }) => Object.assign(emptyObject(), map)),
    [from],
  );
  for (const [place, { index }] of counted.entries()) context.alias(`${path}[${place}]`, `${from}[${index}]`);
}

/** Offers `facts.data.decisionPurposes`: the purposes that have to carry a decision that no human takes. */
function decisionPurposes(context: RuleContext): void {
  const [stated, all] = ["spec.data.decisionPurposes", "spec.data.purposes"];
  const purposes = textList(context.get(all))?.filter((purpose) => !withoutDecision.includes(purpose));
  context.derive("facts.data.decisionPurposes", textList(context.get(stated)) ?? purposes, [stated, all], [all]);
}

/** Offers `facts.data.gdprBases` and `facts.data.decisionPurposes`. */
export function legalBasisFacts(context: RuleContext): void {
  gdprBases(context);
  decisionPurposes(context);
}
