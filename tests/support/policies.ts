/** A policy of a house with one rule on lines of its own, and whatever tests. */
export function policyWith(tests: string, rest = ""): string {
  return `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
parameters:
  answerHours: { type: integer, default: 48, maximum: 72, stricter: lower, unit: hours, description: Time to answer. }
rules:
  - id: local/first-answer
    title: Who reports a problem hears back in time
    severity: medium
    citations: [{ ref: House rule 7 }]
    require: { "<=": [{ var: spec.monitoring.reportResponseHours }, { param: answerHours }] }
    message: "{{metadata.name}} answers after {{spec.monitoring.reportResponseHours}} hours."
    remediation: Shorten the time, or add people to the channel.
    tests:
${tests.replaceAll(/^/gm, "      ")}
${rest}`;
}

/** A rule beside the first, at the end of the policy. */
export const ruleWith = (name: string, conditions: string): string => `  - id: local/${name}
    title: Another thing holds
    severity: low
    citations: [{ ref: House rule 8 }]
    message: it does not hold.
    remediation: Make it hold.
${conditions.replaceAll(/^/gm, "    ")}
`;

/** A test that answers after some hours. */
export const answering = (hours: number | null, expect: string, name = `${String(hours)} hours`): string =>
  `- { name: ${name}, given: { spec.monitoring.reportResponseHours: ${String(hours)} }, expect: ${expect} }`;

/** Tests from which no small change of the first rule can be hidden. */
export const thorough = [answering(48, "pass"), answering(49, "fail"), answering(null, "unknown", "not stated")].join(
  "\n",
);

/** A policy of rules that each check a condition on one deployment. */
export const housePolicy = (rules: readonly string[]): string => `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
rules:
${rules.join("")}`;

/** One of these rules; `more` are further lines of it. */
export const houseRule = (name: string, require: string, severity = "high", more = ""): string => `  - id: local/${name}
    title: Rule ${name}
    severity: ${severity}
    citations: [{ ref: House rule 7 }]
    require: ${require}
    message: "{{metadata.name}} breaks ${name}."
    remediation: Change it.
${more}`;
