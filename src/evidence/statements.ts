import type { Document } from "../model/document.ts";
import type { Location } from "../model/location.ts";
import { type Json, type JsonObject, type Path, copyJson, getAt, isObject } from "../util/json.ts";

/** The kinds that have each field of `states`. */
const fields: Readonly<Record<string, readonly string[]>> = {
  subject: ["FairnessReport", "ModelCard", "MonitoringReport", "ValidationReport", "PrivacyTest", "AuditReport"],
  metadata: ["FairnessReport", "ModelCard", "MonitoringReport", "ValidationReport", "PrivacyTest", "AuditReport"],
  setting: ["FairnessReport", "ValidationReport"],
  threshold: ["FairnessReport"],
  period: ["FairnessReport", "MonitoringReport"],
  intendedFunctions: ["ModelCard"],
  intendedUsers: ["ModelCard"],
  intendedMinAgeYears: ["ModelCard"],
  outOfScope: ["ModelCard"],
  limits: ["ModelCard"],
};

/** Fills what a document does not state; what it states stays. */
function fill(value: JsonObject, stated: JsonObject): void {
  for (const [key, one] of Object.entries(stated)) {
    const own = value[key];
    if (isObject(one) && isObject(own)) fill(own, one);
    else if ((own === undefined || own === null) && one !== null) value[key] = copyJson(one);
  }
}

/**
 * A document of another tool with what the manifest states about it in `evidence[].states`, such as the model that an
 * Aequitas table is about. A statement is located in the manifest. What the file states itself is never replaced. A
 * signature does not cover what the manifest adds, so that the document no longer counts as signed.
 * @param at position of the entry in the manifest's `evidence`
 */
export function withStatements(document: Document, manifest: Document, at: number, states: Json | undefined): Document {
  if (!isObject(states)) return document;
  const used = Object.fromEntries(Object.entries(states).filter(([key]) => fields[key]?.includes(document.kind)));
  const value = copyJson(document.value);
  fill(value, used);
  const locate = (path: Path): Location => {
    const inManifest = getAt(document.value, path) === undefined && getAt(used, path) !== undefined;
    return inManifest ? manifest.locate(["evidence", at, "states", ...path]) : document.locate(path);
  };
  const { file, index, kind } = document;
  return { file, index, kind, value, locate };
}
