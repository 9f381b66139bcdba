import { isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { looksLikeTable, readCsv } from "./csv-reader.ts";
import { type SourceNode, type SourceValue, readData } from "./data-reader.ts";
import { type DiagnosticCollector, type SpanGetter, atStart, createCollector } from "./diagnostics.ts";
import { type DocumentBuilder, buildDocuments, createBuilder } from "./document-builder.ts";
import type { Imported } from "./types.ts";
import { bare } from "./terms.ts";
import { dateOf, isAbsent, numberOf, quoted, textOf, wordOf } from "./values.ts";

/** The drift of one column. */
interface ColumnDrift {
  readonly column: string;
  readonly metric: string;
  readonly value: SourceValue;
  readonly place: SpanGetter;
}

/** Most columns of one file. */
const MOST = 1000;
const DEEPEST = 6;

/** Measures of drift that a manifest can watch, by their names in other tools. */
const measures: Readonly<Record<string, readonly string[]>> = {
  psi: ["psi", "psivalue", "psiscore", "populationstabilityindex"],
  ks: ["ks", "ksstatistic", "ksstat"],
  "js-distance": ["jsdistance", "jensenshannondistance", "jensenshannon"],
  wasserstein: ["wasserstein", "wassersteindistance", "wassersteindistancenormed"],
};

/** The measure that a name means; undefined for another one, such as the p-value of a test. */
const measureOf = (name: string): string | undefined =>
  Object.keys(measures).find((measure) => measures[measure]?.includes(bare(name)));

/** Columns that hold what the model puts out. */
const outputs = new Set(["prediction", "predictions", "pred", "ypred", "score", "scores", "riskscore", "modelscore", "probability", "predictedprobability", "output"]); // prettier-ignore
/** Columns that hold the outcome: no signal of caregate. */
const outcomes = new Set(["target", "label", "ytrue", "outcome"]);

/**
 * Reads a report on drift: of Evidently (JSON, 0.4 to 0.7), or any JSON or CSV that states a population stability index
 * (`psi`) or another distance for each column. It becomes a MonitoringReport with one signal for each column and measure:
 * `output-drift` for what the model puts out, else `input-drift`. The p-value of a test is named and not read, since it is
 * no distance.
 */
export function importDrift(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/drift");
  const report = createBuilder(file, "MonitoringReport");
  const others = new Map<string, SpanGetter>();
  if (looksLikeTable(text)) putSignals(report, inTable(file, text, log), log);
  else {
    const root = readData(file, text, log);
    if (!root) return buildDocuments(log, []);
    putHead(report, root, log);
    const evidently = root
      .get("metrics")
      .items()
      .flatMap((metric) => evidentlyDrift(metric, others));
    putSignals(report, evidently.length + others.size > 0 ? evidently : plainDrift(root, 0), log);
  }
  sayOthers(others, log);
  if (!report.document(0).value["signals"] && !log.failed() && others.size === 0)
    log.error(atStart, "no drift found: state `psi` for each column, or write the report with `method=\"psi\"`"); // prettier-ignore
  return buildDocuments(log, [report]);
}

function putHead(report: DocumentBuilder, root: SourceNode, log: DiagnosticCollector): void {
  const stated = (keys: readonly string[]): SourceNode | undefined =>
    keys.map((key) => root.get(...key.split("."))).find((one) => typeof one.value === "string");
  const date = stated(["date", "timestamp", "generated_at", "created_at", "report_date"]);
  const [from, to] = [stated(["period.from", "period.start", "current_start"]), stated(["period.to", "period.end", "current_end"])]; // prettier-ignore
  const [model, version] = [stated(["model_name", "model"]), stated(["model_version"])];
  if (date) report.put(["metadata", "date"], dateOf(date, log), date.place);
  if (from) report.put(["period", "from"], dateOf(from, log), from.place);
  if (to) report.put(["period", "to"], dateOf(to, log), to.place);
  if (model) report.put(["subject", "model"], textOf(model, log), model.place);
  if (version) report.put(["subject", "modelVersion"], textOf(version, log), version.place);
}

/** The drift in one metric of Evidently; columns that go by another measure are put into `others`. */
function evidentlyDrift(metric: SourceNode, others: Map<string, SpanGetter>): ColumnDrift[] {
  const [config, result] = [metric.get("config"), metric.get("result")];
  const columns = [result, ...result.get("drift_by_columns").entries()].filter(
    (one) => !isAbsent(one.get("drift_score")),
  );
  const old = columns.map((one) => ({ column: one.get("column_name"), method: one.get("stattest_name"), value: one.get("drift_score") })); // prettier-ignore
  const isNew = wordOf(config.get("type").value).endsWith(":ValueDrift");
  const all = isNew
    ? [{ column: config.get("column"), method: config.get("method"), value: metric.get("value") }]
    : old;
  return all.flatMap(({ column, method, value }) => {
    const [name, metric] = [wordOf(column.value), measureOf(wordOf(method.value))];
    if (metric !== undefined) return [{ column: name, metric, value, place: value.place }];
    others.set(`${name} by ${wordOf(method.value)}`, value.place);
    return [];
  });
}

/** The PSI of columns wherever a file states it. */
function plainDrift(node: SourceNode, depth: number): ColumnDrift[] {
  if (depth > DEEPEST) return [];
  const children = [...node.items(), ...node.entries()];
  return children.flatMap((child): ColumnDrift[] => {
    const metric = measureOf(child.key);
    if (metric !== undefined && isObject(child.value))
      return child.entries().flatMap((one) => (typeof one.value === "number" ? [{ column: one.key, metric, value: one, place: one.place }] : plainDrift(one, depth + 1))); // prettier-ignore
    if (metric !== undefined && !isAbsent(child)) {
      const name = ["feature", "feature_name", "column", "column_name", "name", "variable"].map((key) => node.get(key)).find((one) => typeof one.value === "string"); // prettier-ignore
      return [{ column: name ? wordOf(name.value) : node.key, metric, value: child, place: child.place }];
    }
    return plainDrift(child, depth + 1);
  });
}

function inTable(file: string, text: string, log: DiagnosticCollector): ColumnDrift[] {
  const table = readCsv(file, text, log);
  return (table?.rows ?? []).flatMap(({ key, cells, place }) => {
    const name = cells.find((cell) => ["feature", "column", "variable", "name", "featurename", "columnname"].includes(bare(cell.name))); // prettier-ignore
    return cells.flatMap((value) => {
      const metric = measureOf(value.name);
      return metric === undefined ? [] : [{ column: name ? wordOf(name.value) : (key[0] ?? ""), metric, value, place }];
    });
  });
}

function putSignals(report: DocumentBuilder, drifts: readonly ColumnDrift[], log: DiagnosticCollector): void {
  const beyond = drifts[MOST];
  if (beyond) log.error(beyond.place, `there are ${drifts.length} columns and at most ${MOST} are read`);
  let index = 0;
  for (const { column, metric, value, place } of drifts.slice(0, MOST)) {
    const number = numberOf(value);
    if (isAbsent(value) || outcomes.has(bare(column))) continue;
    if (number === undefined || number < 0) {
      log.error(place, `the drift of ${quote(column)} must be a number from 0, not ${quoted(value)}`);
      continue;
    }
    const signal = outputs.has(bare(column)) ? "output-drift" : "input-drift";
    report.put(["signals", index, "signal"], signal, place);
    report.put(["signals", index, "metric"], metric, place);
    report.put(["signals", index++, "value"], number, place);
  }
}

function sayOthers(others: ReadonlyMap<string, SpanGetter>, log: DiagnosticCollector): void {
  const [place] = others.values();
  if (!place) return;
  const names = [...others.keys()];
  const listed = names.slice(0, 5).map(quote).join(", ");
  const rest = names.length > 5 ? ` and ${names.length - 5} more` : "";
  log.warn(place, `drift by these measures is not read (${listed}${rest}): write the report with \`method="psi"\``); // prettier-ignore
}
