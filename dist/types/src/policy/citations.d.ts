import type { Citation } from "../model/finding.ts";
import { type Json } from "../util/json.ts";
/** The regions where a provision binds, by its reference; undefined for a provision without a region. */
export declare function regionsOf(ref: string): readonly string[] | undefined;
/**
 * Reads the citations of a rule with their regions. Articles of the GDPR also stand for those of the UK GDPR, which have
 * the same numbers, unless the rule cites the UK GDPR itself.
 */
export declare function readCitations(value: Json | undefined): Citation[];
/** Stands for every US state, for deployments that do not state theirs. */
export declare const ANY_STATE = "US-*";
/**
 * Selects the citations for a deployment: first those of its places, then those without a region.
 * @param places the regions, countries and states of the deployment; undefined when they are unknown
 * @returns all citations if the places are unknown or no citation matches
 */
export declare function citationsFor(citations: readonly Citation[], places: ReadonlySet<string> | undefined): readonly Citation[];
