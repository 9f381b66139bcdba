import { type Document, type EvidenceKind, evidenceCollections } from "../model/document.ts";
import { daysBetween } from "../model/date.ts";
import { type Json, type JsonObject, emptyObject, isObject } from "../model/json.ts";
import type { Reference } from "../evidence/resolve.ts";
import { type Attached, type RuleContext, mapsOf, numberAt } from "./context.ts";
import { type Counts, countsOf, ratesOf } from "./groups.ts";

/** An evidence document to be attached, with what is known of how it came. */
export interface Evidence {
  readonly document: Document;
  readonly kind: EvidenceKind;
  readonly ids: readonly string[];
  readonly pinned: boolean;
}

/** Attaches evidence to the context, by collection, each document with what can be computed about it. */
export function attachEvidence(context: RuleContext, evidence: readonly Evidence[]): Attached[] {
  const counts = new Map<string, number>();
  return evidence.map(({ document, kind, ids, pinned }) => {
    const collection = evidenceCollections[kind];
    const index = counts.get(collection) ?? 0;
    counts.set(collection, index + 1);
    const list = (context.get(`evidence.${collection}`) ?? []) as Json[];
    list.push(structuredCopy(document.value));
    if (index === 0) context.alias(`evidence.${collection}`, "evidence", list);
    context.bind(`evidence.${collection}[${index}]`, document);
    describeDocument(context, `evidence.${collection}[${index}]`, kind, pinned);
    return { collection, index, ids, document };
  });
}

/** A copy that computed fields can be added to without touching the document. */
function structuredCopy(value: Json): Json {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (!isObject(value)) return value;
  const copy = emptyObject();
  for (const key of Object.keys(value)) copy[key] = structuredCopy(value[key] as Json);
  return copy;
}

function before(a: Json | undefined, b: Json | undefined): boolean | undefined {
  return typeof a === "string" && typeof b === "string" ? a <= b : undefined;
}

/** Offers what is computed about one document: its age, its assurance, and what its kind adds. */
function describeDocument(context: RuleContext, at: string, kind: EvidenceKind, pinned: boolean): void {
  const date = context.get(`${at}.metadata.date`);
  const asOf = context.get("asOf");
  const goLive = context.get("spec.goLive");
  const lastChange = context.get("spec.model.lastChange");
  const nextReview = context.get(`${at}.metadata.nextReview`);
  const dated = `${at}.metadata.date`;
  context.derive(`${at}.ageDays`, daysBetween(date, asOf), [dated]);
  context.derive(`${at}.beforeGoLive`, before(date, goLive), [dated, "spec.goLive"]);
  context.derive(`${at}.coversLastChange`, before(lastChange, date), [dated, "spec.model.lastChange"]);
  context.derive(
    `${at}.overdue`,
    typeof nextReview === "string" ? before(nextReview, asOf) === true && nextReview !== asOf : undefined,
    [`${at}.metadata.nextReview`],
  );
  context.derive(`${at}.assurance`, assuranceOf(context, at, pinned), [at]);
  kindFacts[kind]?.(context, at);
}

/** How well a document is known: `verified` when pinned by digest and bound to this model and version. */
function assuranceOf(context: RuleContext, at: string, pinned: boolean): string {
  const bound =
    context.get(`${at}.subject.model`) !== undefined && context.get(`${at}.subject.modelVersion`) !== undefined;
  if (pinned && bound) return "verified";
  return context.get(`${at}.metadata.by`) === undefined ? "claimed" : "attested";
}

const kindFacts: Partial<Record<EvidenceKind, (context: RuleContext, at: string) => void>> = {
  TrainingRecord(context, at) {
    const [completed, needed] = [numberAt(context.get(`${at}.completed`)), numberAt(context.get(`${at}.needed`))];
    const share = completed !== undefined && needed !== undefined && needed > 0 ? completed / needed : undefined;
    context.derive(`${at}.completion`, share, [`${at}.completed`, `${at}.needed`]);
  },
  CommitteeReview(context, at) {
    const conditions = context.get(`${at}.conditions`);
    const open = Array.isArray(conditions)
      ? mapsOf(conditions).filter(({ map }) => map["met"] !== true).length
      : undefined;
    context.derive(`${at}.openConditions`, open, [`${at}.conditions`]);
  },
  RiskAnalysis(context, at) {
    const risks = context.get(`${at}.risks`);
    const asOf = String(context.get("asOf"));
    const overdue = mapsOf(risks).filter(
      ({ map }) =>
        map["level"] === "high" &&
        map["status"] === "open" &&
        String(map["due"] ?? "") < asOf &&
        map["acceptedBy"] === undefined,
    );
    context.derive(`${at}.overdueHighRisks`, Array.isArray(risks) ? overdue.length : undefined, [`${at}.risks`]);
  },
  FairnessReport(context, at) {
    for (const { index, map } of mapsOf(context.get(`${at}.groups`))) {
      const counts = countsOf(map);
      if (!counts) continue;
      const rates = ratesOf(counts);
      for (const [name, rate] of Object.entries(rates)) {
        const inputs = [`${at}.groups[${index}]`];
        context.derive(`${at}.groups[${index}].${name}`, rate && { ...rate }, inputs);
      }
    }
  },
};

