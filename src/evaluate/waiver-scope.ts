import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { DecisiveValue, Finding, Waiver } from "../model/finding.ts";
import type { RuleInfo } from "../model/rule.ts";
import { toNumber } from "../logic/measure.ts";
import { type Json, getAt, isObject } from "../util/json.ts";
import { plainLine, quote } from "../util/text.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { canonicalText, shortText } from "./decisive-values.ts";

/** The waivers that name a rule and a deployment, by their names of today or by former ones. */
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

/** A finding as a waiver has to cover it. */
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

/** What a waiver says that it accepts; undefined in a waiver without a subject. */
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

/** True if a value that decides is no worse than one that was accepted. */
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
  // A long value is stated by its digest.
  return value === state.value || shortText(canonicalText(value)) === state.value;
}

/** The values that decide and that a waiver does not accept; an accepted value stands for one element. */
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

/** A value that decides, as a waiver states it. */
function shown({ paths, state }: DecisiveValue): string {
  const path = `path: ${paths[0] ?? ""}`;
  if (state.kind === "unstated") return `\`${plainLine(path)}\``;
  const value = state.kind === "elements" ? JSON.stringify(state.elements) : String(state.value);
  return `\`${plainLine(`${path}, value: ${value}`)}\``;
}

/** Who approved a waiver is the owner of the deployment, by name or by address. */
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

/** Why a waiver does not cover a finding, as a field of its `spec` and a message; undefined if it does. */
export function refusalOf(
  waiver: Waiver,
  state: WaivedState,
  manifest: Document,
): { readonly field: string; readonly code: string; readonly message: string } | undefined {
  const { id } = waiver;
  if (waiver.notByOwner && isByOwner(waiver, manifest)) {
    const message = `waiver \`${id}\` is approved by the owner of the deployment: let somebody else approve it`;
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

/** What is to be said of the waivers of an open finding. */
export function waiverDiagnostics(waivers: readonly Waiver[], finding: Finding, manifest: Document): Diagnostic[] {
  const state = { ...finding, modelVersion: modelVersionOf(manifest) };
  return waivers.flatMap((one): Diagnostic[] => {
    const refusal = refusalOf(one, state, manifest);
    if (!refusal) return [];
    const where = one.document.locate(["spec", refusal.field]);
    return [{ ...errorAt(where, refusal.code, refusal.message), severity: "warning" }];
  });
}
