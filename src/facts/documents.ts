import type { EvidenceKind } from "../model/document.ts";
import { type JsonObject, isObject } from "../model/json.ts";
import { binsOf, calibrationOf } from "./bins.ts";
import { type RuleContext, mapsOf, numberAt } from "./context.ts";
import { cellsOf, ratesOf } from "./groups.ts";
import { asJson, newcombe, wilson } from "./intervals.ts";
import { type SourceAttribute, sourceAttributes } from "./tables.ts";

/** Offers what can be worked out from one document of a kind by itself. */
type KindFacts = (context: RuleContext, at: string) => void;

function trainingRecord(context: RuleContext, at: string): void {
  const [completed, needed] = [numberAt(context.get(`${at}.completed`)), numberAt(context.get(`${at}.needed`))];
  const share = completed !== undefined && needed !== undefined && needed > 0 ? completed / needed : undefined;
  context.derive(`${at}.completion`, share, [`${at}.completed`, `${at}.needed`]);
}

/**
 * Offers how many entries of a list are so; unknown while of one it cannot be told.
 * @param decide whether an entry is so, or the fields that would tell
 */
function deriveCount(
  context: RuleContext,
  path: string,
  list: string,
  decide: (map: JsonObject) => boolean | readonly string[],
): void {
  const each = mapsOf(context.get(list)).map(({ index, map }) => ({ at: `${list}[${index}]`, is: decide(map) }));
  const open = each.flatMap(({ at, is }) => (typeof is === "boolean" ? [] : is.map((field) => `${at}.${field}`)));
  const count = each.filter(({ is }) => is === true).length;
  const known = Array.isArray(context.get(list)) && open.length === 0;
  context.derive(path, known ? count : undefined, [list], open);
}

function committeeReview(context: RuleContext, at: string): void {
  deriveCount(context, `${at}.openConditions`, `${at}.conditions`, ({ met }) =>
    typeof met === "boolean" ? !met : ["met"],
  );
}

/** Whether a high risk is open past its day and nobody accepted it, or the fields that would tell. */
function isOverdue(risk: JsonObject, asOf: string): boolean | readonly string[] {
  const { level, status, due, acceptedBy } = risk;
  const isLate = typeof due === "string" ? due < asOf : undefined;
  const isHarmless = [level ?? "high", status ?? "open"].join(" ") !== "high open";
  if (isHarmless || isLate === false || typeof acceptedBy === "string") return false;
  const open = ["level", "status", "due"].filter((field) => typeof risk[field] !== "string");
  return open.length === 0 || open;
}

function riskAnalysis(context: RuleContext, at: string): void {
  const asOf = String(context.get("asOf"));
  deriveCount(context, `${at}.overdueHighRisks`, `${at}.risks`, (risk) => isOverdue(risk, asOf));
}

/** The calibration errors of what has calibration bins, a group or a report. */
function calibration(context: RuleContext, at: string, map: JsonObject): void {
  const found = calibrationOf(binsOf(map) ?? []);
  for (const name of ["expectedCalibrationError", "maximumCalibrationError", "calibrationInTheLarge"] as const)
    context.derive(`${at}.${name}`, found && asJson(found[name]), [`${at}.calibrationBins`]);
}

/** The rates of each group with their Wilson bounds, as far as its counts are shown, and its calibration errors. */
function fairnessReport(context: RuleContext, at: string): void {
  for (const { index, map } of mapsOf(context.get(`${at}.groups`))) {
    const group = `${at}.groups[${index}]`;
    for (const [name, rate] of Object.entries(ratesOf(cellsOf(map))))
      context.derive(`${group}.${name}`, rate && asJson(rate), [group]);
    calibration(context, group, map);
  }
}

/**
 * Sensitivity by the counts at the operating threshold, calibration errors by the bins, and whether the test was
 * independent: made outside development, on cases that share neither patients nor sites with the training data.
 */
function validationReport(context: RuleContext, at: string): void {
  const counts = context.get(`${at}.counts`);
  const sensitivity = isObject(counts) ? ratesOf(cellsOf(counts)).sensitivity : undefined;
  context.derive(`${at}.sensitivity`, sensitivity && asJson(sensitivity), [`${at}.counts`]);
  const report = context.get(at);
  calibration(context, at, isObject(report) ? report : {});

  const [setting, overlap] = [context.get(`${at}.setting`), context.get(`${at}.trainTestOverlap`)];
  const elsewhere = typeof setting === "string" ? independentSettings.includes(setting) : undefined;
  const apart = typeof overlap === "string" ? overlap === "none" : undefined;
  const decided = elsewhere === false || apart === false ? false : elsewhere && apart;
  const blamed = elsewhere === false ? ["setting", "trainTestOverlap"] : ["trainTestOverlap", "setting"];
  context.derive(
    `${at}.independent`,
    decided,
    blamed.map((field) => `${at}.${field}`),
  );
}

const independentSettings = ["external", "local-silent", "local-live"];

/**
 * The highest risk that one record is re-identified, 1 / k (L. Sweeney, IJUFKS 10, 2002), and the advantage of a
 * membership attack, its true minus its false positive rate (Yeom et al., CSF 2018), with Newcombe bounds.
 */
function privacyTest(context: RuleContext, at: string): void {
  const number = (field: string): number | undefined => numberAt(context.get(`${at}.${field}`));
  const k = number("smallestClass");
  context.derive(`${at}.maxRisk`, k !== undefined && k > 0 ? 1 / k : undefined, [`${at}.smallestClass`]);

  const [tp, fp] = [number("attackTp"), number("attackFp")];
  const [members, others] = [number("attackMembers"), number("attackNonMembers")];
  const caught = tp === undefined || members === undefined ? undefined : wilson(tp, members);
  const mistaken = fp === undefined || others === undefined ? undefined : wilson(fp, others);
  context.derive(
    `${at}.advantage`,
    caught && mistaken && asJson(newcombe(caught, mistaken)),
    ["attackTp", "attackFp", "attackMembers", "attackNonMembers"].map((field) => `${at}.${field}`),
  );
}

const notAvailable = /^\s*not[ -]available\.?\s*$/i;

/** Whether a card gives a text for a source attribute, or says that there is none where the rule lets it. */
function isStated(attributes: JsonObject, { key, mayBeNotAvailable }: SourceAttribute): boolean {
  const text = attributes[key];
  if (typeof text !== "string" || text.trim() === "") return false;
  return mayBeNotAvailable || !notAvailable.test(text);
}

/** How many of the 31 source attributes of 45 CFR 170.315(b)(11)(iv)(B) a model card states. */
function modelCard(context: RuleContext, at: string): void {
  const attributes = context.get(`${at}.attributes`);
  const stated = isObject(attributes) ? sourceAttributes.filter((one) => isStated(attributes, one)) : undefined;
  context.derive(`${at}.attributesStated`, stated?.length, [`${at}.attributes`]);
}

/** What is worked out about one document, by its kind. */
export const kindFacts: Partial<Record<EvidenceKind, KindFacts>> = {
  CommitteeReview: committeeReview,
  FairnessReport: fairnessReport,
  ModelCard: modelCard,
  PrivacyTest: privacyTest,
  RiskAnalysis: riskAnalysis,
  TrainingRecord: trainingRecord,
  ValidationReport: validationReport,
};
