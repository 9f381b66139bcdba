import {
  type FormatName,
  formatsWithExplanations,
  formats,
  isFormat,
  formatsWithAllOutcomes,
} from "../output/report/index.ts";
import type { Detail } from "../model/detail.ts";
import { UsageError } from "../util/errors.ts";

/** The output format that an option states. */
export function parseFormat(stated = "console"): FormatName {
  if (isFormat(stated)) return stated;
  throw new UsageError(`--format takes one of ${Object.keys(formats).join(", ")}, not \`${stated}\``);
}

/** The detail that a format needs. */
export function detailFor(format: FormatName, all: boolean): Detail {
  if (all || formatsWithExplanations.includes(format)) return "explained";
  return formatsWithAllOutcomes.includes(format) ? "outcomes" : "open";
}
