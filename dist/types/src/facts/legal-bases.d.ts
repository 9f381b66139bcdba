import { type JsonObject } from "../util/json.ts";
import { type RuleContext } from "./context.ts";
/** Whether a legal basis counts in one of some regions: it names one of them, or none at all. */
export declare function countsIn(basis: JsonObject, regions: readonly string[]): boolean;
/** Offers the legal bases and the purposes by region, `facts.data.decisionPurposes` and `facts.data.controller`. */
export declare function legalBasisFacts(context: RuleContext): void;
