import type { EvidenceKind } from "../model/document.ts";
import { type JsonObject, isObject, mapsOf, numberAt } from "../util/json.ts";
import { binsOf, calibrationOf } from "./stats/calibration.ts";
import type { RuleContext, FactBuilder } from "./context.ts";
import { cellsOf, ratesOf } from "./stats/confusion-matrix.ts";
import { asJson, newcombe, wilson } from "./stats/intervals.ts";
import { type SourceAttribute, sourceAttributes } from "./reference-data.ts";

/** Offers what can be worked out from one document of a kind by itself. */
type KindFacts = (sheet: FactBuilder) => void;

function trainingRecord(sheet: FactBuilder): void {
  const [completed, needed] = [numberAt(sheet.get("completed")), numberAt(sheet.get("needed"))];
  const share = completed !== undefined && needed !== undefined && needed > 0 ? completed / needed : undefined;
  sheet.derive("completion", share, ["completed", "needed"]);
}

/**
 * Offers how many entries of a list are so; unknown while of one it cannot be told.
 * @param decide whether an entry is so, or the fields that would tell
 */
function deriveCount(
  sheet: FactBuilder,
  path: string,
  list: string,
  decide: (map: JsonObject) => boolean | readonly string[],
): void {
  const each = mapsOf(sheet.get(list)).map(({ index, map }) => ({ at: `${list}[${index}]`, is: decide(map) }));
  const open = each.flatMap(({ at, is }) => (typeof is === "boolean" ? [] : is.map((field) => `${at}.${field}`)));
  const count = each.filter(({ is }) => is === true).length;
  const known = Array.isArray(sheet.get(list)) && open.length === 0;
  sheet.derive(path, known ? count : undefined, [list], open);
}

function committeeReview(sheet: FactBuilder): void {
  deriveCount(sheet, "openConditions", "conditions", ({ met }) => (typeof met === "boolean" ? !met : ["met"]));
}

/** Whether a high risk is open past its day and nobody accepted it, or the fields that would tell. Without a day it is not. */
function isOverdue(risk: JsonObject, asOf: string): boolean | readonly string[] {
  const { level, status, due, acceptedBy } = risk;
  const isLate = typeof due === "string" && due < asOf;
  const isHarmless = [level ?? "high", status ?? "open"].join(" ") !== "high open";
  if (isHarmless || !isLate || typeof acceptedBy === "string") return false;
  const open = ["level", "status"].filter((field) => typeof risk[field] !== "string");
  return open.length === 0 || open;
}

/** Offers how many high risks are overdue in a risk analysis, which the date judged by decides. */
export function riskFacts(context: RuleContext, at: string): void {
  const asOf = String(context.get("asOf"));
  deriveCount(context, `${at}.overdueHighRisks`, `${at}.risks`, (risk) => isOverdue(risk, asOf));
}

/** The calibration errors of what has calibration bins, a group or a report. */
function calibration(sheet: FactBuilder, prefix: string, map: JsonObject): void {
  const found = calibrationOf(binsOf(map) ?? []);
  for (const name of ["expectedCalibrationError", "maximumCalibrationError", "calibrationInTheLarge"] as const)
    sheet.derive(`${prefix}${name}`, found && asJson(found[name]), [`${prefix}calibrationBins`]);
}

/** The rates of each group with their Wilson bounds, as far as its counts are shown, and its calibration errors. */
function fairnessReport(sheet: FactBuilder): void {
  for (const { index, map } of mapsOf(sheet.get("groups"))) {
    const group = `groups[${index}]`;
    for (const [name, rate] of Object.entries(ratesOf(cellsOf(map))))
      sheet.derive(`${group}.${name}`, rate && asJson(rate), [group]);
    calibration(sheet, `${group}.`, map);
  }
}

/**
 * Sensitivity by the counts at the operating threshold, calibration errors by the bins, and whether the test was
 * independent: made outside development, on cases that share neither patients nor sites with the training data.
 */
function validationReport(sheet: FactBuilder): void {
  const counts = sheet.get("counts");
  const sensitivity = isObject(counts) ? ratesOf(cellsOf(counts)).sensitivity : undefined;
  sheet.derive("sensitivity", sensitivity && asJson(sensitivity), ["counts"]);
  const report = sheet.get("");
  calibration(sheet, "", isObject(report) ? report : {});

  const [setting, overlap] = [sheet.get("setting"), sheet.get("trainTestOverlap")];
  const elsewhere = typeof setting === "string" ? independentSettings.includes(setting) : undefined;
  const apart = typeof overlap === "string" ? overlap === "none" : undefined;
  const decided = elsewhere === false || apart === false ? false : elsewhere && apart;
  const blamed = elsewhere === false ? ["setting", "trainTestOverlap"] : ["trainTestOverlap", "setting"];
  sheet.derive("independent", decided, blamed);
}

const independentSettings = ["external", "local-silent", "local-live"];

/**
 * The highest risk that one record is re-identified, 1 / k (L. Sweeney, IJUFKS 10, 2002), and the advantage of a
 * membership attack, its true minus its false positive rate (Yeom et al., CSF 2018), with Newcombe bounds.
 */
function privacyTest(sheet: FactBuilder): void {
  const number = (field: string): number | undefined => numberAt(sheet.get(field));
  const k = number("smallestClass");
  sheet.derive("maxRisk", k !== undefined && k > 0 ? 1 / k : undefined, ["smallestClass"]);

  const [tp, fp] = [number("attackTp"), number("attackFp")];
  const [members, others] = [number("attackMembers"), number("attackNonMembers")];
  const caught = tp === undefined || members === undefined ? undefined : wilson(tp, members);
  const mistaken = fp === undefined || others === undefined ? undefined : wilson(fp, others);
  const read = ["attackTp", "attackFp", "attackMembers", "attackNonMembers"];
  sheet.derive("advantage", caught && mistaken && asJson(newcombe(caught, mistaken)), read);
}

const notAvailable = /^\s*not[ -]available\.?\s*$/i;

/** Whether a card gives a text for a source attribute, or says that there is none where the rule lets it. */
function isStated(attributes: JsonObject, { key, mayBeNotAvailable }: SourceAttribute): boolean {
  const text = attributes[key];
  if (typeof text !== "string" || text.trim() === "") return false;
  return mayBeNotAvailable || !notAvailable.test(text);
}

/** How many of the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B) a model card states. */
function modelCard(sheet: FactBuilder): void {
  const attributes = sheet.get("attributes");
  const stated = isObject(attributes) ? sourceAttributes.filter((one) => isStated(attributes, one)) : undefined;
  sheet.derive("attributesStated", stated?.length, ["attributes"]);
}

/** What is worked out about one document, by its kind. */
export const kindFacts: Partial<Record<EvidenceKind, KindFacts>> = {
  CommitteeReview: committeeReview,
  FairnessReport: fairnessReport,
  ModelCard: modelCard,
  PrivacyTest: privacyTest,
  TrainingRecord: trainingRecord,
  ValidationReport: validationReport,
};
