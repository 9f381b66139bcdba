import type { Document } from "../model/document.ts";
import { type Severity } from "../model/rule.ts";
/** Default limit of a waiver's duration, in days. */
export declare const DEFAULT_MAX_DAYS = 365;
/** The terms for all waivers of a repository. */
export interface WaiverTerms {
    readonly maxDays: Readonly<Record<Severity, number>>;
    /** Roles that can approve; undefined if any role can. */
    readonly approvers: Readonly<Record<Severity, readonly string[] | undefined>>;
    readonly notByOwner: boolean;
    /** Limit of waivers after the first for one rule and one deployment; undefined for no limit. */
    readonly renewals: number | undefined;
}
/** Reads the terms of a config that is valid for its schema. */
export declare function readWaiverTerms(config: Document | undefined): WaiverTerms;
/**
 * True if a text is a placeholder: a word of a template, one letter, or the name of its own field.
 * @param fields names of the field of the text, such as `reason`
 */
export declare function isStandIn(text: string, fields: readonly string[]): boolean;
