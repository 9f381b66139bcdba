import type { RuleInfo } from "../../model/finding.ts";
/** What a reader is told on every page of rules. */
export declare const NOT_LEGAL_ADVICE = "This is not legal advice. A rule that passes says that what it asks for is shown, not that the law is kept.";
/** How a rule binds, in words. */
export declare function bindingOf({ binding }: RuleInfo): string;
