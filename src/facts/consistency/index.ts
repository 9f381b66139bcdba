import type { Reference } from "../../evidence/reference.ts";
import { evidenceCollections } from "../../model/document.ts";
import { type Json, emptyObject, numberAt, textList } from "../../util/json.ts";
import { memoizeByObject } from "../../util/memoize.ts";
import { findContradictionsAcross } from "./across-documents.ts";
import { findGroupBinContradictions, findReportBinContradictions } from "./calibration.ts";
import { findMetricContradictions, findRateContradictions } from "./claims.ts";
import { findGapContradictions } from "./gaps.ts";
import { type ExpectedPopulation, findAnomalies } from "./plausibility/index.ts";
import { type Contradiction, type EvidenceDocument, type Anomaly, evidenceDocuments } from "./contradiction.ts";
import {
  psiSignalsOf,
  findMonitoringContradictions,
  findPeriodContradictions,
  findPrivacyTestContradictions,
  findTrainingPeriodContradictions,
} from "./within-document.ts";
import { findPublicationContradictions } from "./publication.ts";
import { findShareContradictions, findTotalContradictions, repeatedGroups } from "./totals.ts";
import type { AttachedEvidence, RuleContext } from "../context.ts";

/** The groups that contradictions refer to. */
const groupsOf = (contradictions: readonly Contradiction[]): Set<string> =>
  new Set(contradictions.flatMap(({ paths }) => paths.map((path) => path.replace(/(\.groups\[\d+\]).*$/, "$1"))));

/** Finds contradictions within a fairness report. Each cause is reported once. */
const inFairness = memoizeByObject((report: EvidenceDocument): Contradiction[] => {
  const rates = findRateContradictions(report);
  const bins = findGroupBinContradictions(report, groupsOf(rates));
  const repeated = repeatedGroups(report);
  const refuted = groupsOf([...rates, ...bins, ...repeated]);
  const gaps = findGapContradictions(report, refuted);
  const totals = repeated.length > 0 ? [] : findTotalContradictions(report, refuted);
  return [
    ...findPublicationContradictions(report),
    ...rates,
    ...bins,
    ...repeated,
    ...gaps,
    ...totals,
    ...findShareContradictions(report),
    ...findPeriodContradictions(report),
  ];
});

/** Finds contradictions within a validation report. Each cause is reported once. */
function inValidation(report: EvidenceDocument, localPrevalence: number | undefined): Contradiction[] {
  const metrics = findMetricContradictions(report, localPrevalence);
  const published = findPublicationContradictions(report);
  return [...published, ...(metrics.length > 0 ? metrics : findReportBinContradictions(report))];
}

function contradictionsOf(context: RuleContext, attached: readonly AttachedEvidence[]): Contradiction[] {
  const [fairness, validation, monitoring, privacy, cards] = [
    "fairnessReports",
    "validationReports",
    "monitoringReports",
    "privacyTests",
    "modelCards",
  ].map((collection) => evidenceDocuments(attached, collection)) as [
    EvidenceDocument[],
    EvidenceDocument[],
    EvidenceDocument[],
    EvidenceDocument[],
    EvidenceDocument[],
  ];
  const localPrevalence = numberAt(context.get("spec.monitoring.localPrevalence"));
  const psiSignals = psiSignalsOf(context.get("spec.monitoring.signals"));
  const within = [
    ...fairness.flatMap(inFairness),
    ...validation.flatMap((report) => inValidation(report, localPrevalence)),
    ...monitoring.flatMap((report) => [
      ...findPublicationContradictions(report),
      ...findMonitoringContradictions(report, psiSignals),
      ...findPeriodContradictions(report),
    ]),
    ...privacy.flatMap(findPrivacyTestContradictions),
    ...cards.flatMap(findTrainingPeriodContradictions),
  ];
  const refuted = new Set(within.flatMap(({ paths }) => paths.map((path) => path.replace(/\].*$/, "]"))));
  return [...within, ...findContradictionsAcross({ fairness, validation, cards, localPrevalence }, refuted)];
}

/** Reports about another system, model or version: they do not count, but what counts may be copied from them. */
function otherSubjects(references: readonly Reference[], kind: string): EvidenceDocument[] {
  return references.flatMap(({ index, state }) => {
    const document = state.is === "refused" ? state.about : undefined;
    if (document?.kind !== kind) return [];
    return [{ at: `manifest.evidence[${index}]`, file: document.file, value: document.value }];
  });
}

function anomaliesOf(
  context: RuleContext,
  references: readonly Reference[],
  attached: readonly AttachedEvidence[],
): Anomaly[] {
  const [promised, missing] = ["spec.fairness.axes", "facts.fairness.axesMissing"].map((path) =>
    textList(context.get(path)),
  );
  const expected: ExpectedPopulation = {
    axesKnown: new Set([...(promised ?? []), ...(missing ?? [])]),
    maxGap: numberAt(context.get("spec.fairness.maxSensitivityGap")),
  };
  const bundle = {
    fairness: evidenceDocuments(attached, "fairnessReports"),
    validation: evidenceDocuments(attached, "validationReports"),
    cards: [],
    localPrevalence: numberAt(context.get("spec.monitoring.localPrevalence")),
  };
  const reports = (["FairnessReport", "ValidationReport", "MonitoringReport"] as const).map((kind) => ({
    counting: evidenceDocuments(attached, evidenceCollections[kind]),
    others: otherSubjects(references, kind),
  }));
  return findAnomalies(bundle, expected, reports);
}

/** Kinds of evidence that state numbers. */
const numeric: ReadonlySet<string> = new Set(["FairnessReport", "ValidationReport", "MonitoringReport", "PrivacyTest"]);

interface ContradictionList {
  readonly paths: readonly string[];
  readonly entry: Readonly<Record<string, string>>;
}

/**
 * Derives a list of findings. Each entry blames its own paths. An empty list is unknown when not all documents were
 * read.
 */
function offer(
  context: RuleContext,
  fact: string,
  found: readonly ContradictionList[],
  unread: readonly string[],
): void {
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
 * Derives `facts.evidence.contradictions` (stated numbers that their own counts or another document contradict) and
 * `facts.evidence.implausible` (signs that numbers are copied or invented). Each entry names its document and explains
 * itself in `why` or `sign`.
 */
export function consistencyFacts(
  context: RuleContext,
  references: readonly Reference[],
  attached: readonly AttachedEvidence[],
): void {
  // Unreadable numbers may still contradict each other.
  const unread = references
    .filter(({ kind, state }) => state.is === "unread" && numeric.has(kind ?? ""))
    .map(({ index }) => `manifest.evidence[${index}].format`);
  const contradictions = contradictionsOf(context, attached).map(
    ({ paths, document, what, claimed, recomputed }): ContradictionList => ({
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
  const signs = anomaliesOf(context, references, attached).map(({ paths, document, sign }): ContradictionList => ({
    paths,
    entry: { document, sign: `in ${document}, ${sign}` },
  }));
  offer(context, "facts.evidence.contradictions", contradictions, unread);
  offer(context, "facts.evidence.implausible", signs, unread);
}
