import type { Imported } from "./types.ts";
/**
 * Reads the metrics of MLflow: a run (`{"info": …, "data": {"metrics": …}}`, as `mlflow runs describe` and
 * `Run.to_dictionary` write it) or the `metrics.json` of an evaluation. They become a ValidationReport, as those of
 * scikit-learn do; a run is dated by its end. An `MLmodel` file has no results and no text on use or limits.
 */
export declare function importMlflow(file: string, text: string): Imported;
