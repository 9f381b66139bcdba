import type * as Core from "@actions/core";
import type { Json } from "../util/json.ts";

/** The environment of a step of a workflow. */
export interface ActionEnvironment {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The payload of the event. */
  readonly payload: Json;
  /** Absolute path of the checkout. */
  readonly workspace: string;
  /** Folder for files without a path in the inputs. */
  readonly temporary: string;
  /** ISO date that the check evaluates for. */
  readonly asOf: string;
  readonly runner: Pick<
    typeof Core,
    "error" | "warning" | "notice" | "info" | "setOutput" | "summary" | "getInput" | "setSecret"
  >;
}
