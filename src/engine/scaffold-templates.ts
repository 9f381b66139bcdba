/** A policy with one rule and its tests, to be changed by the governance lead. */
export const policyTemplate = (asOf: string): string => `apiVersion: caregate/v1
kind: Policy
metadata:
  id: local # prefix of the ids of its rules
  title: House rules
  version: "1.0.0"
  owner: ai-office # team that maintains it
  effective: ${asOf} # first day in force
parameters:
  hours: { type: integer, default: 48, maximum: 500, stricter: lower, unit: hours, description: Time to a first answer. }
rules:
  - id: local/first-answer
    title: Time to answer a report
    severity: medium # critical, high, medium or low
    citations:
      - { ref: House rule 1 } # the provision that asks for it
    # appliesWhen: { "in": [production, { var: spec.stage }] }
    require: { "<=": [{ var: spec.monitoring.reportResponseHours }, { param: hours }] }
    message: "reports on {{metadata.name}} are answered after {{spec.monitoring.reportResponseHours}} hours; limit {{hours}}"
    remediation: Shorten the time to the first answer.
    tests: # at least one that passes, one that fails, and one with nothing stated
      - { name: in time, given: { spec.monitoring.reportResponseHours: 12 }, expect: pass }
      - { name: on the limit, given: { spec.monitoring.reportResponseHours: 48 }, expect: pass }
      - { name: too late, given: { spec.monitoring.reportResponseHours: 49 }, expect: fail }
      - { name: not stated, given: { spec.monitoring: null }, expect: unknown }
`;

/** The workflow of docs/ci/github.md. */
export const workflowTemplate = `# Replace both commits by those that you reviewed.
name: caregate
on:
  pull_request:
    types: [opened, synchronize, reopened, edited]
  merge_group:
  push:
    branches: [main]
  schedule: # evidence becomes old and waivers end without a commit
    - cron: "17 5 * * 1"
  workflow_dispatch:
permissions:
  contents: read
  pull-requests: write
concurrency:
  group: caregate-\${{ github.event.pull_request.number || github.sha }}
  cancel-in-progress: true
jobs:
  caregate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: hospital/caregate@0123456789012345678901234567890123456789
`;
