import { type Finding, type Waiver, isUnmet } from "../../../model/finding.ts";
import { compareCodeUnits } from "../../../util/json.ts";
import type { FormatOptions } from "../../format.ts";
import type { Report } from "../../../model/report.ts";
import { type RuleInfo, severities } from "../../../model/rule.ts";
import { citedRules } from "../cited-rules.ts";

/** How an outcome may stand, in words. */
export const statuses = ["violated", "cannot be told", "waived", "held", "did not apply"] as const;
export type Status = (typeof statuses)[number];

/** How an outcome stands. */
export function statusOf({ outcome, waiver }: Finding): Status {
  if (waiver) return "waived";
  const words = {
    fail: "violated",
    unknown: "cannot be told",
    pass: "held",
    "not-applicable": "did not apply",
  } as const;
  return words[outcome];
}

/** A finding and the fragment by which it is reached. */
export interface FindingEntry {
  readonly id: string;
  readonly finding: Finding;
}

/** One deployment and every outcome on it. */
export interface DeploymentView {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly violated: readonly FindingEntry[];
  readonly unknown: readonly FindingEntry[];
  readonly waived: readonly FindingEntry[];
  readonly held: readonly Finding[];
  readonly notApplicable: readonly Finding[];
  /** Whether one of its findings shuts the gate. */
  readonly shuts: boolean;
}

/** A rule, the fragment by which it is reached, and how often it came out in which way. */
export interface RuleEntry {
  readonly id: string;
  readonly rule: RuleInfo;
  readonly outcomes: readonly (readonly [word: Status, count: number])[];
}

/** A waiver and the findings it sets aside. */
export interface WaiverEntry {
  readonly waiver: Waiver;
  readonly entries: readonly FindingEntry[];
}

/** A provision and the findings of the rules that cite it. */
export interface CitedProvision {
  readonly ref: string;
  readonly url: string | undefined;
  readonly entries: readonly FindingEntry[];
}

/** The provisions of one law. */
export interface Law {
  readonly name: string;
  readonly provisions: readonly CitedProvision[];
}

/** A report as the page tells it. */
export interface ReportView {
  readonly report: Report;
  readonly options: FormatOptions;
  readonly deployments: readonly DeploymentView[];
  /** By the rule's identifier. */
  readonly rules: ReadonlyMap<string, RuleEntry>;
  readonly waivers: readonly WaiverEntry[];
  readonly laws: readonly Law[];
}

/** Items by a key of theirs, in their order. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return found;
}

const inOrder = <T>(found: Map<string, T>): [string, T][] => [...found].toSorted(([a], [b]) => compareCodeUnits(a, b));

function deploymentsOf({ findings }: Report, entries: readonly FindingEntry[]): DeploymentView[] {
  const keyOf = ({ manifest }: Finding): string => `${manifest.name}\0${manifest.file}`;
  const open = groups(entries, ({ finding }) => keyOf(finding));
  return inOrder(groups(findings, keyOf)).map(([key, own], index) => {
    const of = (status: Status): FindingEntry[] =>
      (open.get(key) ?? []).filter(({ finding }) => statusOf(finding) === status);
    const [first] = own as [Finding];
    return {
      id: `d${index}`,
      ...first.manifest,
      violated: of("violated"),
      unknown: of("cannot be told"),
      waived: of("waived"),
      held: own.filter(({ outcome }) => outcome === "pass"),
      notApplicable: own.filter(({ outcome }) => outcome === "not-applicable"),
      shuts: own.some(({ gates }) => gates),
    };
  });
}

function rulesOf({ findings }: Report): Map<string, RuleEntry> {
  const cited = citedRules(findings);
  const entries = inOrder(groups(findings, ({ rule }) => rule.id)).map(([rule, own], index): [string, RuleEntry] => {
    const outcomes = statuses
      .map((status) => [status, own.filter((finding) => statusOf(finding) === status).length] as const)
      .filter(([, count]) => count > 0);
    return [rule, { id: `r${index}`, rule: cited.get(rule) as RuleInfo, outcomes }];
  });
  return new Map(entries);
}

/**
 * The law of a provision, by what stands before the number of its first part: `GDPR` of `GDPR Art. 28(3)`, `45 CFR 164`
 * of `45 CFR 164.404`.
 */
export function lawOf(ref: string): string {
  const [code] = /^\d+ (?:CFR|USC|FR) (?:Part )?\d+/.exec(ref) ?? [];
  return code ?? (ref.split(/[,;]| (?:Arts?\.|s\.|ch\.|Annex|Chapter|\S*\d)/, 1)[0] || ref);
}

/** Orders texts with the numbers in them as numbers. */
function compareNumbered(a: string, b: string): number {
  const padded = (text: string): string => text.replaceAll(/\d+/g, (digits) => digits.padStart(8, "0"));
  return compareCodeUnits(padded(a), padded(b));
}

function lawsOf(entries: readonly FindingEntry[]): Law[] {
  const citing = entries.flatMap((entry) => entry.finding.citations.map((citation) => ({ ...citation, entry })));
  const provisions = [...groups(citing, ({ ref }) => ref)].map(([ref, own]) => ({
    ref,
    url: own.find(({ url }) => url !== undefined)?.url,
    entries: own.map(({ entry }) => entry),
  }));
  return [...groups(provisions, ({ ref }) => lawOf(ref))]
    .toSorted(([a], [b]) => compareNumbered(a, b))
    .map(([name, own]) => ({ name, provisions: own.toSorted((a, b) => compareNumbered(a.ref, b.ref)) }));
}

function waiversOf(entries: readonly FindingEntry[]): WaiverEntry[] {
  const waived = entries.filter(({ finding }) => finding.waiver !== null);
  const keyOf = ({ finding }: FindingEntry): string =>
    `${finding.waiver?.document.file ?? ""}\0${finding.waiver?.document.index ?? 0}`;
  return inOrder(groups(waived, keyOf)).map(([, own]) => ({
    waiver: own[0]?.finding.waiver as Waiver,
    entries: own,
  }));
}

/** Turns a report to the sides that the page shows. */
export function buildReportView(report: Report, options: FormatOptions): ReportView {
  const open = report.findings.filter(({ outcome }) => isUnmet(outcome));
  const entries = open.map((finding, index) => ({ id: `f${index}`, finding }));
  return {
    report,
    options,
    deployments: deploymentsOf(report, entries),
    rules: rulesOf(report),
    waivers: waiversOf(entries),
    laws: lawsOf(entries),
  };
}

/** How many findings there are of each severity, worst first. */
export const bySeverity = (entries: readonly FindingEntry[]): number[] =>
  severities.map((severity) => entries.filter(({ finding }) => finding.rule.severity === severity).length);
