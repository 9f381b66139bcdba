import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { isDate } from "../util/date.ts";
import { type Json, formatPath, isObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";

/** Fields with the day of something that has happened. Plans, ends and deadlines are in other fields. */
const past =
  /(?:^|\.)(?:last[A-Z]\w*|reviewed|\w+(?:Checked|Screened|Reviewed|Reported)|classified|legacyApplication|legacyAgreement|inputsAsked|workersInformed|workflowTested|assessed|dpoAdvice|notified|thresholdsSet|addressableDecisions\[\d+\]\.date)$/;

/** Dates in one document that are named. */
const MOST = 20;

/** Warnings for days after the date of the check in fields that tell of the past. */
export function futureDates(document: Document, asOf: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const walk = (value: Json | undefined, path: Path): void => {
    if (found.length >= MOST || value === undefined) return;
    if (Array.isArray(value)) for (const [i, one] of value.entries()) walk(one, [...path, i]);
    else if (isObject(value)) for (const key of Object.keys(value)) walk(value[key], [...path, key]);
    else if (typeof value === "string" && value > asOf && isDate(value) && past.test(formatPath(path))) {
      const { file, start, end } = document.locate(path);
      const message = `${formatPath(path)} is ${value}, after the date of the check, ${asOf}: write the day on which it happened`;
      found.push({ code: "document/future-date", severity: "warning", message, file, span: { start, end } });
    }
  };
  walk(document.value, []);
  return found;
}
