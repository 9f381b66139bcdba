import { importAequitas } from "./aequitas.ts";
import { importAiVerify } from "./aiverify.ts";
import { importChaiModelCard } from "./chai-model-card.ts";
import { importCnilPia } from "./cnil-pia.ts";
import { importCroissant } from "./croissant.ts";
import { importCycloneDx } from "./cyclonedx.ts";
import { importDpia } from "./dpia.ts";
import { importDrift } from "./drift.ts";
import { importFairlearn, importGroupMetrics } from "./fairlearn.ts";
import { importHuggingFaceCard } from "./hugging-face-card.ts";
import { importHuggingFaceEval } from "./hugging-face-eval.ts";
import { importInToto } from "./in-toto.ts";
import type { Importer } from "./types.ts";
import { importMlflow } from "./mlflow.ts";
import { importModelCardToolkit } from "./model-card-toolkit.ts";
import { importMonai } from "./monai.ts";
import { importScikitLearn } from "./scikit-learn.ts";
import { importSpdx } from "./spdx.ts";

export { recogniseFormat } from "./recognise.ts";
export type { ImportOptions, Imported } from "./types.ts";

/** The foreign formats that are read, by the name that a manifest gives in `evidence[].format`. */
export const importers: Readonly<Record<string, Importer>> = {
  aequitas: importAequitas,
  aiverify: importAiVerify,
  "chai-model-card": importChaiModelCard,
  "cnil-pia": importCnilPia,
  croissant: importCroissant,
  cyclonedx: importCycloneDx,
  dpia: importDpia,
  drift: importDrift,
  fairlearn: importFairlearn,
  "group-metrics": importGroupMetrics,
  "hugging-face-card": importHuggingFaceCard,
  "hugging-face-eval": importHuggingFaceEval,
  "in-toto": importInToto,
  mlflow: importMlflow,
  "model-card-toolkit": importModelCardToolkit,
  monai: importMonai,
  "scikit-learn": importScikitLearn,
  spdx: importSpdx,
};
