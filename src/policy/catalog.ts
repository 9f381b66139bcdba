import { type Json, compareCodeUnits, isObject } from "../util/json.ts";
import type { Rule } from "./rule.ts";

/** Every condition of an expression, with its operator and operands. */
function conditions(expression: Json): { op: string; args: Json[] }[] {
  if (Array.isArray(expression)) return expression.flatMap(conditions);
  if (!isObject(expression)) return [];
  return Object.entries(expression).flatMap(([op, operand]) => {
    const args = Array.isArray(operand) ? operand : [operand];
    return [{ op, args }, ...args.flatMap(conditions)];
  });
}

/** The law regions that a rule is limited to; empty for a rule without such a limit. */
export function regionsOf({ appliesWhen }: Rule): string[] {
  const found = new Set<string>();
  for (const { op, args } of appliesWhen ? conditions(appliesWhen.plain) : []) {
    const text = JSON.stringify(args);
    if (op !== "in" && op !== "intersects") continue;
    if (text.includes('"facts.usStates"')) found.add("us");
    if (text.includes('"facts.caProvinces"')) found.add("ca");
    if (!text.includes('"facts.regions"')) continue;
    for (const value of args.flat()) if (typeof value === "string") found.add(value);
  }
  return [...found].toSorted(compareCodeUnits);
}

/** The sources that a rule reads besides the claims of the manifest. */
export interface RuleInputs {
  readonly evidence: boolean;
  readonly facts: boolean;
  readonly organisation: boolean;
}

/** Facts that only repeat fields of the manifest. A rule that reads them reads the manifest. */
const restated =
  /^facts\.(regions|usStates|caProvinces|functionClass|patientFacing|minimumRiskLevel|daysLive|data\.|law\.)/;

/** The sources that the requirement of a rule reads. The condition under which it applies does not count. */
export function ruleInputs({ require }: Rule): RuleInputs {
  const paths = conditions(require.plain).flatMap(({ op, args }) =>
    op === "var" || op === "outer" || op === "missing" ? args.flat() : [],
  );
  const names = paths.filter((path): path is string => typeof path === "string");
  return {
    evidence: names.some(
      (name) => name.startsWith("evidence.") || name.includes("contract.") || name.includes("assessment."),
    ),
    facts: names.some((name) => name.startsWith("facts.") && !restated.test(name)),
    organisation: names.some((name) => name.startsWith("organisation.")),
  };
}

/** Numbers of rules by the sources that they read. */
export interface Stats {
  readonly rules: number;
  readonly readEvidence: number;
  readonly readFacts: number;
  readonly readOrganisation: number;
  /** Rules that read evidence, facts or the organisation. */
  readonly beyondManifest: number;
  readonly manifestOnly: number;
}

/** Counts rules by the sources that they read. */
export function statsOf(rules: readonly Rule[]): Stats {
  const reads = rules.map(ruleInputs);
  const beyond = reads.filter(({ evidence, facts, organisation }) => evidence || facts || organisation).length;
  return {
    rules: rules.length,
    readEvidence: reads.filter(({ evidence }) => evidence).length,
    readFacts: reads.filter(({ facts }) => facts).length,
    readOrganisation: reads.filter(({ organisation }) => organisation).length,
    beyondManifest: beyond,
    manifestOnly: rules.length - beyond,
  };
}

/** Frameworks, and the prefixes of their duty identifiers. */
const frameworks: readonly (readonly [string, RegExp])[] = [
  ["HIPAA", /^(hipaa|nprm)-/],
  ["42 CFR Part 2", /^part2-/],
  ["Section 1557", /^s1557-/],
  ["ONC HTI-1", /^(hti1|onc)-/],
  ["FDA", /^fda-/],
  ["GDPR", /^gdpr-/],
  ["EU AI Act", /^aiact-/],
  ["MDR and IVDR", /^mdr-/],
  ["UK", /^uk-/],
  ["Canada", /^canada-/],
  ["NIST AI RMF", /^nist-/],
  ["ISO/IEC 42001", /^iso42001-/],
  ["Joint Commission and CHAI", /^jc-/],
  ["WHO", /^who/],
  ["Responsible AI in healthcare", /^rai-/],
];

/** Maps the duties of each framework to the rules that cover them. */
export function crosswalk(
  rules: readonly Rule[],
): { framework: string; duties: { duty: string; rules: string[] }[] }[] {
  const by = new Map<string, string[]>();
  for (const { id, covers } of rules) for (const duty of covers) by.set(duty, [...(by.get(duty) ?? []), id]);
  const duties = [...by].map(([duty, ids]) => ({ duty, rules: ids.toSorted(compareCodeUnits) }));
  const framework = (duty: string): string => frameworks.find(([, pattern]) => pattern.test(duty))?.[0] ?? "other";
  const names = [...frameworks.map(([name]) => name), "other"];
  return names
    .map((name) => ({
      framework: name,
      duties: duties
        .filter(({ duty }) => framework(duty) === name)
        .toSorted((a, b) => compareCodeUnits(a.duty, b.duty)),
    }))
    .filter(({ duties: some }) => some.length > 0);
}
