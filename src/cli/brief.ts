import { type BriefFormat, briefFormats } from "../output/report/brief.ts";
import type { FormatName } from "../output/report/index.ts";
import { ruleFilter } from "../output/report/select.ts";
import { UsageError } from "../util/errors.ts";

/** The options that limit what the console output shows. */
export interface DisplayOptions {
  readonly format: FormatName;
  readonly compact: boolean;
  readonly summary: boolean;
  readonly quiet: boolean;
  readonly all: boolean;
  readonly select: readonly string[] | undefined;
  readonly ignore: readonly string[] | undefined;
}

/** What is shown: a short form of the console output, and the rules. */
export interface Display {
  readonly brief: BriefFormat | undefined;
  readonly isShown: ((rule: string) => boolean) | undefined;
}

/**
 * Reads what is shown. Records for other programs are always complete.
 * @throws UsageError for options that do not go together
 */
export function readDisplay(options: DisplayOptions): Display {
  const { format, all, select, ignore } = options;
  const chosen = (Object.keys(briefFormats) as BriefFormat[]).filter((name) => options[name]);
  const written = [...chosen, ...(select ? ["select"] : []), ...(ignore ? ["ignore"] : [])].map((name) => `--${name}`);
  if (chosen.length > 1) throw new UsageError(`${written.join(" and ")} do not go together: give one of them`);
  if (written.length > 0 && format !== "console")
    throw new UsageError(`${written[0] ?? ""} goes with --format console only: other formats are complete`);
  if (chosen.length > 0 && all)
    throw new UsageError(`${written[0] ?? ""} and --all do not go together: give one of them`);
  return { brief: chosen[0], isShown: select || ignore ? ruleFilter({ select, ignore }) : undefined };
}
