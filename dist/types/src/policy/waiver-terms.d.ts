import type { Document } from "../model/document.ts";
import { type Severity } from "../model/rule.ts";
/** Days that a waiver may last where nobody set another number. */
export declare const DEFAULT_MAX_DAYS = 365;
/** The terms that every waiver of a repository keeps. */
export interface WaiverTerms {
    readonly maxDays: Readonly<Record<Severity, number>>;
    /** Roles that may approve; undefined where any may. */
    readonly approvers: Readonly<Record<Severity, readonly string[] | undefined>>;
    readonly notByOwner: boolean;
    /** How many waivers of one rule for one deployment may follow the first; undefined for any number. */
    readonly renewals: number | undefined;
}
/** Reads the terms in settings that are valid for their schema. */
export declare function readWaiverTerms(config: Document | undefined): WaiverTerms;
/**
 * True if a text only stands in for an answer: a mark of a template, one letter, or the name of its own field.
 * @param fields names under which the text stands, such as `reason`
 */
export declare function isStandIn(text: string, fields: readonly string[]): boolean;
