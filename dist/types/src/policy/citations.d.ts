import type { Citation } from "../model/finding.ts";
import { type Json } from "../util/json.ts";
/** Where a provision binds by its reference; undefined for what belongs to no place. */
export declare function regionsOf(ref: string): readonly string[] | undefined;
/**
 * The citations of a rule, each with where it binds. The articles of the GDPR stand for those of the UK GDPR, which
 * have the same numbers, unless a rule cites the UK GDPR itself.
 */
export declare function readCitations(value: Json | undefined): Citation[];
/** Stands for every US state, where it is not stated which ones a deployment has to do with. */
export declare const ANY_STATE = "US-*";
/**
 * The citations that concern a deployment, first those that bind where it is, then those that belong to no place.
 * @param places the regions, countries and states of the deployment; undefined when they are unknown
 * @returns all of them where the places are unknown, or where none concerns it
 */
export declare function citationsFor(citations: readonly Citation[], places: ReadonlySet<string> | undefined): readonly Citation[];
