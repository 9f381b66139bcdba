import type { Life } from "./lives.ts";
import type { Loosening } from "./loosenings.ts";
import type { Entry } from "./timeline.ts";
import type { WaiverLife } from "./waivers.ts";

interface Whole {
  /** The day up to which is told, as an ISO date. */
  readonly asOf: string;
  readonly head: string;
  /** What keeps it from being the whole truth. */
  readonly notes: readonly string[];
  /** Whether it was stopped before its end. */
  readonly partial: boolean;
  readonly waivers: readonly WaiverLife[];
}

/** What became of the policies. */
export interface TimelineReport extends Whole {
  readonly kind: "policies";
  readonly entries: readonly Entry[];
  readonly loosenings: readonly Loosening[];
}

/** What became of the verdicts. */
export interface VerdictReport extends Whole {
  readonly kind: "verdicts";
  readonly deployments: number;
  readonly lives: readonly Life[];
  readonly byToday: readonly Life[] | null;
}

export type HistoryReport = TimelineReport | VerdictReport;
