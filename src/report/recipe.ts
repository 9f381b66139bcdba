import type { Judged, Report } from "../model/finding.ts";
import type { FormatOptions } from "./format.ts";

/** All that it takes to make a record again from the repository. */
export interface Recipe extends Judged {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The commit that it was compared with, if any. */
  readonly base: string | null;
  /** Whether passes are shown too. */
  readonly all: boolean;
}

/** The recipe that a record states. */
export function recipeOf({ judged, asOf, baseline }: Report, { all }: FormatOptions): Recipe {
  const { commit, folder, targets, failOn } = judged;
  return { commit, folder, targets, base: baseline?.commit ?? null, asOf, failOn, all };
}
