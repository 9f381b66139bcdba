import type { ClaimConflict } from "../claim.ts";
import { capabilityConflicts } from "./capabilities.ts";
import { classificationConflicts } from "./classification.ts";
import { dataConflicts } from "./data.ts";
import { decisionConflicts } from "./decision.ts";
import { functionConflicts } from "./function.ts";
import { jurisdictionConflicts } from "./jurisdictions.ts";
import { modelConflicts } from "./model.ts";
import { peopleConflicts } from "./people.ts";

/** Values that exclude each other, by claim. */
export const conflicts: readonly ClaimConflict[] = [
  ...jurisdictionConflicts,
  ...functionConflicts,
  ...peopleConflicts,
  ...dataConflicts,
  ...capabilityConflicts,
  ...modelConflicts,
  ...decisionConflicts,
  ...classificationConflicts,
];
