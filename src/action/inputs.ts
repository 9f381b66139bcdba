import { type Shard, parseShard } from "../engine/shard/partition.ts";
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
  /** Checks a part of the files and writes a shard file; undefined for a whole check. */
  readonly shard: Shard | undefined;
  /** Files and folders of shards to merge instead of a check; empty for a check. */
  readonly merge: readonly string[];
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

/** True if a step was asked for a shard, also with an invalid value. */
export const isForShard = (input: (name: string) => string): boolean => input("shard").trim() !== "";

/** @throws InputError if the text is no shard such as `2/4` */
function readShard(text: string): Shard | undefined {
  const shard = parseShard(text);
  if (text !== "" && shard === undefined)
    throw new InputError(`the input \`shard\` takes a part of all parts such as 2/4, not \`${text}\``);
  return shard;
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
  const linesOf = (name: string): string[] =>
    input(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const [shard, merge] = [readShard(textOf("shard", "")), linesOf("merge")];
  if (shard && merge.length > 0) throw new InputError("the inputs `shard` and `merge` do not go together");
  return {
    token: input("token"),
    paths: linesOf("paths"),
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
    shard,
    merge,
    key: readKey(input),
  };
}
