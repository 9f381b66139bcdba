import { type RuleContext } from "./context.ts";
/** Offers `facts.data.hipaaMismatches` and `part2Mismatches`: purposes whose stated ground does not carry them. */
export declare function purposeFacts(context: RuleContext): void;
