import { type JsonObject, isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { putList, putUse, putUsers } from "./model-card.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import { type GroupSource, putGroups } from "./groups.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { piecesOf } from "./markdown-reader.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import type { SourceValue } from "./data-reader.ts";
import { ofHundred, textOf, wordOf } from "./values.ts";
import { axisOf, rateOf } from "./terms.ts";
import { type LocatedElement, readXml } from "./xml-reader.ts";

const namespaces = ["https://mc.chai.org/v0.1/schema.xsd", "https://mc.chai.org/v0.2/schema.xsd"];

/** Source attributes of 45 CFR 170.315(b)(11)(iv)(B) that one element of the card answers by itself. */
const attributes: Readonly<Record<string, readonly string[]>> = {
  funding_source: ["TrustIngredients", "TransparencyInformation", "FundingSource"],
  output_value: ["TrustIngredients", "AISystemFacts", "OutcomesAndOutputs"],
  intended_use: ["UsesAndDirections", "IntendedUseAndWorkflow"],
  intended_population: ["UsesAndDirections", "TargetedPatientPopulation"],
  intended_users: ["UsesAndDirections", "PrimaryIntendedUsers"],
  cautioned_uses: ["UsesAndDirections", "CautionedOutOfScopeSettings"],
  known_risks_limits: ["Warnings", "KnownRisksAndLimitations"],
  bias_management: ["TrustIngredients", "AISystemFacts", "BiasMitigationApproaches"],
};

/**
 * Reads an Applied Model Card of the Coalition for Health AI (XML, v0.1 and v0.2). It becomes a ModelCard: intended use,
 * cautioned settings, known risks and biases, and the source attributes that one element answers by itself. In v0.2 the
 * results under usefulness and safety become a ValidationReport, and those under fairness that are a rate of a group,
 * labelled `Sensitivity (Gender: female)`, a FairnessReport of claims. Results in prose, as in v0.1, are not read. A
 * card says when the model was released, not when it was itself written, so that it has no date.
 */
export function importChaiModelCard(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/chai-model-card");
  const root = readXml(text, log);
  if (!root) return buildDocuments(log, []);
  if (root.name !== "AppliedModelCard" || !namespaces.includes(root.namespace ?? "")) {
    log.error(root.place, `this is not an AppliedModelCard of ${namespaces.join(" or ")}`);
    return buildDocuments(log, []);
  }
  refuseTwice(root, log);
  const drafts = (["ModelCard", "ValidationReport", "FairnessReport"] as const).map((kind) => createBuilder(file, kind, root.place)); // prettier-ignore
  const [card, validation, fairness] = drafts as [DocumentBuilder, DocumentBuilder, DocumentBuilder];
  for (const one of drafts) putSubject(one, root, one === card ? log : undefined);
  putCard(card, root, log);
  putAttributes(card, root, log);
  const sections = ["UsefulnessUsabilityEfficacy", "SafetyReliability"];
  putMetrics(
    validation,
    sections.flatMap((section) => resultsOf(root.find("KeyMetrics", section), log)),
    log,
  );
  putFairness(fairness, resultsOf(root.find("KeyMetrics", "FairnessEquity"), log), log);
  return buildDocuments(log, drafts);
}

/** Elements that may stand several times. */
const repeatable: ReadonlySet<string> = new Set(["EHR", "Keyword", "MetricResult", "Signature"]);

function refuseTwice(element: LocatedElement, log: DiagnosticCollector): void {
  const seen = new Set<string>();
  for (const child of element.children) {
    if (seen.has(child.name) && !repeatable.has(child.name))
      log.error(child.place, `${quote(child.name)} is here a second time: keep one`);
    seen.add(child.name);
    if (child.name !== "Signature") refuseTwice(child, log);
  }
}

/** A log that says nothing, for what was said already. */
const silent: DiagnosticCollector = {
  diagnostics: [],
  error: () => {},
  warn: () => {},
  note: () => {},
  failed: () => false,
};

function putSubject(one: DocumentBuilder, root: LocatedElement, log: DiagnosticCollector = silent): void {
  const name = root.find("BasicInfo", "ModelName");
  const version = root.find("ReleaseInfo", "ReleaseVersion");
  if (name) one.put(["subject", "model"], textOf(name, log), name.place);
  if (version) one.put(["subject", "modelVersion"], textOf(version, log), version.place);
}

function putCard(card: DocumentBuilder, root: LocatedElement, log: DiagnosticCollector): void {
  const use = root.find("UsesAndDirections", "IntendedUseAndWorkflow");
  const negated = use ? putUse(card, [use], log) : [];
  const users = root.find("UsesAndDirections", "PrimaryIntendedUsers");
  putUsers(card, pieces(users), log);
  putList(card, "outOfScope", pieces(root.find("UsesAndDirections", "CautionedOutOfScopeSettings")), log, negated);
  const risks = pieces(root.find("Warnings", "KnownRisksAndLimitations"));
  putList(card, "limits", [...risks, ...pieces(root.find("Warnings", "KnownBiasesOrEthicalConsiderations"))], log);
}

function putAttributes(card: DocumentBuilder, root: LocatedElement, log: DiagnosticCollector): void {
  const [developer, contact] = [root.find("BasicInfo", "ModelDeveloper"), root.find("BasicInfo", "DeveloperContact")];
  const [who, where] = [developer && textOf(developer, log), contact && textOf(contact, log)];
  if (contact && who !== undefined && where !== undefined)
    card.put(["attributes", "developer_contact"], `${who}, ${where}`, contact.place);
  for (const [key, path] of Object.entries(attributes)) {
    const element = root.find(...path);
    // What counts as not stated was said where the same element was read for the card.
    if (element) card.put(["attributes", key], textOf(element, silent), element.place);
  }
}

/** What an element says in Markdown, piece by piece, each on its line. */
function pieces(element: LocatedElement | undefined): SourceValue[] {
  if (!element) return [];
  const { value, place } = element;
  if (typeof value !== "string" || !value.includes("\n")) return [element];
  const first = place().start.line;
  const lines = value.split("\n").map((text, i) => ({ number: first + i, text: text.replaceAll("\u200B", "") }));
  return piecesOf({ lines }).map((piece) => (piece.place().start.line === first ? { ...piece, place } : piece));
}

/** The results of a section of v0.2; of prose it is said that it is not read. */
function resultsOf(section: LocatedElement | undefined, log: DiagnosticCollector): MetricResult[] {
  const prose = section?.find("Result");
  if (prose) log.warn(prose.place, "results in prose are not read: state them as MetricResult, as in v0.2 of the card");
  const results = section?.find("Results")?.children ?? [];
  return results.flatMap((result) => {
    const [label, json] = [result.find("Label"), result.find("ValueJson")];
    const figure = json && figureOf(json, log);
    if (!label || !figure) return [];
    return [{ name: wordOf(label.value).replace(/ *\(overall\)$/i, ""), ...figure, place: label.place }];
  });
}

/** The value of a result, with its bounds; one in another unit than shares and hundredths is left as a text. */
function figureOf(
  json: LocatedElement,
  log: DiagnosticCollector,
): Pick<MetricResult, "value" | "low" | "high"> | undefined {
  const figure = parsed(json, log);
  if (!figure) return undefined;
  const { kind, unit } = figure;
  const stated = (value: unknown): SourceValue => {
    if (typeof value !== "number" || unit === undefined)
      return { value: value as SourceValue["value"], place: json.place };
    return { value: unit === "%" ? ofHundred(value) : `${value} ${wordOf(unit)}`, place: json.place };
  };
  if (kind === "single") return { value: stated(figure["value"]) };
  if (kind !== "estimate_ci") return { value: stated(`${wordOf(kind)}: ${wordOf(json.value)}`) };
  const { estimate, lower, upper, level } = figure;
  const value = stated(estimate);
  if (level === 95) return { value, low: stated(lower), high: stated(upper) };
  const said = level === undefined ? "has no level" : `is at ${quote(wordOf(level))} %, not at 95 %`;
  log.warn(json.place, `the interval ${said}, so that it is not read`);
  return { value };
}

function parsed(json: LocatedElement, log: DiagnosticCollector): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(wordOf(json.value));
    if (isObject(value)) return value;
  } catch {
    // Said below, as for what is no map.
  }
  log.error(json.place, `${quote(wordOf(json.value))} is not a map in JSON`);
  return undefined;
}

/** Claims on groups that a label names; what else stands under fairness is named and left out. */
function putFairness(fairness: DocumentBuilder, results: readonly MetricResult[], log: DiagnosticCollector): void {
  const groups = new Map<string, GroupSource & { measures: GroupSource["measures"][number][] }>();
  for (const { name, value, place } of results) {
    const [, rate = "", attribute = "", group = ""] = /^([^()]+)\(([^():]+):([^()]+)\)$/.exec(name) ?? [];
    const axis = axisOf([attribute]);
    if (axis === undefined || rateOf(rate) === undefined || group.trim() === "") {
      log.warn(
        place,
        `${quote(name)} is not a rate of a group and is not read: write it as \`Sensitivity (Gender: female)\``,
      );
      continue;
    }
    const key = `${axis}\0${group.trim()}`;
    const source = groups.get(key) ?? { axis, group: group.trim(), place, measures: [] };
    source.measures.push({ name: rate, ...value });
    groups.set(key, source);
  }
  putGroups(fairness, [...groups.values()], log);
}
