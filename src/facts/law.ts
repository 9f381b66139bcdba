import { type RuleContext, textList } from "./context.ts";
import { breachIndividualsDays } from "./tables.ts";

/** The shortest limit for telling people of a breach among the laws that apply; the federal one applies throughout. */
function breachDays(context: RuleContext): number | undefined {
  const regions = textList(context.get("facts.regions"));
  if (!regions?.includes("us")) return undefined;
  const states = textList(context.get("facts.usStates"));
  if (!states) return undefined;
  return states.includes("US-CO") ? breachIndividualsDays["US-CO"] : breachIndividualsDays.hipaa;
}

/** Offers `facts.law.aiActHighRisk` and `breachIndividualsDays`. */
export function lawFacts(context: RuleContext): void {
  const aiActClass = context.get("spec.risk.euAiAct");
  const high = typeof aiActClass === "string" ? aiActClass.startsWith("high-") : undefined;
  context.derive("facts.law.aiActHighRisk", high, ["spec.risk.euAiAct"]);
  context.derive("facts.law.breachIndividualsDays", breachDays(context), ["spec.jurisdictions", "organisation.states"]);
}
