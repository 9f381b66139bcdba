import { type Severity, severities } from "../model/rule.ts";
import { isDate } from "../util/date.ts";

/** The inputs of the step. They only connect the action: settings of the check belong in `.caregate/config.yaml`. */
export interface Inputs {
  readonly token: string;
  readonly paths: readonly string[];
  /** Whose policies apply: `base`, `head` or the full name of a commit. */
  readonly policyRef: string;
  readonly failOn: Severity | "never" | undefined;
  /** Limits what is shown, not what is checked. */
  readonly scope: "all" | "changed";
  readonly comment: "on-failure" | "always" | "never";
  readonly checkRun: boolean;
  /** Suggests changes that need no decision on the lines of the pull request. */
  readonly suggestions: boolean;
  /** Writes a record to sign. */
  readonly record: boolean;
  readonly sarifFile: string | undefined;
  readonly htmlFile: string | undefined;
  /** ISO date that the check evaluates for; undefined for today. */
  readonly asOf: string | undefined;
  /** Separates the comments and files of several steps. */
  readonly key: string;
}

/** An input has an invalid value. */
export class InputError extends Error {
  override name = "InputError";
}

/** The longest key, in UTF-16 code units. */
const LONGEST_KEY = 100;

function oneOf<const T extends string>(name: string, text: string, values: readonly T[]): T {
  const known = values.find((value) => value === text.toLowerCase());
  if (known === undefined)
    throw new InputError(`the input \`${name}\` takes one of ${values.join(", ")}, not \`${text}\``);
  return known;
}

/**
 * Reads the key of a step: any text, so that each step of a job can have its own.
 * @throws InputError if it is too long
 */
export function readKey(input: (name: string) => string): string {
  const key = input("key").trim() || "default";
  if (key.length > LONGEST_KEY)
    throw new InputError(`the input \`key\` takes at most ${LONGEST_KEY} characters, not ${key.length}`);
  return key;
}

/**
 * Reads the inputs of a step.
 * @param input the text of an input by name, `""` if it is not set
 * @throws InputError if a value is invalid
 */
export function readInputs(input: (name: string) => string): Inputs {
  const textOf = (name: string, otherwise: string): string => input(name).trim() || otherwise;
  const flag = (name: string): boolean => oneOf(name, textOf(name, "false"), ["true", "false"]) === "true";
  const policyRef = textOf("policy-ref", "base").toLowerCase();
  if (!/^(base|head|[0-9a-f]{40}|[0-9a-f]{64})$/.test(policyRef))
    throw new InputError(
      `the input \`policy-ref\` takes base, head or the full name of a commit, not \`${policyRef}\``,
    );
  const asOf = textOf("as-of", "");
  if (asOf !== "" && !isDate(asOf))
    throw new InputError(`the input \`as-of\` takes a date such as 2026-11-22, not \`${asOf}\``);
  const failOn = textOf("fail-on", "");
  return {
    token: input("token"),
    paths: input("paths")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    policyRef,
    failOn: failOn === "" ? undefined : oneOf("fail-on", failOn, [...severities, "never"]),
    scope: oneOf("scope", textOf("scope", "all"), ["all", "changed"]),
    comment: oneOf("comment", textOf("comment", "on-failure"), ["on-failure", "always", "never"]),
    checkRun: flag("check-run"),
    suggestions: flag("suggestions"),
    record: flag("record"),
    sarifFile: input("sarif-file").trim() || undefined,
    htmlFile: input("html-file").trim() || undefined,
    asOf: asOf === "" ? undefined : asOf,
    key: readKey(input),
  };
}
