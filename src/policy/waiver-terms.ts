import type { Document } from "../model/document.ts";
import { type Severity, severities } from "../model/rule.ts";
import { type Json, getAt, textList } from "../util/json.ts";
import { isPutOff } from "../util/put-off.ts";

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

const marks =
  /^(?:todo|to do|tbd|tbc|tba|fixme|x{2,}|placeholder|change ?me|asdf|foo|bar|test|example|sample|string|text|none|nobody|someone|somebody|n[/. -]*a\.?|not applicable|unknown|see (?:above|below|there)|as above|same|ditto|pending|to be (?:done|defined|determined|confirmed|completed|added|decided)|lorem ipsum.*|<[^<>@]+>|\{+[^{}]*\}+|\[[^[\]]*\]|[\W_]+)[.!…]*$/i;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * True if a text is a placeholder: a template marker, one letter, or the name of its own field.
 * @param fields names of the field of the text, such as `reason`
 */
export function isStandIn(text: string, fields: readonly string[]): boolean {
  const line = text.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  return (
    marks.test(line) || isPutOff(line) || plain(line).length < 2 || fields.some((field) => plain(field) === plain(line))
  );
}
