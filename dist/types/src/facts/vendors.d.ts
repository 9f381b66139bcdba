import { type Json, type JsonObject } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
/** Checks whether a contract is in force on a date; undefined when its start date is missing. */
export declare function inForce(contract: JsonObject, asOf: Json | undefined): boolean | undefined;
/** Derives `facts.vendors`: each vendor of the manifest joined with its contract and its assessment. */
export declare function vendorFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
