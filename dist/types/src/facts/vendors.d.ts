import { type Attached, type RuleContext } from "./context.ts";
/** Offers `facts.vendors`: each vendor of the manifest joined with its contract and its assessment. */
export declare function vendorFacts(context: RuleContext, attached: readonly Attached[]): void;
