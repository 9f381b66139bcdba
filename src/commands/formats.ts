import { type FormatName, explainsAll, formats, isFormat, tellsAll } from "../report/index.ts";
import { UsageError } from "./command.ts";

/** The output format that an option states. */
export function formatOf(stated = "console"): FormatName {
  if (isFormat(stated)) return stated;
  throw new UsageError(`--format takes one of ${Object.keys(formats).join(", ")}, not \`${stated}\``);
}

/** How much a format tells of what passes or does not apply. */
export function detailOf(format: FormatName, all: boolean): { explainAll: boolean; openAlone: boolean } {
  return { explainAll: all || explainsAll.includes(format), openAlone: !all && !tellsAll.includes(format) };
}
