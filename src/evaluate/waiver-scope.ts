import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { DecisiveValue, Finding, Waiver } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule.ts";
import { toNumber } from "../logic/measure.ts";
import { type Json, getAt, isObject } from "../util/json.ts";
import { plainLine, quote } from "../util/text.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { canonicalText, shortText } from "./decisive-values.ts";

/** The waivers that name a rule and a deployment, by current or former names. */
export function waiversFor(
  waivers: readonly Waiver[],
  rule: Pick<RuleInfo, "id" | "formerly">,
  { name, formerly }: Pick<DeploymentRef, "name" | "formerly">,
): Waiver[] {
  return waivers.filter(
    (one) =>
      (one.rule === rule.id || rule.formerly.includes(one.rule)) &&
      (one.deployment === name || formerly.includes(one.deployment)),
  );
}

export function modelVersionOf({ value }: Document): string | undefined {
  const version = getAt(value, ["spec", "model", "version"]);
  return typeof version === "string" ? version : undefined;
}

/** The part of a finding that a waiver has to cover. */
export interface WaivedState extends Pick<Finding, "outcome" | "decisive"> {
  readonly modelVersion: string | undefined;
}

interface AcceptedValue {
  readonly path: string;
  readonly value: Json;
}

interface Subject {
  readonly modelVersion: Json | undefined;
  /** Undefined if the waiver names no values. */
  readonly values: readonly AcceptedValue[] | undefined;
}

/** The values that a waiver accepts; undefined for a waiver without a subject. */
export function subjectOf({ document }: Waiver): Subject | undefined {
  const subject = getAt(document.value, ["spec", "subject"]);
  if (!isObject(subject)) return undefined;
  const { values } = subject;
  return {
    modelVersion: subject["modelVersion"] ?? undefined,
    values: Array.isArray(values)
      ? values.filter(isObject).map(({ path, value }) => ({ path: String(path), value: value ?? null }))
      : undefined,
  };
}

/** True if a decisive value is no worse than an accepted one. */
function isAccepted({ unknown, state }: DecisiveValue, { value }: AcceptedValue): boolean {
  if (value === null) return unknown;
  if (state.kind === "unstated") return true;
  if (state.kind === "distance") {
    const accepted = toNumber(value);
    if (accepted === undefined) return false;
    const [excess, most] = [state.value - state.limit, accepted - state.limit];
    return excess * most >= 0 && Math.abs(excess) <= Math.abs(most);
  }
  if (state.kind === "elements") {
    const accepted = new Set((Array.isArray(value) ? value : [value]).map(String));
    return state.elements.every((one) => accepted.has(one));
  }
  // A waiver may give the digest of a long value.
  return value === state.value || shortText(canonicalText(value)) === state.value;
}

/** The decisive values that a waiver does not accept. Each accepted value covers only one element. */
function uncovered({ decisive }: WaivedState, accepted: readonly AcceptedValue[]): DecisiveValue[] {
  const used = new Set<string>();
  return decisive
    .filter(({ premise }) => !premise)
    .filter((one) => {
      const at = accepted.findIndex(
        (other, i) => one.paths.includes(other.path) && !used.has(`${i} ${one.part}`) && isAccepted(one, other),
      );
      used.add(`${at} ${one.part}`);
      return at === -1;
    });
}

/** A decisive value in the notation of a waiver. */
function shown({ paths, state }: DecisiveValue): string {
  const path = `path: ${paths[0] ?? ""}`;
  if (state.kind === "unstated") return `\`${plainLine(path)}\``;
  const value = state.kind === "elements" ? JSON.stringify(state.elements) : String(state.value);
  return `\`${plainLine(`${path}, value: ${value}`)}\``;
}

/** True if the approver of a waiver and the owner of the deployment have the same name or address. */
function isByOwner({ document }: Waiver, manifest: Document): boolean {
  const same = (field: string): boolean => {
    const [by, owner] = [
      getAt(document.value, ["spec", "approvedBy", field]),
      getAt(manifest.value, ["metadata", "owner", field]),
    ].map((one) => (typeof one === "string" ? one.normalize("NFKC").trim().toLowerCase().replaceAll(/\s+/g, " ") : ""));
    return by !== "" && by === owner;
  };
  return same("name") || same("email");
}

/** The reason why a waiver does not cover a finding, with the field of its `spec`; undefined if it does. */
export function refusalOf(
  waiver: Waiver,
  state: WaivedState,
  manifest: Document,
): { readonly field: string; readonly code: string; readonly message: string } | undefined {
  const { id } = waiver;
  if (waiver.notByOwner && isByOwner(waiver, manifest)) {
    const message = `waiver \`${id}\` is approved by the owner of the deployment: have another person approve it`;
    return { field: "approvedBy", code: "waiver/approver", message };
  }
  const subject = subjectOf(waiver);
  if (!subject) return undefined;
  const { modelVersion, values } = subject;
  if (modelVersion !== undefined && modelVersion !== state.modelVersion) {
    const message = `waiver \`${id}\` is for model version ${quote(String(modelVersion))}, not ${quote(String(state.modelVersion))}: renew it or fix the finding`;
    return { field: "subject", code: "waiver/lapsed", message };
  }
  const [first] = values ? uncovered(state, values) : [];
  if (!first) return undefined;
  const message = `waiver \`${id}\` does not cover ${shown(first)}: renew it or fix the finding`;
  return { field: "subject", code: "waiver/lapsed", message };
}

/** A warning for each of the waivers that does not cover the finding. */
export function waiverDiagnostics(waivers: readonly Waiver[], finding: Finding, manifest: Document): Diagnostic[] {
  const state = { ...finding, modelVersion: modelVersionOf(manifest) };
  return waivers.flatMap((one): Diagnostic[] => {
    const refusal = refusalOf(one, state, manifest);
    if (!refusal) return [];
    const where = one.document.locate(["spec", refusal.field]);
    return [{ ...errorAt(where, refusal.code, refusal.message), severity: "warning" }];
  });
}
