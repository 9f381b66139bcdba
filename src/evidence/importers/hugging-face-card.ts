import { quote } from "../../util/text.ts";
import {
  type RoledSection,
  aboutModel,
  isTemplateHeading,
  nameInHeading,
  textsByRole,
  withRoles,
} from "./card-sections.ts";
import { tableResults } from "./card-tables.ts";
import { putList, putUse, putUsers } from "./model-card.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, atStart, createCollector } from "./diagnostics.ts";
import { type MarkdownSection, cellsOf, labelled, placeOf, sectionsOf } from "./markdown-reader.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import { type SourceNode, type SourceValue, readData } from "./data-reader.ts";
import { dateOf, isAbsent, isPlaceholder, textOf, textsOf, wordOf } from "./values.ts";

/**
 * Reads a model card in Markdown, as Hugging Face has it and as most repositories do: a text, with YAML before it or
 * without. It becomes a ModelCard: intended use, uses out of scope, limitations and intended users from the sections
 * and labels of those names, model, version and date from lines such as `**Version**: 1.0.0` outside the sections on
 * data and software, from the YAML's `model_name`, or the name from the first heading, and what it was trained on from
 * the YAML's `datasets` or the source that the section on training data names. What a text says that the model is not
 * for is out of scope, whatever the heading.
 *
 * The results in `model-index` become a ValidationReport for each model and data set; without them, a table of metrics
 * with one column of values does. What the template asks and nobody answered counts as not stated.
 */
export function importHuggingFaceCard(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/hugging-face-card");
  const { head, bodyFrom } = splitHead(file, text, log);
  const sections = withRoles(sectionsOf(text, bodyFrom));
  const card = createBuilder(file, "ModelCard");
  const subject = subjectOf(sections, head, log);
  putSubject(card, subject);
  putSections(card, sections, log);
  putDatasets(card, sections, head, log);
  const all = sections.map(({ section }) => section);
  if (isTemplateHeading(all)) log.error(atStart, "this is a template by its first heading: fill it in and name the model there"); // prettier-ignore
  const indexed = head?.get("model-index").items() ?? [];
  const reports = indexed.flatMap((entry) => indexedReports(file, entry, indexed.length === 1 ? subject : {}, log));
  const results = indexed.length > 0 ? [] : tableResults(all);
  if (results.length === 0) sayTables(all, log);
  return buildDocuments(log, [card, ...reports, tableReport(file, results, subject, log)]);
}

