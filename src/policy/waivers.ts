import { daysBetween } from "../util/date.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Waiver } from "../model/finding.ts";
import { type JsonObject, type Path, compareCodeUnits, formatPath, getAt } from "../util/json.ts";
import { didYouMean, quote } from "../util/text.ts";
import type { Rule } from "./rule.ts";
import { type WaiverTerms, isStandIn, readWaiverTerms } from "./waiver-terms.ts";
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
    notByOwner: false,
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

/** Texts of a waiver that a person has to write, with the names of their fields. */
function answersOf({ document }: Waiver): { readonly path: Path; readonly text: string; readonly fields: string[] }[] {
  const controls = getAt(document.value, ["spec", "compensatingControls"]);
  const paths: Path[] = [
    ["spec", "reason"],
    ["spec", "approvedBy", "name"],
    ["spec", "approvedBy", "role"],
    ...(Array.isArray(controls) ? controls : []).map((_, i) => ["spec", "compensatingControls", i]),
  ];
  return paths.map((path) => {
    const fields = path.filter((key) => typeof key === "string").slice(1);
    return { path, text: String(getAt(document.value, path)), fields: [...fields, "approver", "control"] };
  });
}

/** Reports the first placeholder in a waiver. */
function placeholderProblem(waiver: Waiver): Diagnostic | undefined {
  const found = answersOf(waiver).find(({ text, fields }) => isStandIn(text, fields));
  if (!found) return undefined;
  const message = `${formatPath(found.path)} is the placeholder ${quote(found.text)}: replace it`;
  return errorAt(waiver.document.locate(found.path), "waiver/placeholder", message);
}

/** Reports a role that cannot approve, or too many renewals. */
function wrongApproval(waiver: Waiver, rule: Rule, terms: WaiverTerms, renewal: number): Diagnostic | undefined {
  const role = String(getAt(waiver.document.value, ["spec", "approvedBy", "role"]));
  const roles = terms.approvers[rule.severity];
  if (roles && !roles.includes(role)) {
    const message = `role \`${role}\` cannot approve a waiver of a ${rule.severity} rule: ${roles.join(" or ")} can`;
    return problem(waiver, "approvedBy", "error", "waiver/approver", message);
  }
  if (terms.renewals !== undefined && renewal > terms.renewals) {
    const message = `\`${rule.id}\` was waived ${renewal} times before for \`${waiver.deployment}\`, ${terms.renewals + 1} are allowed: fix the finding`;
    return problem(waiver, "from", "error", "waiver/renewals", message);
  }
  return undefined;
}

/** Reports an error in a waiver for a rule that exists. A waiver with an error has no effect. */
function refusal(waiver: Waiver, rule: Rule, terms: WaiverTerms, renewal: number): Diagnostic | undefined {
  const length = (daysBetween(waiver.from, waiver.until) ?? -1) + 1;
  const { forbidden } = rule.waiver;
  const maxDays = Math.min(rule.waiver.maxDays ?? Infinity, terms.maxDays[rule.severity]);
  if (length < 1)
    return problem(waiver, "until", "error", "waiver/dates", `waiver \`${waiver.id}\` ends before it begins`);
  if (forbidden) return problem(waiver, "rule", "error", "waiver/forbidden", `rule \`${rule.id}\` cannot be waived`);
  if (length > maxDays) {
    const message = `rule \`${rule.id}\` can be waived for ${maxDays} days at most, not ${length}`;
    return problem(waiver, "until", "error", "waiver/too-long", message);
  }
  return placeholderProblem(waiver) ?? wrongApproval(waiver, rule, terms, renewal);
}

/** Counts for each waiver the earlier ones of the same rule and deployment. */
function countEarlier(waivers: readonly Waiver[], byId: ReadonlyMap<string, Rule>): Map<Waiver, number> {
  const counts = new Map<string, number>();
  const order = waivers.toSorted((a, b) => compareCodeUnits(a.from, b.from) || compareCodeUnits(a.id, b.id));
  return new Map(
    order.map((one) => {
      const key = `${byId.get(one.rule)?.id ?? one.rule}\0${one.deployment}`;
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [one, count];
    }),
  );
}

