import type { RuleInfo } from "../../model/rule.ts";

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
