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

/**
 * The rules that no longer apply, by deployment, with the claims that changed.
 * @param nameAfter the name after the change of a deployment with a name before it
 */
export function findLapsedRules(
  before: AppliedRules,
  after: AppliedRules,
  nameAfter: (name: string) => string = (name) => name,
): LapsedRules[] {
  const keyAt = (name: string, { rule }: Finding): string => `${name}\0${rule.id}`;
  const gone = new Set(
    after.findings
      .filter(({ outcome }) => outcome === "not-applicable")
      .map((finding) => keyAt(finding.manifest.name, finding)),
  );
  const lapsed = new Map<string, Finding[]>();
  for (const finding of before.findings) {
    const { name } = finding.manifest;
    if (finding.outcome === "not-applicable" || !gone.has(keyAt(nameAfter(name), finding))) continue;
    lapsed.set(name, [...(lapsed.get(name) ?? []), finding]);
  }
  const claimsIn = ({ deployments }: AppliedRules, name: string): readonly ClaimedValue[] =>
    deployments.find((one) => one.name === name)?.claims ?? [];
  const placeOf = (name: string): Pick<LapsedRules, "file" | "line"> => {
    const at = after.deployments.find((one) => one.name === name)?.at;
    return { file: at?.file ?? "", line: at?.start.line ?? 1 };
  };
  return [...lapsed]
    .map(([name, findings]) => ({
      ...placeOf(nameAfter(name)),
      manifest: nameAfter(name),
      rules: findings.map(({ rule }) => rule.id).toSorted(compareCodeUnits),
      changes: changesOf(claimsIn(before, name), claimsIn(after, nameAfter(name))),
    }))
    .toSorted((a, b) => compareCodeUnits(a.manifest, b.manifest));
}
