import { isObject } from "../../util/json.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { atSpan, createCollector } from "./diagnostics.ts";
import { buildDocuments, createBuilder } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { dateOf, isAbsent, isPlaceholder, textOf, wordOf } from "./values.ts";

/** Where an assessment stands, by the number that the program writes. An archived one may never have been approved. */
const statuses: Readonly<Record<string, string>> = { "0": "draft", "1": "rejected", "2": "approved", "3": "approved" };

/** The parts of an assessment, and how the references of the answers start that belong to them. */
const parts: readonly (readonly [string, RegExp])[] = [
  ["description", /^1[12]\d$/],
  ["necessity", /^21\d$/],
  ["risks", /^3[234]\d$/],
  ["measures", /^31\d$/],
];

/**
 * Reads an assessment that the PIA software of CNIL exports as JSON (`{"pia": …, "answers": [{"reference_to": "111",
 * "data": {"text": …}}], "measures": […]}`). It becomes an ImpactAssessment of type `dpia`: status, author, the day of
 * the last change, and a part for each chapter that has an answer. The example of the software is no assessment.
 */
export function importCnilPia(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/cnil-pia");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  const pia = root.get("pia");
  const status = pia.get("status");
  if (!isObject(pia.value) || !Array.isArray(root.get("answers").value) || isAbsent(status)) {
    log.error(
      root.place,
      "this is not an export of the PIA software of CNIL: it has `pia` with a status, and `answers`",
    );
    return buildDocuments(log, []);
  }
  if (["1", "true"].includes(wordOf(pia.get("is_example").value)))
    log.error(pia.get("is_example").place, "this is the example of the PIA software: export your own assessment");
  const report = createBuilder(file, "ImpactAssessment", pia.place);
  report.put(["type"], "dpia", pia.place);
  const word = wordOf(status.value);
  if (Object.hasOwn(statuses, word)) report.put(["status"], statuses[word], status.place);
  else log.warn(status.place, "this status does not say whether the assessment was approved and is not read");
  const [author, changed] = [pia.get("author_name"), pia.get("updated_at")];
  report.put(["metadata", "by"], textOf(author, log), author.place);
  report.put(["metadata", "date"], dateOf(changed, log), changed.place);
  let index = 0;
  for (const [part, pattern] of parts) {
    const place = answerTo(pattern, root) ?? (part === "measures" ? measureIn(root) : undefined);
    if (place) report.put(["parts", index++], part, atSpan(place.place()));
  }
  return buildDocuments(log, [report]);
}

/** The words of a text, which may be HTML. */
const isAnswer = ({ value }: SourceNode): boolean => {
  if (typeof value !== "string") return false;
  const words = value
    .slice(0, 5000)
    .replaceAll(/<[^<>]*>|&nbsp;/g, " ")
    .trim();
  return words !== "" && !isPlaceholder(words);
};

const answerTo = (pattern: RegExp, root: SourceNode): SourceNode | undefined =>
  root
    .get("answers")
    .items()
    .find((answer) => pattern.test(wordOf(answer.get("reference_to").value)) && isAnswer(answer.get("data", "text")));

const measureIn = (root: SourceNode): SourceNode | undefined =>
  root.get("measures").items().find((measure) => isAnswer(measure.get("content"))); // prettier-ignore
