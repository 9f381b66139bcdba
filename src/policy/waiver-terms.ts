import type { Document } from "../model/document.ts";
import { type Severity, severities } from "../model/rule.ts";
import { type Json, getAt, textList } from "../util/json.ts";

/** Days that a waiver may last where nobody set another number. */
export const DEFAULT_MAX_DAYS = 365;

/** The terms that every waiver of a repository keeps. */
export interface WaiverTerms {
  readonly maxDays: Readonly<Record<Severity, number>>;
  /** Roles that may approve; undefined where any may. */
  readonly approvers: Readonly<Record<Severity, readonly string[] | undefined>>;
  readonly notByOwner: boolean;
  /** How many waivers of one rule for one deployment may follow the first; undefined for any number. */
  readonly renewals: number | undefined;
}

function bySeverity<T>(read: (severity: Severity) => T): Record<Severity, T> {
  return Object.fromEntries(severities.map((severity) => [severity, read(severity)])) as Record<Severity, T>;
}

/** Reads the terms in settings that are valid for their schema. */
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

const marks =
  /^(?:todo|to do|tbd|tbc|tba|fixme|x{2,}|placeholder|change ?me|asdf|foo|bar|test|example|sample|string|text|none|nobody|someone|somebody|n[/. -]*a\.?|not applicable|unknown|see (?:above|below|there)|as above|same|ditto|pending|to be (?:done|defined|determined|confirmed|completed|added|decided)|lorem ipsum.*|<[^<>@]+>|\{+[^{}]*\}+|\[[^[\]]*\]|[\W_]+)[.!…]*$/i;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * True if a text only stands in for an answer: a mark of a template, one letter, or the name of its own field.
 * @param fields names under which the text stands, such as `reason`
 */
export function isStandIn(text: string, fields: readonly string[]): boolean {
  const line = text.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  return marks.test(line) || plain(line).length < 2 || fields.some((field) => plain(field) === plain(line));
}
