import { type JsonObject } from "../../util/json.ts";
import { type Contradiction, type EvidenceDocument } from "./contradiction.ts";
/** How the counts of a report were made fit for publication, by its own statement. */
export interface PublicationTerms {
    /** Small cells were hidden or left out: what the author worked out may rest on other counts. */
    readonly isSuppressed: boolean;
    /** Counts are sums of weights: no count of people is known. */
    readonly isWeighted: boolean;
    /** How far each count may be off, by rounding and noise (cases). */
    readonly slack: number;
    /** The part of it that is noise. */
    readonly noise: number;
    /** The variance that rounding and noise add to each count (cases squared). */
    readonly variance: number;
    readonly roundedTo: number | undefined;
    /** What one case is; undefined when it is not stated. */
    readonly unit: string | undefined;
}
/** Reads how the counts of a report were published. */
export declare function publicationOf(report: JsonObject): PublicationTerms;
/** Whether each count is the number of cases, so that chance and arithmetic hold of it. */
export declare const isExact: ({ isWeighted, slack }: PublicationTerms) => boolean;
/** Whether one case is one person, so that cases are independent; not stated counts as such. */
export declare const isOfPeople: ({ unit }: PublicationTerms) => boolean;
/** Whether the counts of two reports are of the same things. */
export declare const areComparable: (a: PublicationTerms, b: PublicationTerms) => boolean;
/**
 * How far a proportion may be off when each of its cells is: at most by all of them together over what is left of the
 * cases.
 * @param n cases of the proportion
 */
export declare function proportionSlack({ slack }: PublicationTerms, n: number): number;
/** Counts that are no whole numbers, though nothing was weighted, and counts that were not rounded as is stated. */
export declare function findPublicationContradictions(report: EvidenceDocument): Contradiction[];
