import { type Json, type JsonObject } from "../util/json.ts";
import type { Attached, RuleContext } from "./context.ts";
/** Whether a contract is in force on a date; undefined when it does not say from when. */
export declare function inForce(contract: JsonObject, asOf: Json | undefined): boolean | undefined;
/** Offers `facts.vendors`: each vendor of the manifest joined with its contract and its assessment. */
export declare function vendorFacts(context: RuleContext, attached: readonly Attached[]): void;
