import { putList, putUsers } from "./model-card.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, atStart, createCollector } from "./diagnostics.ts";
import { type MarkdownSection, labelled, piecesOf, placeOf, sectionsOf } from "./markdown-reader.ts";
import { type MetricResult, putMetrics } from "./metrics.ts";
import { type SourceNode, type SourceValue, readData } from "./data-reader.ts";
import { dateOf, isAbsent, isPlaceholder, textOf, textsOf, wordOf } from "./values.ts";

type Role = "use" | "out-of-scope" | "limits" | "users" | "authors" | "none";

/** Headings, and what stands below them. */
const roles: readonly (readonly [RegExp, Role])[] = [
  [
    /^(?:primary )?intended uses?(?: *(?:&|and) limitations)?$|^intended use\(s\)$|^(?:primary|direct|downstream) uses?$/,
    "use",
  ],
  [/out[- ]of[- ]scope|^misuse|^(?:not intended|unintended uses?|prohibited uses?|contraindications)/, "out-of-scope"],
  [/\blimitations?\b|^(?:known )?(?:risks?|bias(?:es)?)(?:$|,| and )|^caveats/, "limits"],
  [/^(?:primary )?intended users?$/, "users"],
  [/^model card authors?$/, "authors"],
  [/^recommendations$|^how to (?:use|get started)/, "none"],
];

/**
 * Reads a model card as Hugging Face has it: a Markdown text, with YAML before it or without. It becomes a ModelCard:
 * intended use, uses out of scope, limitations and intended users from the sections of those names (a subsection of the
 * limitations belongs to them), model, version and date from lines such as `**Version**: 1.0.0`, or from the YAML's
 * `model_name`, and what it was trained on from the YAML's `datasets` or the source that the section on training data
 * names. The results in `model-index` become a ValidationReport for each model. Figures in the text and its tables are
 * not read. What the template asks and nobody answered counts as not stated.
 */
export function importHuggingFaceCard(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/hugging-face-card");
  const { head, bodyFrom } = splitHead(file, text, log);
  const sections = sectionsOf(text, bodyFrom);
  const card = createBuilder(file, "ModelCard");
  putSubject(card, sections, head, log);
  putSections(card, sections, log);
  putDatasets(card, sections, head, log);
  sayTables(sections, log);
  return buildDocuments(log, [
    card,
    ...(head?.get("model-index").items() ?? []).map((entry) => resultsOf(file, entry, log)),
  ]);
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

function putSubject(
  card: DocumentBuilder,
  sections: readonly MarkdownSection[],
  head: SourceNode | undefined,
  log: DiagnosticCollector,
): void {
  const labels = labelled(sections);
  const nothing: SourceValue = { value: undefined, place: atStart };
  const first = (...candidates: (SourceValue | undefined)[]): SourceValue =>
    candidates.find((one) => one !== undefined && !isAbsent(one)) ?? nothing;
  const name = first(labels.get("model name"), head?.get("model_name"), head?.get("model-index", 0, "name"));
  const version = first(labels.get("version"), labels.get("model version"), head?.get("model_version"));
  const date = first(labels.get("date"), labels.get("model date"), labels.get("last updated"));
  card.put(["subject", "model"], textOf(name, log), name.place);
  card.put(["subject", "modelVersion"], textOf(version, log), version.place);
  card.put(["metadata", "date"], dateOf(date, log), date.place);
}

interface Roled {
  readonly role: Role;
  readonly section: MarkdownSection;
}

/** Sections with what they are for; one within the limitations, with no name of its own here, belongs to them. */
function withRoles(sections: readonly MarkdownSection[]): Roled[] {
  const above: { level: number; role: Role }[] = [];
  return sections.map((section) => {
    while ((above.at(-1)?.level ?? -1) >= section.level && above.length > 0) above.pop();
    const own = roles.find(([pattern]) => pattern.test(section.title))?.[1];
    const role = own ?? (above.at(-1)?.role === "limits" ? "limits" : "none");
    above.push({ level: section.level, role });
    return { role, section };
  });
}

function putSections(card: DocumentBuilder, sections: readonly MarkdownSection[], log: DiagnosticCollector): void {
  const roled = withRoles(sections);
  const pieces = (role: Role): SourceValue[] =>
    roled.filter((one) => one.role === role).flatMap(({ section }) => piecesOf(section));
  const uses = textsOf(pieces("use"), log);
  if (uses[0]) card.put(["intendedUse"], uses.map(({ text }) => text).join("\n"), uses[0].place);
  putList(card, "outOfScope", pieces("out-of-scope"), log);
  putList(card, "limits", pieces("limits"), log);
  putUsers(card, pieces("users").map(beforeColon), log);
  const [author] = textsOf(pieces("authors"), log);
  if (author) card.put(["metadata", "by"], author.text, author.place);
}

/** The data sets a model was trained on: those of the YAML, or else the source that the section on them names. */
function putDatasets(
  card: DocumentBuilder,
  sections: readonly MarkdownSection[],
  head: SourceNode | undefined,
  log: DiagnosticCollector,
): void {
  const listed = head?.get("datasets");
  const labels = labelled(sections.filter(({ title }) => title === "training data"));
  const source = labels.get("source") ?? labels.get("dataset");
  const stated = listed && !isAbsent(listed) ? (Array.isArray(listed.value) ? listed.items() : [listed]) : [];
  const names = textsOf(stated.length > 0 || !source ? stated : [source], log);
  for (const [i, { text, place }] of names.entries()) card.put(["trainingData", i, "name"], text, place);
}

/** `Healthcare providers: physicians, nurses` names the users before the colon. */
function beforeColon({ value, place }: SourceValue): SourceValue {
  return { value: typeof value === "string" ? value.replace(/:.*$/, "") : value, place };
}

/** Says once that figures in tables are not read. */
function sayTables(sections: readonly MarkdownSection[], log: DiagnosticCollector): void {
  const about = sections.filter(({ title }) => /performance|results|evaluation|metrics|fairness|subgroup/.test(title));
  const row = about.flatMap(({ lines }) => lines).find(({ text }) => /^\s*\|.*\d/.test(text) && !isPlaceholder(text));
  if (row)
    log.note(placeOf(row), "figures in the text and its tables are not read: state them in `model-index` or as a report"); // prettier-ignore
}

/** A ValidationReport from one model's results; the data set is named when there is only one. */
function resultsOf(file: string, entry: SourceNode, log: DiagnosticCollector): DocumentBuilder {
  const report = createBuilder(file, "ValidationReport", entry.place);
  const name = entry.get("name");
  report.put(["subject", "model"], textOf(name, log), name.place);
  const results = entry.get("results").items();
  const datasets = results.map((result) => result.get("dataset", "name"));
  const [dataset] = datasets;
  if (dataset && new Set(datasets.map(({ value }) => value)).size === 1)
    report.put(["subject", "dataset"], textOf(dataset, log), dataset.place);
  putMetrics(
    report,
    results.flatMap((result) => result.get("metrics").items().map(metricAt)),
    log,
  );
  return report;
}

function metricAt(metric: SourceNode): MetricResult {
  const [type, name] = [metric.get("type"), metric.get("name")];
  const stated = typeof type.value === "string" ? type : name;
  return { name: wordOf(stated.value), value: metric.get("value"), place: stated.place };
}
