import type { EvidenceKind } from "../model/document.ts";
import { type JsonObject, isObject, mapsOf, numberAt } from "../util/json.ts";
import { binsOf, calibrationOf } from "./stats/calibration.ts";
import type { RuleContext, FactBuilder } from "./context.ts";
import { cellsOf, ratesOf } from "./stats/confusion-matrix.ts";
import { asJson } from "./stats/intervals.ts";
import { privacyTest } from "./privacy-tests.ts";
import { type SourceAttribute, sourceAttributes } from "./reference-data.ts";

/** Derives the facts of one document of a kind from that document alone. */
type KindFacts = (facts: FactBuilder) => void;

function trainingRecord(facts: FactBuilder): void {
  const [completed, needed] = [numberAt(facts.get("completed")), numberAt(facts.get("needed"))];
  const share = completed !== undefined && needed !== undefined && needed > 0 ? completed / needed : undefined;
  facts.derive("completion", share, ["completed", "needed"]);
}

/**
 * Derives the number of entries that match; unknown while one entry is undecided.
 *
 * @param decide whether an entry matches, or the missing fields that would decide it
 */
function deriveCount(
  facts: FactBuilder,
  path: string,
  list: string,
  decide: (map: JsonObject) => boolean | readonly string[],
): void {
  const each = mapsOf(facts.get(list)).map(({ index, map }) => ({ at: `${list}[${index}]`, is: decide(map) }));
  const open = each.flatMap(({ at, is }) => (typeof is === "boolean" ? [] : is.map((field) => `${at}.${field}`)));
  const count = each.filter(({ is }) => is === true).length;
  const known = Array.isArray(facts.get(list)) && open.length === 0;
  facts.derive(path, known ? count : undefined, [list], open);
}

/** Derives the number of conditions that are not met. An approval that lists none has none. */
function committeeReview(facts: FactBuilder): void {
  const listed = facts.get("conditions") ?? undefined;
  if (listed === undefined && facts.get("decision") === "approved") facts.derive("openConditions", 0, ["decision"]);
  else deriveCount(facts, "openConditions", "conditions", ({ met }) => (typeof met === "boolean" ? !met : ["met"]));
}

/**
 * Checks whether a high risk is open past its due date and not accepted; returns the missing fields when undecided. A
 * risk without a due date is not overdue.
 */
function isOverdue(risk: JsonObject, asOf: string): boolean | readonly string[] {
  const { level, status, due, acceptedBy } = risk;
  const isLate = typeof due === "string" && due < asOf;
  const isHarmless = [level ?? "high", status ?? "open"].join(" ") !== "high open";
  if (isHarmless || !isLate || typeof acceptedBy === "string") return false;
  const open = ["level", "status"].filter((field) => typeof risk[field] !== "string");
  return open.length === 0 || open;
}

/** Derives the number of overdue high risks in a risk analysis. It depends on the evaluation date. */
export function riskFacts(context: RuleContext, at: string): void {
  const asOf = String(context.get("asOf"));
  deriveCount(context, `${at}.overdueHighRisks`, `${at}.risks`, (risk) => isOverdue(risk, asOf));
}

/** Derives the calibration errors of a group or report with calibration bins. */
function calibration(facts: FactBuilder, prefix: string, map: JsonObject): void {
  const found = calibrationOf(binsOf(map) ?? []);
  for (const name of ["expectedCalibrationError", "maximumCalibrationError", "calibrationInTheLarge"] as const)
    facts.derive(`${prefix}${name}`, found && asJson(found[name]), [`${prefix}calibrationBins`]);
}

/** Derives the rates of some counts with Wilson bounds, where the counts are shown. */
function rates(facts: FactBuilder, at: string, counts: JsonObject): void {
  for (const [name, rate] of Object.entries(ratesOf(cellsOf(counts))))
    facts.derive(`${at}.${name}`, rate && asJson(rate), [at]);
}

/** Derives the rates of each group and of all of them, and the calibration errors of each group. */
function fairnessReport(facts: FactBuilder): void {
  const overall = facts.get("overall");
  if (isObject(overall)) rates(facts, "overall", overall);
  for (const { index, map } of mapsOf(facts.get("groups"))) {
    const group = `groups[${index}]`;
    rates(facts, group, map);
    calibration(facts, `${group}.`, map);
  }
}

/**
 * Derives the sensitivity from the counts at the operating threshold, the calibration errors from the bins, and whether
 * the test was independent: outside development, with neither patients nor sites shared with the training data.
 */
function validationReport(facts: FactBuilder): void {
  const counts = facts.get("counts");
  const sensitivity = isObject(counts) ? ratesOf(cellsOf(counts)).sensitivity : undefined;
  facts.derive("sensitivity", sensitivity && asJson(sensitivity), ["counts"]);
  const report = facts.get("");
  calibration(facts, "", isObject(report) ? report : {});

  const [setting, overlap] = [facts.get("setting"), facts.get("trainTestOverlap")];
  const elsewhere = typeof setting === "string" ? independentSettings.includes(setting) : undefined;
  const apart = typeof overlap === "string" ? overlap === "none" : undefined;
  const decided = elsewhere === false || apart === false ? false : elsewhere && apart;
  const blamed = elsewhere === false ? ["setting", "trainTestOverlap"] : ["trainTestOverlap", "setting"];
  facts.derive("independent", decided, blamed);
}

const independentSettings = ["external", "local-silent", "local-live"];

/** Words that stand for no text. */
const notAvailable = /^\s*(?:not[ -]available|unavailable|unknown|n\/?a|tbd)\.?\s*$/i;

/**
 * Checks whether a card has a text for a source attribute, or marks it as not available where the rule permits that.
 */
function isStated(attributes: JsonObject, { key, mayBeNotAvailable }: SourceAttribute): boolean {
  const text = attributes[key];
  if (typeof text !== "string" || text.trim() === "") return false;
  return mayBeNotAvailable || !notAvailable.test(text);
}

/** Derives how many of the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B) a model card states. */
function modelCard(facts: FactBuilder): void {
  const attributes = facts.get("attributes");
  const stated = isObject(attributes) ? sourceAttributes.filter((one) => isStated(attributes, one)) : undefined;
  facts.derive("attributesStated", stated?.length, ["attributes"]);
}

/** Derived facts of single documents, by kind. */
export const kindFacts: Partial<Record<EvidenceKind, KindFacts>> = {
  CommitteeReview: committeeReview,
  FairnessReport: fairnessReport,
  ModelCard: modelCard,
  PrivacyTest: privacyTest,
  TrainingRecord: trainingRecord,
  ValidationReport: validationReport,
};