/** Rules by their current and former ids. */
function rulesById(rules: readonly Rule[]): Map<string, Rule> {
  return new Map([
    ...rules.flatMap((rule) => rule.formerly.map((id) => [id, rule] as const)),
    ...rules.map((rule) => [rule.id, rule] as const),
  ]);
}

function expired({ id, rule, deployment, until, ...rest }: Waiver): Diagnostic {
  const message = `waiver \`${id}\` of \`${rule}\` for \`${deployment}\` expired on ${until}: renew it or fix the finding`;
  return problem({ id, rule, deployment, until, ...rest }, "until", "warning", "waiver/expired", message);
}

function unknownRule(waiver: Waiver, known: readonly string[], asOf: string): Diagnostic {
  const isOver = waiver.until < asOf;
  const hint = isOver ? ": the waiver expired, delete it" : didYouMean(waiver.rule, known);
  const message = `there is no rule \`${waiver.rule}\` to waive${hint}`;
  return problem(waiver, "rule", isOver ? "warning" : "error", "waiver/unknown-rule", message);
}

/**
 * Returns the waivers that are active on a date, and the problems of the others.
 * An expired waiver is a warning: it has no effect, so the finding it covered counts again.
 */
export function partitionWaivers(
  waivers: readonly Waiver[],
  rules: readonly Rule[],
  asOf: string,
  config: Document | undefined,
): { active: Waiver[]; diagnostics: Diagnostic[] } {
  const byId = rulesById(rules);
  const terms = readWaiverTerms(config);
  const earlier = countEarlier(waivers, byId);
  const diagnostics: Diagnostic[] = [];
  const active = waivers.flatMap((waiver): Waiver[] => {
    const rule = byId.get(waiver.rule);
    if (!rule) {
      diagnostics.push(unknownRule(waiver, [...byId.keys()], asOf));
      return [];
    }
    const isOver = waiver.until < asOf && waiver.from <= waiver.until;
    const refused = isOver ? expired(waiver) : refusal(waiver, rule, terms, earlier.get(waiver) ?? 0);
    if (refused) {
      diagnostics.push(refused);
      return [];
    }
    if (waiver.from > asOf) return [];
    if (!getAt(waiver.document.value, ["spec", "subject"])) diagnostics.push(unbound(waiver));
    return [terms.notByOwner ? { ...waiver, notByOwner: true } : waiver];
  });
  return { active, diagnostics };
}

/** Warns about a waiver without `subject`, as older ones are. It stays active until a change makes the finding worse. */
function unbound(waiver: Waiver): Diagnostic {
  const message = `waiver \`${waiver.id}\` does not state what it accepts: add \`subject\` with \`values\` or \`modelVersion\``;
  return problem(waiver, "rule", "warning", "waiver/unbound", message);
}

/** A deployment that a waiver names. */
export interface WaivedDeployment {
  readonly deployment: string;
  /** Its location in the waiver. */
  readonly at: Location;
}

/** The deployment that a waiver names, with its location. */
export const waivedDeployment = ({ deployment, document }: Waiver): WaivedDeployment => ({
  deployment,
  at: document.locate(["spec", "deployment"]),
});

/** Reports waivers for deployments that were not checked. */
export function unusedWaivers(waived: readonly WaivedDeployment[], deployments: ReadonlySet<string>): Diagnostic[] {
  return waived
    .filter(({ deployment }) => !deployments.has(deployment))
    .map(({ deployment, at }) => {
      const message = `there is no deployment \`${deployment}\`${didYouMean(deployment, [...deployments])}`;
      return { ...errorAt(at, "waiver/unknown-deployment", message), severity: "warning" };
    });
}
