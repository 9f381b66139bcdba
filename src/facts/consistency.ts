import type { Reference } from "../evidence/resolve.ts";
import { type Json, emptyObject } from "../model/json.ts";
import { remembered } from "../model/memo.ts";
import { refutedAcross } from "./consistency/across.ts";
import { refutedGroupBins, refutedReportBins } from "./consistency/calibration.ts";
import { refutedMetrics, refutedRates } from "./consistency/claims.ts";
import { refutedGaps } from "./consistency/gaps.ts";
import { type Expectations, signsIn } from "./consistency/plausible.ts";
import { type Contradiction, type Exhibit, type Sign, exhibits } from "./consistency/report.ts";
import {
  psiSignalsOf,
  refutedMonitoring,
  refutedPeriod,
  refutedPrivacyTest,
  refutedTrainingPeriods,
} from "./consistency/single.ts";
import { refutedShares, refutedTotals, repeatedGroups } from "./consistency/totals.ts";
import { type Attached, type RuleContext, numberAt, textList } from "./context.ts";

/** The groups that contradictions lie in. */
const groupsOf = (contradictions: readonly Contradiction[]): Set<string> =>
  new Set(contradictions.flatMap(({ paths }) => paths.map((path) => path.replace(/(\.groups\[\d+\]).*$/, "$1"))));

/** Contradictions within a fairness report, the same cause told once. */
const inFairness = remembered((report: Exhibit): Contradiction[] => {
  const rates = refutedRates(report);
  const bins = refutedGroupBins(report, groupsOf(rates));
  const repeated = repeatedGroups(report);
  const refuted = groupsOf([...rates, ...bins, ...repeated]);
  const gaps = refutedGaps(report, refuted);
  const totals = repeated.length > 0 ? [] : refutedTotals(report, refuted);
  return [...rates, ...bins, ...repeated, ...gaps, ...totals, ...refutedShares(report), ...refutedPeriod(report)];
});

/** Contradictions within a validation report, the same cause told once. */
function inValidation(report: Exhibit, localPrevalence: number | undefined): Contradiction[] {
  const metrics = refutedMetrics(report, localPrevalence);
  return metrics.length > 0 ? metrics : refutedReportBins(report);
}

function contradictionsOf(context: RuleContext, attached: readonly Attached[]): Contradiction[] {
  const [fairness, validation, monitoring, privacy, cards] = [
    "fairnessReports",
    "validationReports",
    "monitoringReports",
    "privacyTests",
    "modelCards",
  ].map((collection) => exhibits(attached, collection)) as [Exhibit[], Exhibit[], Exhibit[], Exhibit[], Exhibit[]];
  const localPrevalence = numberAt(context.get("spec.monitoring.localPrevalence"));
  const psiSignals = psiSignalsOf(context.get("spec.monitoring.signals"));
  const within = [
    ...fairness.flatMap(inFairness),
    ...validation.flatMap((report) => inValidation(report, localPrevalence)),
    ...monitoring.flatMap((report) => [...refutedMonitoring(report, psiSignals), ...refutedPeriod(report)]),
    ...privacy.flatMap(refutedPrivacyTest),
    ...cards.flatMap(refutedTrainingPeriods),
  ];
  const refuted = new Set(within.flatMap(({ paths }) => paths.map((path) => path.replace(/\].*$/, "]"))));
  return [...within, ...refutedAcross({ fairness, validation, cards, localPrevalence }, refuted)];
}

function signsOf(context: RuleContext, attached: readonly Attached[]): Sign[] {
  const [promised, missing] = ["spec.fairness.axes", "facts.fairness.axesMissing"].map((path) =>
    textList(context.get(path)),
  );
  const expected: Expectations = {
    axesKnown: new Set([...(promised ?? []), ...(missing ?? [])]),
    maxGap: numberAt(context.get("spec.fairness.maxSensitivityGap")),
  };
  const bundle = {
    fairness: exhibits(attached, "fairnessReports"),
    validation: exhibits(attached, "validationReports"),
    cards: [],
    localPrevalence: numberAt(context.get("spec.monitoring.localPrevalence")),
  };
  return signsIn(bundle, expected);
}

/** Kinds of evidence that state numbers. */
const numeric: ReadonlySet<string> = new Set(["FairnessReport", "ValidationReport", "MonitoringReport", "PrivacyTest"]);

interface Found {
  readonly paths: readonly string[];
  readonly entry: Readonly<Record<string, string>>;
}

/** Offers a list of what was found, each entry blamed on its own places; unknown when nothing was, but not all read. */
function offer(context: RuleContext, fact: string, found: readonly Found[], unread: readonly string[]): void {
  const list: Json[] = found.map(({ entry }) => Object.assign(emptyObject(), entry));
  context.derive(
    fact,
    found.length === 0 && unread.length > 0 ? undefined : list,
    found.length > 0 ? found.flatMap(({ paths }) => paths) : ["evidence"],
    unread,
  );
  found.forEach(({ paths }, i) => context.derive(`${fact}[${i}]`, undefined, paths));
}

/**
 * Offers `facts.evidence.contradictions`, stated numbers that their own counts or another document refute, and
 * `facts.evidence.implausible`, signs that numbers are copied or invented. Each names its document, and `why` or `sign`
 * says it in a sentence.
 */
export function consistencyFacts(
  context: RuleContext,
  references: readonly Reference[],
  attached: readonly Attached[],
): void {
  // Numbers that cannot be read cannot be said to agree.
  const unread = references
    .filter(({ kind, state }) => state.is === "unread" && numeric.has(kind ?? ""))
    .map(({ index }) => `manifest.evidence[${index}]`);
  const contradictions = contradictionsOf(context, attached).map(
    ({ paths, document, what, claimed, recomputed }): Found => ({
      paths,
      entry: {
        document,
        what,
        claimed,
        recomputed,
        why: `${what} in ${document}: stated ${claimed}, recomputed ${recomputed}`,
      },
    }),
  );
  const signs = signsOf(context, attached).map(({ paths, document, sign }): Found => ({
    paths,
    entry: { document, sign: `in ${document}, ${sign}` },
  }));
  offer(context, "facts.evidence.contradictions", contradictions, unread);
  offer(context, "facts.evidence.implausible", signs, unread);
}
