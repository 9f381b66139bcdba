// A small governed repository for tests of what happens to a change: one rule, with no date in it, and its deployments.
import { lowRisk } from "./repository.ts";

/** A house rule with a threshold that a change may want to move. */
export const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
parameters:
  hours: { type: integer, default: 48, maximum: 500, stricter: lower, unit: hours, description: Time to a first answer. }
rules:
  - id: local/first-answer
    title: Who reports a problem hears back in time
    severity: high
    citations: [{ ref: House rule 7 }]
    require: { "<=": [{ var: spec.monitoring.reportResponseHours }, { param: hours }] }
    message: "{{metadata.name}} answers after {{spec.monitoring.reportResponseHours}} hours."
    remediation: Shorten the time.
`;

/** Settings without built-in packs. */
export const config = "apiVersion: caregate/v1\nkind: Config\npacks: []\n";

export const governed = { ".caregate/config.yaml": config, ".caregate/policies/local.yaml": policy };

/** A deployment that answers within some hours. */
export const answering = (hours: number, name = "theatre-cleaning"): string =>
  `${lowRisk.replace("theatre-cleaning", name)}  monitoring: { reportResponseHours: ${hours} }\n`;

/** A deployment that does not say how fast it answers. */
export const silent = (name = "theatre-cleaning"): string => lowRisk.replace("theatre-cleaning", name);

/** A waiver of the rule. */
export const waiver = `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w-1 }
spec:
  rule: local/first-answer
  deployment: theatre-cleaning
  reason: The team is being hired.
  approvedBy: { name: Jo Example, role: chief-risk-officer }
  from: 2026-11-01
  until: 2027-01-20
  compensatingControls: [A duty phone.]
`;
