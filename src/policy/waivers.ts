import { daysBetween } from "../util/date.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import type { JsonObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import type { Rule } from "./rule.ts";
import type { Location } from "../model/location.ts";

/** Reads a waiver document that is valid for its schema. */
export function readWaiver(document: Document): Waiver {
  const spec = document.value["spec"] as JsonObject;
  const { name, role } = spec["approvedBy"] as JsonObject;
  return {
    id: String((document.value["metadata"] as JsonObject)["id"]),
    rule: String(spec["rule"]),
    deployment: String(spec["deployment"]),
    approvedBy: `${String(name)}, ${String(role)}`,
    reason: String(spec["reason"]),
    from: String(spec["from"]),
    until: String(spec["until"]),
    document,
  };
}

const problem = (
  waiver: Waiver,
  field: string,
  severity: Diagnostic["severity"],
  code: string,
  message: string,
): Diagnostic => ({
  ...errorAt(waiver.document.locate(["spec", field]), code, message),
  severity,
});

/** What is wrong with a waiver for a rule that exists; one that is wrong has no effect. */
function refusal(waiver: Waiver, rule: Rule): Diagnostic | undefined {
  const length = (daysBetween(waiver.from, waiver.until) ?? -1) + 1;
  const { forbidden, maxDays } = rule.waiver;
  if (length < 1)
    return problem(waiver, "until", "error", "waiver/dates", `waiver \`${waiver.id}\` ends before it begins`);
  if (forbidden) return problem(waiver, "rule", "error", "waiver/forbidden", `rule \`${rule.id}\` cannot be waived`);
  if (maxDays !== undefined && length > maxDays) {
    return problem(
      waiver,
      "until",
      "error",
      "waiver/too-long",
      `rule \`${rule.id}\` can be waived for ${maxDays} days at most, not ${length}`,
    );
  }
  return undefined;
}

/**
 * Sorts waivers into those that hold on a date and what is wrong with the others.
 * An expired waiver is a warning: it has no effect, so the finding it covered counts again.
 */
export function partitionWaivers(
  waivers: readonly Waiver[],
  rules: readonly Rule[],
  asOf: string,
): { active: Waiver[]; diagnostics: Diagnostic[] } {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const diagnostics: Diagnostic[] = [];
  const active = waivers.filter((waiver) => {
    const rule = byId.get(waiver.rule);
    if (!rule) {
      const hint = didYouMean(waiver.rule, [...byId.keys()]);
      diagnostics.push(
        problem(waiver, "rule", "error", "waiver/unknown-rule", `there is no rule \`${waiver.rule}\` to waive${hint}`),
      );
      return false;
    }
    const refused = refusal(waiver, rule);
    if (refused) diagnostics.push(refused);
    else if (waiver.until < asOf) {
      const message = `waiver \`${waiver.id}\` of \`${waiver.rule}\` for \`${waiver.deployment}\` expired on ${waiver.until}; renew it or fix the finding`;
      diagnostics.push(problem(waiver, "until", "warning", "waiver/expired", message));
    } else return waiver.from <= asOf;
    return false;
  });
  return { active, diagnostics };
}

/** A deployment that a waiver names. */
export interface WaivedDeployment {
  readonly deployment: string;
  /** Where the waiver names it. */
  readonly at: Location;
}

/** The deployment that a waiver names, and where. */
export const waivedDeployment = ({ deployment, document }: Waiver): WaivedDeployment => ({
  deployment,
  at: document.locate(["spec", "deployment"]),
});

/** Waivers for deployments that are not among those judged. */
export function unusedWaivers(waived: readonly WaivedDeployment[], deployments: ReadonlySet<string>): Diagnostic[] {
  return waived
    .filter(({ deployment }) => !deployments.has(deployment))
    .map(({ deployment, at }) => {
      const message = `there is no deployment \`${deployment}\`${didYouMean(deployment, [...deployments])}`;
      return { ...errorAt(at, "waiver/unknown-deployment", message), severity: "warning" };
    });
}
