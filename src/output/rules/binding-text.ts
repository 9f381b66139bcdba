import type { RuleInfo } from "../../model/rule.ts";
import type { Basis } from "../../policy/provisions.ts";

/** What a reader is told on every page of rules. */
export const NOT_LEGAL_ADVICE =
  "This is not legal advice. A rule that passes says that what it asks for is shown, not that the law is kept.";

/** How a rule binds, in words. */
export function bindingOf({ binding }: RuleInfo): string {
  if (binding === "gates") return "gates";
  return binding === "advisory"
    ? "advisory: shown, never shuts the gate"
    : `gates from ${binding.gatesFrom}, advisory until then`;
}

/** What a rule rests on, in words. */
export const basisText: Readonly<Record<Basis, string>> = {
  law: "law",
  practice: "good practice, which no law asks for",
  none: "neither law nor published practice",
};

/** How a rule binds and, where that is not law, what it rests on. */
export function bindingAndBasis(rule: RuleInfo, basis: Basis): string {
  return basis === "practice" ? `${bindingOf(rule)}; rests on ${basisText.practice}` : bindingOf(rule);
}
