import { type Severity, severities } from "../model/rule.ts";

/** What the step of a workflow says; wiring only, behaviour belongs in the repository's settings. */
export interface Inputs {
  readonly token: string;
  readonly paths: readonly string[];
  /** Whose rules judge: the base's, the head's, or a commit's. */
  readonly policyRef: string;
  readonly failOn: Severity | "never" | undefined;
  /** What is shown; everything is judged all the same. */
  readonly scope: "all" | "changed";
  readonly comment: "on-failure" | "always" | "never";
  readonly checkRun: boolean;
  readonly sarifFile: string | undefined;
  readonly htmlFile: string | undefined;
  /** Tells the comments of several steps apart. */
  readonly key: string;
}

/** A step that says something it cannot mean. */
export class InputError extends Error {
  override name = "InputError";
}

function oneOf<const T extends string>(name: string, stated: string, values: readonly T[]): T {
  const known = values.find((value) => value === stated);
  if (known === undefined)
    throw new InputError(`the input \`${name}\` takes one of ${values.join(", ")}, not \`${stated}\``);
  return known;
}

/**
 * Reads the inputs of a step.
 * @param input the text of an input by name, `""` when it is not stated
 * @throws InputError
 */
export function readInputs(input: (name: string) => string): Inputs {
  const stated = (name: string, otherwise: string): string => input(name).trim() || otherwise;
  const policyRef = stated("policy-ref", "base");
  if (!/^(base|head|[0-9a-f]{40}|[0-9a-f]{64})$/.test(policyRef))
    throw new InputError(
      `the input \`policy-ref\` takes base, head or the full name of a commit, not \`${policyRef}\``,
    );
  const key = stated("key", "default");
  if (!/^[\w.-]{1,64}$/.test(key) || key.includes("--"))
    throw new InputError(
      `the input \`key\` takes up to 64 letters, digits, \`.\`, \`_\` and single \`-\`, not \`${key}\``,
    );
  const failOn = stated("fail-on", "");
  return {
    token: input("token"),
    paths: input("paths")
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    policyRef,
    failOn: failOn === "" ? undefined : oneOf("fail-on", failOn, [...severities, "never"]),
    scope: oneOf("scope", stated("scope", "all"), ["all", "changed"]),
    comment: oneOf("comment", stated("comment", "on-failure"), ["on-failure", "always", "never"]),
    checkRun: oneOf("check-run", stated("check-run", "false"), ["true", "false"]) === "true",
    sarifFile: input("sarif-file").trim() || undefined,
    htmlFile: input("html-file").trim() || undefined,
    key,
  };
}
