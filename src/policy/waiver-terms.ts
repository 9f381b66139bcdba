import type { Document } from "../model/document.ts";
import { type Severity, severities } from "../model/rule.ts";
import { type Json, getAt, textList } from "../util/json.ts";
import { isTemplateText } from "../util/template-text.ts";

/** Default limit of a waiver's duration, in days. */
export const DEFAULT_MAX_DAYS = 365;

/** The terms for all waivers of a repository. */
export interface WaiverTerms {
  readonly maxDays: Readonly<Record<Severity, number>>;
  /** Roles that can approve; undefined if any role can. */
  readonly approvers: Readonly<Record<Severity, readonly string[] | undefined>>;
  readonly notByOwner: boolean;
  /** Limit of waivers after the first for one rule and one deployment; undefined for no limit. */
  readonly renewals: number | undefined;
}

function bySeverity<T>(read: (severity: Severity) => T): Record<Severity, T> {
  return Object.fromEntries(severities.map((severity) => [severity, read(severity)])) as Record<Severity, T>;
}

/** Reads the terms of a config that is valid for its schema. */
export function readWaiverTerms(config: Document | undefined): WaiverTerms {
  const at = (...path: string[]): Json | undefined => getAt(config?.value, ["waivers", ...path]);
  const renewals = at("renewals");
  return {
    maxDays: bySeverity((severity) => {
      const days = at("maxDays", severity);
      return typeof days === "number" ? days : DEFAULT_MAX_DAYS;
    }),
    approvers: bySeverity((severity) => textList(at("approvers", severity))),
    notByOwner: at("notBy") === "owner",
    renewals: typeof renewals === "number" ? renewals : undefined,
  };
}

/** Words that are no reason and no name in a waiver or a setting, beside those of any template. */
const empty =
  /^(?:none|nobody|same|because|accepted|agreed|approved|granted|waived|waiver|exception|risk accepted|accepted risk|to be (?:done|added|decided)|\[[^[\]]*\])[.!…]*$/i;

/**
 * True if a text is a placeholder: a word of a template, one letter, or the name of its own field.
 * @param fields names of the field of the text, such as `reason`
 */
export function isStandIn(text: string, fields: readonly string[]): boolean {
  const line = text.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  return empty.test(line) || fields.some((field) => isTemplateText(line, field));
}
