import type { Publication } from "./publication.ts";

export function setOutputs({ step: { runner }, checked: { report, proposed } }: Publication): void {
  const { verdict, summary, baseline, policies } = report;
  const outputs = {
    verdict,
    fail: summary.fail,
    unknown: summary.unknown,
    waived: summary.waived,
    new: baseline?.new ?? "",
    existing: baseline?.unchanged ?? "",
    fixed: baseline?.fixed.length ?? "",
    "policy-changed": proposed !== undefined,
    "policy-sha": policies.commit ?? "",
  };
  for (const [name, value] of Object.entries(outputs)) runner.setOutput(name, value);
}
