import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { type DocumentBuilder, createBuilder, buildDocuments } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { type DiagnosticCollector, createCollector } from "./diagnostics.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { dateOf, isAbsent, numberOf, quoted, textOf, wordOf } from "./values.ts";

/**
 * Reads the results of evaluations as Hugging Face keeps them (`eval_results.yaml`): a list of values reached on the
 * tasks of benchmark data sets. Each becomes a ValidationReport on that data set, dated, and made by the user or
 * organisation named as its source. The file does not say what is measured (the benchmark does), so that the value
 * stands without the name of a metric. A template with its placeholders is refused.
 */
export function importHuggingFaceEval(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/hugging-face-eval");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  if (!Array.isArray(root.value)) {
    log.error(root.place, "evaluation results are a list, each with `dataset` and `value`");
    return buildDocuments(log, []);
  }
  refusePlaceholders(root, log);
  const drafts = log.failed() ? [] : root.items().flatMap((result) => reportOf(file, result, log) ?? []);
  const [first] = root.items();
  if (first && drafts.length > 0) log.warn(first.place, "the metric of the values is missing: no rule can use them");
  return buildDocuments(log, drafts);
}

/** `{task_id}` is a map in YAML, with a key and nothing else; in quotes it is a text. */
function refusePlaceholders(node: SourceNode, log: DiagnosticCollector): void {
  for (const inner of [...node.items(), ...node.entries()]) {
    const keys = inner.entries();
    const [only] = keys;
    const isMap = keys.length === 1 && only?.value === null;
    const name = isMap ? `{${only?.key ?? ""}}` : inner.value;
    if (isMap || (typeof name === "string" && /^\{\w+\}$/.test(name)))
      log.error(inner.place, `${quote(wordOf(name))} is a placeholder of the template: fill it in or remove it`);
    else refusePlaceholders(inner, log);
  }
}

function reportOf(file: string, result: SourceNode, log: DiagnosticCollector): DocumentBuilder | undefined {
  const [id, task, value, date] = [
    result.get("dataset", "id"),
    result.get("dataset", "task_id"),
    result.get("value"),
    result.get("date"),
  ];
  const absent = [isAbsent(id) ? "dataset.id" : "", isAbsent(task) ? "dataset.task_id" : "", isAbsent(value) ? "value" : ""]; // prettier-ignore
  const missing = absent.filter((name) => name !== "");
  if (!isObject(result.value) || missing.length > 0) {
    log.error(
      result.place,
      `a result states dataset.id, dataset.task_id and value; this one lacks ${missing.join(", ")}`,
    );
    return undefined;
  }
  const number = numberOf(value);
  if (number === undefined) {
    log.error(value.place, `the value of a result must be a number, not ${quoted(value)}`);
    return undefined;
  }
  const report = createBuilder(file, "ValidationReport", result.place);
  const by = [result.get("source", "org"), result.get("source", "user")].find((one) => !isAbsent(one));
  report.put(["subject", "dataset"], textOf(id, log), id.place);
  report.put(["metadata", "title"], textOf(task, log), task.place);
  report.put(["metadata", "date"], dateOf(date, log), date.place);
  if (by) report.put(["metadata", "by"], textOf(by, log), by.place);
  report.put(["metrics", 0, "value"], number, value.place);
  return report;
}
