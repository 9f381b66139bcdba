import { type Severity, severities } from "../model/rule.ts";

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
  readonly sarifFile: string | undefined;
  readonly htmlFile: string | undefined;
  /** Separates the comments of several steps. */
  readonly key: string;
}

/** An input has an invalid value. */
export class InputError extends Error {
  override name = "InputError";
}

function oneOf<const T extends string>(name: string, text: string, values: readonly T[]): T {
  const known = values.find((value) => value === text);
  if (known === undefined)
    throw new InputError(`the input \`${name}\` takes one of ${values.join(", ")}, not \`${text}\``);
  return known;
}

/**
 * Reads the inputs of a step.
 * @param input the text of an input by name, `""` if it is not set
 * @throws InputError if a value is invalid
 */
export function readInputs(input: (name: string) => string): Inputs {
  const textOf = (name: string, otherwise: string): string => input(name).trim() || otherwise;
  const policyRef = textOf("policy-ref", "base");
  if (!/^(base|head|[0-9a-f]{40}|[0-9a-f]{64})$/.test(policyRef))
    throw new InputError(
      `the input \`policy-ref\` takes base, head or the full name of a commit, not \`${policyRef}\``,
    );
  const key = textOf("key", "default");
  if (!/^[\w.-]{1,64}$/.test(key) || key.includes("--"))
    throw new InputError(
      `the input \`key\` takes up to 64 letters, digits, \`.\`, \`_\` and single \`-\`, not \`${key}\``,
    );
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
    checkRun: oneOf("check-run", textOf("check-run", "false"), ["true", "false"]) === "true",
    sarifFile: input("sarif-file").trim() || undefined,
    htmlFile: input("html-file").trim() || undefined,
    key,
  };
}