/** The YAML between two lines of `---` at the top, read in its place, and the line after it. */
function splitHead(
  file: string,
  text: string,
  log: DiagnosticCollector,
): { head: SourceNode | undefined; bodyFrom: number } {
  const lines = text.split("\n");
  if (lines[0]?.trim() !== "---") return { head: undefined, bodyFrom: 1 };
  const end = lines.findIndex((line, i) => i > 0 && /^---\s*$/.test(line));
  if (end === -1) {
    log.error(atStart, "the YAML at the top is not closed: end it with a line of `---`");
    return { head: undefined, bodyFrom: lines.length + 1 };
  }
  const yaml = lines.slice(0, end).join("\n");
  const empty = lines.slice(1, end).every((line) => /^\s*(?:#.*)?$/.test(line));
  return { head: empty ? undefined : readData(file, yaml, log), bodyFrom: end + 2 };
}

/** What a card says of the model that it is about. */
interface CardSubject {
  readonly model?: StatedField | undefined;
  readonly version?: StatedField | undefined;
  readonly date?: StatedField | undefined;
}

interface StatedField {
  readonly text: string;
  readonly place: SourceValue["place"];
}

function subjectOf(
  sections: readonly RoledSection[],
  head: SourceNode | undefined,
  log: DiagnosticCollector,
): CardSubject {
  const labels = labelled(aboutModel(sections));
  const first = (...candidates: (SourceValue | undefined)[]): SourceValue | undefined =>
    candidates.find((one) => one !== undefined && !isAbsent(one));
  const stated = (value: SourceValue | undefined, read: typeof textOf): StatedField | undefined => {
    const text = value && read(value, log);
    return value === undefined || text === undefined ? undefined : { text, place: value.place };
  };
  const name = first(labels.get("model name"), head?.get("model_name"), head?.get("model-index", 0, "name"), labels.get("name"), nameInHeading(sections.map(({ section }) => section))); // prettier-ignore
  const version = first(labels.get("version"), labels.get("model version"), labels.get("version number"), head?.get("model_version"), head?.get("version")); // prettier-ignore
  const date = first(labels.get("date"), labels.get("model date"), labels.get("last updated"), labels.get("release date")); // prettier-ignore
  return { model: stated(name, textOf), version: stated(version, textOf), date: stated(date, dateOf) };
}

function putSubject(one: DocumentBuilder, { model, version, date }: CardSubject): void {
  if (model) one.put(["subject", "model"], model.text, model.place);
  // A remark in brackets behind the version is none of it.
  if (version) one.put(["subject", "modelVersion"], version.text.replace(/^(\S{1,80}) \(.*\)$/s, "$1"), version.place);
  if (date) one.put(["metadata", "date"], date.text, date.place);
}

function putSections(card: DocumentBuilder, sections: readonly RoledSection[], log: DiagnosticCollector): void {
  const texts = textsByRole(sections);
  const negated = putUse(card, texts("use"), log);
  putList(card, "outOfScope", texts("out-of-scope"), log, negated);
  putList(card, "limits", texts("limits"), log);
  putUsers(card, texts("users").map(beforeColon), log);
  const [author] = textsOf(texts("authors"), log);
  if (author) card.put(["metadata", "by"], author.text, author.place);
}

/** The data sets a model was trained on: those of the YAML, or else the source that the section on them names. */
function putDatasets(
  card: DocumentBuilder,
  sections: readonly RoledSection[],
  head: SourceNode | undefined,
  log: DiagnosticCollector,
): void {
  const listed = head?.get("datasets");
  const about = sections.map(({ section }) => section).filter(({ title }) => /^training (?:data|datasets?)$/.test(title)); // prettier-ignore
  const labels = labelled(about);
  const source = ["source", "dataset", "dataset name", "datasets", "name"].map((name) => labels.get(name)).find((one) => one !== undefined); // prettier-ignore
  const stated = listed && !isAbsent(listed) ? (Array.isArray(listed.value) ? listed.items() : [listed]) : [];
  const names = textsOf(stated.length > 0 || !source ? stated : [source], log);
  for (const [i, { text, place }] of names.entries()) card.put(["trainingData", i, "name"], text, place);
}

/** `Healthcare providers: physicians, nurses` names the users before the colon. */
function beforeColon({ value, place }: SourceValue): SourceValue {
  return { value: typeof value === "string" ? value.replace(/:.*$/, "") : value, place };
}

/** A ValidationReport from the tables of metrics in the text. */
function tableReport(
  file: string,
  results: readonly MetricResult[],
  subject: CardSubject,
  log: DiagnosticCollector,
): DocumentBuilder {
  const report = createBuilder(file, "ValidationReport");
  putMetrics(report, results, log);
  putSubject(report, subject);
  return report;
}

/** Says once that figures in tables are not read. */
function sayTables(sections: readonly MarkdownSection[], log: DiagnosticCollector): void {
  const about = sections.filter(({ title }) => /performance|results|evaluation|metrics|fairness|subgroup/.test(title));
  const row = about.flatMap(({ lines }) => lines).find((line) => cellsOf(line)?.some((cell) => /\d/.test(cell)) === true && !isPlaceholder(line.text)); // prettier-ignore
  if (row)
    log.note(placeOf(row), "the figures of this table are not read: state them in `model-index` or as a report"); // prettier-ignore
}

/** A ValidationReport for each data set of one model's results. Data sets with `train` in their name come last. */
function indexedReports(
  file: string,
  entry: SourceNode,
  { version, date }: CardSubject,
  log: DiagnosticCollector,
): DocumentBuilder[] {
  const datasets = new Map<string, SourceNode[]>();
  for (const result of entry.get("results").items()) {
    const dataset = ["name", "split", "config"].map((key) => wordOf(result.get("dataset", key).value)).filter((one) => one !== "").join(", "); // prettier-ignore
    datasets.set(dataset, [...(datasets.get(dataset) ?? []), result]);
  }
  const isTraining = (name: string): boolean => /\btrain/i.test(name);
  const ordered = [...datasets].toSorted(([a], [b]) => Number(isTraining(a)) - Number(isTraining(b)));
  const [first, second] = ordered;
  if (first && second)
    log.warn(entry.place, `there are results on ${ordered.length} data sets, and one report for each: the manifest attaches that on ${quote(first[0])} unless its \`id\` names another, such as ${quote(second[0])}`); // prettier-ignore
  return ordered.map(([dataset, results]) => {
    const report = createBuilder(file, "ValidationReport", entry.place);
    const [name, stated] = [entry.get("name"), results[0]?.get("dataset", "name")];
    report.put(["subject", "model"], textOf(name, log), name.place);
    putSubject(report, { version, date });
    if (stated) report.put(["subject", "dataset"], textOf(stated, log), stated.place);
    if (ordered.length > 1 && dataset !== "") report.put(["metadata", "id"], dataset, stated?.place ?? entry.place);
    putMetrics(report, results.flatMap((result) => result.get("metrics").items().map(metricAt)), log); // prettier-ignore
    return report;
  });
}

function metricAt(metric: SourceNode): MetricResult {
  const [type, name] = [metric.get("type"), metric.get("name")];
  const stated = typeof type.value === "string" ? type : name;
  return { name: wordOf(stated.value), value: metric.get("value"), place: stated.place };
}
