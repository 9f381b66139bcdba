import { isObject } from "../../util/json.ts";
import { addDays } from "../../util/date.ts";
import { type SourceNode, readData } from "./data-reader.ts";
import { createCollector } from "./diagnostics.ts";
import { buildDocuments, createBuilder } from "./document-builder.ts";
import { putAt } from "./scikit-learn.ts";
import type { Imported } from "./types.ts";

/** Milliseconds of a day. */
const DAY = 86_400_000;

/**
 * Reads the metrics of MLflow: a run (`{"info": …, "data": {"metrics": …}}`, as `mlflow runs describe` and
 * `Run.to_dictionary` write it) or the `metrics.json` of an evaluation. They become a ValidationReport, as those of
 * scikit-learn do; a run is dated by its end. An `MLmodel` file has no results and no text on use or limits.
 */
export function importMlflow(file: string, text: string): Imported {
  const log = createCollector(file, "evidence/mlflow");
  const root = readData(file, text, log);
  if (!root) return buildDocuments(log, []);
  if (isObject(root.get("flavors").value)) {
    const what = "an `MLmodel` file says how to load a model, and nothing on its results, use or limits";
    log.error(root.place, `${what}: attach the metrics of its run or a model card`);
    return buildDocuments(log, []);
  }
  const report = createBuilder(file, "ValidationReport", root.place);
  const metrics = root.get("data", "metrics");
  if (isObject(metrics.value)) {
    const end = root.get("info", "end_time");
    report.put(["metadata", "date"], dayOf(end), end.place);
    putAt(report, metrics, log);
  } else putAt(report, root, log);
  return buildDocuments(log, [report]);
}

/** The day in UTC of a time in milliseconds since 1970; undefined for anything else. */
function dayOf({ value }: SourceNode): string | undefined {
  const days = typeof value === "number" && Number.isFinite(value) ? Math.floor(value / DAY) : Number.NaN;
  return days > 0 && days < 100_000 ? addDays("1970-01-01", days) : undefined;
}
