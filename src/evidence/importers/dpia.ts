import { type RoledSection, withRoles } from "./card-sections.ts";
import { type DiagnosticCollector, atStart, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import { labelled, piecesOf, sectionsOf } from "./markdown-reader.ts";
import type { Imported } from "./types.ts";
import { dateOf, isPlaceholder, textOf } from "./values.ts";

/** Headings and the part of an assessment that stands below them (GDPR Art. 35(7); CNIL and ICO templates). */
const parts: readonly (readonly [string, RegExp])[] = [
  ["description", /\bdescription\b|\bdescribe\b.*processing|^(?:context|scope|nature|overview)\b|nature, scope/],
  ["necessity", /necess|proportional/],
  ["risks", /\brisks?\b/],
  ["measures", /\bmeasures?\b|\bmitigat|\bsafeguards?\b|\bcontrols?\b/],
];

/** Words of a template in a table or a text: an answer in brackets. */
const blank = /^\s*(?:\[[^\]]*\]|\{\{.*\}\}|_+|\.+|n\/?a|tbd|tbc|todo)?\s*$/i;

/**
 * Reads a data protection impact assessment in Markdown. It becomes an ImpactAssessment of type `dpia`: a part for each
 * heading that has an answer below it, the day on which the data protection officer advised, and the status, residual
 * risk, author and date of labels such as `**Status**: Approved`. Without a status it is a template, or
 * a text about such assessments.
 */
export function importDpia(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/dpia");
  const report = createBuilder(file, "ImpactAssessment");
  const sections = withRoles(sectionsOf(text));
  if (!/impact assessment|\bdpia\b|analyse d.impact|\bpia\b/i.test(text.slice(0, 5000))) {
    log.error(atStart, "this is not a data protection impact assessment: name it so in its first heading");
    return buildDocuments(log, []);
  }
  putParts(report, sections);
  putLabels(report, sections, log);
  if (!report.document(0).value["status"])
    log.error(atStart, "the status of the assessment is missing: state it, as in `**Status**: Approved`");
  if (!report.isEmpty()) report.put(["type"], "dpia", atStart);
  return buildDocuments(log, [report]);
}

/** Whether a section has an answer: words that are no prompt of a template. */
function isAnswered({ section }: RoledSection): boolean {
  return piecesOf(section).some(
    ({ rest, value }) => !blank.test(rest) && !isPlaceholder(rest) && !isPlaceholder(value),
  );
}

function putParts(report: DocumentBuilder, sections: readonly RoledSection[]): void {
  let index = 0;
  for (const [part, pattern] of parts) {
    const about = sections.find((one) => [one.section.title, ...one.above].some((title) => pattern.test(title)) && isAnswered(one)); // prettier-ignore
    const place = about?.section.heading.place;
    if (place) report.put(["parts", index++], part, place);
  }
}

const statuses: Readonly<Record<string, string>> = { approved: "approved", "signed off": "approved", draft: "draft", rejected: "rejected", "in review": "draft" }; // prettier-ignore
const levels: Readonly<Record<string, string>> = { low: "low", medium: "moderate", moderate: "moderate", high: "high" };

function putLabels(report: DocumentBuilder, sections: readonly RoledSection[], log: DiagnosticCollector): void {
  const labels = labelled(sections.map(({ section }) => section));
  const first = (...names: readonly string[]) => names.map((name) => labels.get(name)).find((one) => one !== undefined);
  const choice = (path: string, table: Readonly<Record<string, string>>, ...names: readonly string[]): void => {
    const label = first(...names);
    const word = label && (textOf(label, log) ?? "").toLowerCase().replace(/[.!]$/, "");
    if (!label || !word) return;
    if (Object.hasOwn(table, word)) report.put([path], table[word], label.place);
    else log.warn(label.place, `this is not one of ${Object.keys(table).join(", ")} and is not read`);
  };
  choice("status", statuses, "status", "approval status", "dpia status");
  choice("residualRisk", levels, "residual risk", "overall residual risk", "residual risk level");
  const [date, advice, by] = [first("date", "assessment date", "date completed", "date prepared"), first("dpo advice", "dpo advice date", "date of dpo advice", "dpo consulted"), first("author", "prepared by", "completed by", "assessor")]; // prettier-ignore
  if (date) report.put(["metadata", "date"], dateOf(date, log), date.place);
  if (advice && /^\d{4}-\d{2}-\d{2}/.test(String(advice.value))) report.put(["dpoAdvice"], dateOf(advice, log), advice.place); // prettier-ignore
  if (by) report.put(["metadata", "by"], textOf(by, log), by.place);
}
