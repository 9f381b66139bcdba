import type { Document } from "../model/document.ts";
import type { ClaimChange, LapsedRules } from "../model/report.ts";
import type { Finding } from "../model/finding.ts";
import { type Json, compareCodeUnits, copyWithoutSlices, getAt, isObject } from "../util/json.ts";
import type { ClaimedValue, DeploymentRef } from "./assemble-report.ts";

/** Fields below `spec` that state how well something is done. No rule applies because of them. */
const safeguards: ReadonlySet<string> = new Set(["purpose", "incidentResponse", "governance"]);

/** Depth below `spec` from which an object is shown as one text. */
const MAX_DEPTH = 4;

const shown = (value: Json): string =>
  Array.isArray(value)
    ? value.map((one) => (isObject(one) || Array.isArray(one) ? shown(one as Json) : String(one))).join(", ")
    : isObject(value)
      ? Object.entries(value)
          .map(([key, one]) => `${key}: ${shown(one)}`)
          .join(", ")
      : String(value);

function collect(value: Json, path: string, depth: number, found: ClaimedValue[]): void {
  if (value === null) return;
  if (isObject(value) && depth < MAX_DEPTH) {
    for (const key of Object.keys(value)) collect(value[key] as Json, `${path}.${key}`, depth + 1, found);
    return;
  }
  found.push([copyWithoutSlices(path), copyWithoutSlices(shown(value))]);
}

/** The values of a manifest that may decide which rules apply, ordered by path. */
export function claimsOf({ value }: Document): ClaimedValue[] {
  const spec = getAt(value, ["spec"]);
  const found: ClaimedValue[] = [];
  if (isObject(spec))
    for (const key of Object.keys(spec)) if (!safeguards.has(key)) collect(spec[key] as Json, `spec.${key}`, 1, found);
  return found.toSorted(([a], [b]) => compareCodeUnits(a, b));
}

/** The values that differ between two states of a deployment. */
function changesOf(before: readonly ClaimedValue[], after: readonly ClaimedValue[]): ClaimChange[] {
  const [was, now] = [new Map(before), new Map(after)];
  return [...new Set([...was.keys(), ...now.keys()])]
    .toSorted(compareCodeUnits)
    .filter((path) => was.get(path) !== now.get(path))
    .map((path) => ({ path, before: was.get(path) ?? null, after: now.get(path) ?? null }));
}

/** The part of a result that shows which rules apply. */
export interface AppliedRules {
  readonly findings: readonly Finding[];
  readonly deployments: readonly DeploymentRef[];
}

const keyOf = ({ rule, manifest }: Finding): string => `${manifest.name}\0${rule.id}`;

/** The rules that no longer apply, by deployment, with the claims that changed. */
export function findLapsedRules(before: AppliedRules, after: AppliedRules): LapsedRules[] {
  const gone = new Set(after.findings.filter(({ outcome }) => outcome === "not-applicable").map(keyOf));
  const lapsed = new Map<string, Finding[]>();
  for (const finding of before.findings) {
    if (finding.outcome === "not-applicable" || !gone.has(keyOf(finding))) continue;
    lapsed.set(finding.manifest.name, [...(lapsed.get(finding.manifest.name) ?? []), finding]);
  }
  const claimsIn = ({ deployments }: AppliedRules, name: string): readonly ClaimedValue[] =>
    deployments.find((one) => one.name === name)?.claims ?? [];
  return [...lapsed.keys()].toSorted(compareCodeUnits).map((manifest) => ({
    manifest,
    rules: (lapsed.get(manifest) ?? []).map(({ rule }) => rule.id).toSorted(compareCodeUnits),
    changes: changesOf(claimsIn(before, manifest), claimsIn(after, manifest)),
  }));
}
