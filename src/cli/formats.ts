import {
  type FormatName,
  formatsWithExplanations,
  formats,
  isFormat,
  formatsWithAllOutcomes,
} from "../output/report/index.ts";
import { UsageError } from "./command.ts";

/** The output format that an option states. */
export function parseFormat(stated = "console"): FormatName {
  if (isFormat(stated)) return stated;
  throw new UsageError(`--format takes one of ${Object.keys(formats).join(", ")}, not \`${stated}\``);
}

/** How much a format tells of what passes or does not apply. */
export function detailFor(format: FormatName, all: boolean): { explainAll: boolean; openAlone: boolean } {
  return {
    explainAll: all || formatsWithExplanations.includes(format),
    openAlone: !all && !formatsWithAllOutcomes.includes(format),
  };
}
