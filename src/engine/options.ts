import { resolve } from "node:path";
import type { Detail } from "../model/detail.ts";
import { isDate } from "../util/date.ts";
import { UsageError } from "../util/errors.ts";
import type { PolicyOptions } from "../workspace/policies.ts";
import type { OpenOptions } from "../workspace/open.ts";

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
export interface EvaluationOptions extends PolicyOptions {
  /** Default: `outcomes`. */
  readonly detail?: Detail | undefined;
}

/** Threads that share the files of a working tree. */
export interface PoolOptions {
  /** The program of a thread as a `URL` of a file: `worker.js` of this package. */
  readonly program: { readonly href: string };
  /** Upper limit of threads with the calling one (default: the number of processors). */
  readonly most?: number;
}

/** Results that are kept from run to run. */
export interface CacheOptions {
  /** Absolute path of a folder outside every checkout that only this user can write. It is created if it is missing. */
  readonly folder: string;
}

/** How the files of a state of a repository are worked off. */
export interface RunOptions extends Pick<EngineOptions, "onProgress"> {
  /** Receives the number of files before they are evaluated; with `base`, once for each state of the repository. */
  readonly onDiscovered?: ((files: number) => void) | undefined;
  /** Threads that help (default: none). */
  readonly threads?: PoolOptions | undefined;
  /** Where the results of files are kept (default: nowhere). */
  readonly cache?: CacheOptions | undefined;
}

/** Options of a check; `cwd`, `targets`, `base` and `ref` say what is checked. */
export interface CheckOptions extends EngineOptions, OpenOptions, EvaluationOptions, RunOptions {}

export const DEFAULT_DETAIL: Detail = "outcomes";

/** Options as the library takes them: the date and the folder have defaults. */
export type OptionalDefaults<T extends EngineOptions> = Omit<T, keyof Defaults> & Partial<Defaults>;

/** Defaults that a front end knows and the engine does not. */
export type Defaults = Pick<EngineOptions, "cwd" | "asOf">;

/**
 * Completes options once, before they go through the engine unchanged.
 * @throws UsageError when `asOf` is no date
 */
export function withDefaults<T extends Partial<Defaults>>(options: T, defaults: Defaults): T & Defaults {
  const asOf = options.asOf ?? defaults.asOf;
  if (!isDate(asOf)) throw new UsageError(`\`asOf\` takes a date as YYYY-MM-DD, not \`${asOf}\``);
  return { ...options, cwd: resolve(options.cwd ?? defaults.cwd), asOf };
}