/** Tolerance when a stated rate is compared with its counts: half a unit of the second decimal. */
const ROUNDING = 0.005;

interface Contradiction {
  readonly path: string;
  readonly document: string;
  readonly what: string;
  readonly claimed: string;
  readonly recomputed: string;
}

/** Stated rates that their own counts refute. */
function refutedRates(report: JsonObject, at: string, file: string): Contradiction[] {
  return mapsOf(report["groups"]).flatMap(({ index, map }) => {
    const counts = countsOf(map);
    const claimed = map["claimed"];
    if (!counts || !isObject(claimed)) return [];
    const rates: Record<string, { value: number } | undefined> = { ...ratesOf(counts), accuracy: accuracyOf(counts) };
    return Object.entries(claimed).flatMap(([name, stated]) => {
      const rate = Object.hasOwn(rates, name) ? rates[name] : undefined;
      if (typeof stated !== "number" || (rate && Math.abs(stated - rate.value) <= ROUNDING)) return [];
      if (!Object.hasOwn(rates, name)) return [];
      const what = `${name} of ${String(map["axis"])} ${String(map["group"])}`;
      const recomputed = rate ? rate.value.toFixed(4) : "undefined, as there are no cases";
      return [
        { path: `${at}.groups[${index}].claimed.${name}`, document: file, what, claimed: String(stated), recomputed },
      ];
    });
  });
}

function accuracyOf({ tp, fp, tn, fn }: Counts): { value: number } | undefined {
  const n = tp + fp + tn + fn;
  return n > 0 ? { value: (tp + tn) / n } : undefined;
}

/** Axes on which nobody is counted twice, but whose groups hold more cases than there are. */
function refutedTotals(report: JsonObject, at: string, file: string): Contradiction[] {
  const overall = isObject(report["overall"]) ? countsOf(report["overall"]) : undefined;
  const exclusive = Array.isArray(report["axesExclusive"]) ? report["axesExclusive"] : [];
  if (!overall) return [];
  return exclusive.flatMap((axis) => {
    const groups = mapsOf(report["groups"]).filter(({ map }) => map["axis"] === axis);
    return (["tp", "fp", "tn", "fn"] as const).flatMap((cell) => {
      const sum = groups.reduce((total, { map }) => total + (numberAt(map[cell]) ?? 0), 0);
      if (sum <= overall[cell]) return [];
      const what = `${cell} over all cases, against the groups of ${String(axis)}`;
      return [
        {
          path: `${at}.overall.${cell}`,
          document: file,
          what,
          claimed: String(overall[cell]),
          recomputed: String(sum),
        },
      ];
    });
  });
}

/** Kinds of evidence that state numbers. */
const numeric: ReadonlySet<string> = new Set(["FairnessReport", "ValidationReport", "MonitoringReport", "PrivacyTest"]);

/** Offers `facts.evidence.unusable`, `unpinned` and `contradictions`. */
export function evidenceFacts(
  context: RuleContext,
  references: readonly Reference[],
  attached: readonly Attached[],
): void {
  const entry = ({ index }: Reference): string => `manifest.evidence[${index}]`;
  const unstated = references.flatMap(({ index, state }) =>
    state.is === "unstated" ? [`manifest.evidence[${index}].${state.field}`] : [],
  );
  const refused = references.flatMap((reference) =>
    reference.state.is === "refused" ? [{ reference, reason: reference.state.reason }] : [],
  );
  const blamed = refused.length > 0 ? refused.map(({ reference }) => entry(reference)) : ["evidence"];
  const unusable = refused.map(({ reference, reason }) => ({
    path: reference.file,
    kind: reference.kind ?? "",
    reason,
  }));
  context.derive(
    "facts.evidence.unusable",
    refused.length === 0 && unstated.length > 0 ? undefined : unusable,
    blamed,
    unstated,
  );
  refused.forEach(({ reference }, i) => context.alias(`facts.evidence.unusable[${i}]`, entry(reference)));
  const unpinned = references.filter(({ pinned }) => !pinned);
  const names = unpinned.map(({ ids, file }) => ids[0] ?? file);
  context.derive("facts.evidence.unpinned", names, unpinned.length > 0 ? unpinned.map(entry) : ["evidence"]);

  const found = attached
    .filter(({ collection }) => collection === "fairnessReports")
    .flatMap(({ index, document }) => {
      const at = `evidence.fairnessReports[${index}]`;
      return [...refutedRates(document.value, at, document.file), ...refutedTotals(document.value, at, document.file)];
    });
  const contradictions = found.map(({ document, what, claimed, recomputed }) => ({
    document,
    what,
    claimed,
    recomputed,
  }));
  // Numbers that cannot be read cannot be said to agree.
  const unread = references.filter(({ kind, state }) => state.is === "unread" && numeric.has(kind ?? "")).map(entry);
  context.derive(
    "facts.evidence.contradictions",
    found.length === 0 && unread.length > 0 ? undefined : contradictions,
    found.length > 0 ? found.map(({ path }) => path) : ["evidence"],
    unread,
  );
  found.forEach(({ path }, i) => context.alias(`facts.evidence.contradictions[${i}]`, path));
}
