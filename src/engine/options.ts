import type { Detail } from "../model/detail.ts";
import type { Severity } from "../model/finding.ts";
import type { PoolOptions } from "./pool.ts";

export type { Detail } from "../model/detail.ts";

/** Receives how many steps are done, and the number of all steps. */
export type OnProgress = (done: number, total: number) => void;

/** An `AbortSignal`, or anything else that says in the same way whether to stop. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** Options of every operation. The engine reads no clock and no environment: the caller says which date and folder. */
export interface EngineOptions {
  /** Absolute path of the folder where relative paths start. */
  readonly cwd: string;
  /** ISO date that policies, waivers and evidence are evaluated for. */
  readonly asOf: string;
  readonly onProgress?: OnProgress | undefined;
  /** Stops an operation that can end early with a partial result. */
  readonly signal?: StopSignal | undefined;
}

/** Options of how deployments are evaluated. */
export interface EvaluationOptions extends Pick<EngineOptions, "asOf"> {
  /** Lowest severity that fails the check, or `never` (default: `failOn` of config.yaml, or else medium). */
  readonly failOn?: Severity | "never" | undefined;
  /** Default: `outcomes`. */
  readonly detail?: Detail | undefined;
}

/** Options of a check. */
export interface CheckOptions extends EngineOptions, EvaluationOptions {
  /** Files, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
  /** Revision whose policies apply, and which the checked state is compared with (default: the state's own policies). */
  readonly base?: string | undefined;
  /** Revision to check (default: the files in the working tree). */
  readonly ref?: string | undefined;
  /** Receives the number of files before they are evaluated; with `base`, once for each state of the repository. */
  readonly onDiscovered?: ((files: number) => void) | undefined;
  /** Threads that help (default: none). */
  readonly threads?: PoolOptions | undefined;
}

export const DEFAULT_DETAIL: Detail = "outcomes";
