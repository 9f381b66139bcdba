import type { RuleInfo } from "../../model/rule.ts";
import type { Basis } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";

/** The notice on every page of rules. */
export const NOT_LEGAL_ADVICE =
  "This is not legal advice. A passing rule shows that its conditions are met. It does not prove compliance with the law.";

/** Describes the enforcement of a rule. */
export function bindingOf({ binding }: RuleInfo): string {
  if (binding === "gates") return "gates";
  return binding === "advisory"
    ? "advisory: reported, never blocks"
    : `blocks from ${binding.gatesFrom}, advisory until then`;
}

/** Texts for the basis of a rule. */
export const basisText: Readonly<Record<Basis, string>> = {
  law: "law",
  practice: "good practice, which no law asks for",
  none: "neither law nor published practice",
};

/** Describes the enforcement of a rule, and its basis as far as that is not law. */
export function bindingAndBasis(rule: Rule, basis: Basis): string {
  if (basis === "practice") return `${bindingOf(rule)}; based on ${basisText.practice}`;
  return rule.beyondLaw === undefined ? bindingOf(rule) : `${bindingOf(rule)}; beyond the law: ${rule.beyondLaw}`;
}
