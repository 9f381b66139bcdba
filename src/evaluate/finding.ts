import type { Document } from "../model/document.ts";
import {
  type ExplanationStep,
  type Finding,
  type MissingInput,
  type Outcome,
  type RelatedLocation,
  isUnmet,
} from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { RuleInfo } from "../model/rule.ts";
import { type RuleContext, locationOf } from "../facts/context.ts";
import { type DecidingCondition, type Explanation, explain } from "../logic/explain.ts";
import { rootScope } from "../logic/scope.ts";
import { UNKNOWN } from "../logic/truth.ts";
import { ANY_STATE, citationsFor } from "../policy/citations.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { getAt, copyWithoutSlices, textList } from "../util/json.ts";
import { type Path, formatPath, parsePath } from "../util/json-path.ts";
import { memoizeByObject } from "../util/memoize.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { isDescriptiveCondition } from "./blame-order.ts";
import { type Decision, isBlockingRule } from "./decision.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
import { renderMessage } from "./message-template.ts";

const locationKey = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;

function missingInputs(context: RuleContext, conditions: readonly DecidingCondition[]): MissingInput[] {
  const found = new Map<string, MissingInput>();
  for (const { result, reads } of conditions) {
    if (result !== UNKNOWN) continue;
    for (const { path, value } of reads) {
      if (value !== undefined) continue;
      for (const open of context.unstated(path)) {
        const [source] = context.sources(open);
        const text = formatPath(open).replace(/^manifest\./, "");
        if (source && !found.has(text)) found.set(text, { path: text, location: locationOf(source) });
      }
    }
  }
  return [...found.values()];
}

/** Every location that the deciding conditions read, without repetitions, the first to blame first. */
function blamedLocations(context: RuleContext, conditions: readonly DecidingCondition[]): RelatedLocation[] {
  const places = new Map<string, RelatedLocation>();
  for (const { reads, text } of conditions) {
    for (const { path } of reads) {
      for (const source of context.sources(path)) {
        const location = locationOf(source);
        if (!places.has(locationKey(location))) places.set(locationKey(location), { ...location, note: text });
      }
    }
  }
  return [...places.values()];
}

/** The entry of the manifest that names an evidence file. */
function referencingEntry({ manifest, references }: EvaluationInput, file: string): RelatedLocation[] {
  const reference = references.find((one) => one.file === file);
  if (!reference || file === manifest.file) return [];
  return [{ ...manifest.locate(["evidence", reference.index, "path"]), note: `\`${file}\` is named here` }];
}

function explanationStep({ text, reads, result }: DecidingCondition): ExplanationStep {
  const [read] = reads;
  return {
    text,
    read: read
      ? { path: read.path, value: read.value === undefined ? undefined : copyWithoutSlices(read.value) }
      : null,
    result: result === UNKNOWN ? "unknown" : result ? "true" : "false",
  };
}

function messageOf(rule: Rule, outcome: Outcome, explanation: Explanation, context: RuleContext): string {
  if (outcome === "fail")
    return renderMessage(rule.message, { context, parameters: rule.parameters, elements: explanation.elements });
  if (outcome === "unknown") {
    const why = explanation.conditions.map(({ text }) => text).join("; ");
    return `cannot tell: ${rule.title}${why ? ` (${why})` : ""}`;
  }
  return outcome === "pass" ? rule.title : `does not apply: ${rule.title}`;
}

/** Explains a condition: first the conditions to change, then those that only describe the system. */
function explanationOf(condition: CompiledCondition, context: RuleContext): Explanation {
  const label = (path: Path): string => context.label(path);
  const { conditions, elements } = explain(condition.node, rootScope(context.data), label);
  const [premises, conclusions] = [
    conditions.filter(isDescriptiveCondition),
    conditions.filter((one) => !isDescriptiveCondition(one)),
  ];
  const ordered = conclusions.length > 0 ? [...conclusions, ...premises] : premises;
  return { conditions: ordered.map((one) => ({ ...one, text: copyWithoutSlices(one.text) })), elements };
}

const plainLocation = ({ file, start, end, exact }: Location): Location => ({ file, start, end, exact });

/** A deployment's name and its location. Every rule needs them. */
export const deploymentRef = memoizeByObject((manifest: Document): DeploymentRef => ({
  name: copyWithoutSlices(String(getAt(manifest.value, ["metadata", "name"]))),
  at: plainLocation(manifest.locate(["metadata", "name"])),
}));

/** The part of a finding that explains its outcome. */
interface FindingDetails extends Pick<Finding, "message" | "primary" | "related" | "explanation" | "missing"> {
  /** What decided, for the fingerprint. */
  readonly path: string;
}

function explainFinding({ outcome, condition }: Decision, rule: Rule, input: EvaluationInput): FindingDetails {
  const { manifest, context } = input;
  const explained: Explanation = condition ? explanationOf(condition, context) : { conditions: [], elements: [] };
  const missing = missingInputs(context, explained.conditions);
  const places = blamedLocations(context, explained.conditions);
  const primary: Location = missing[0]?.location ?? places[0] ?? deploymentRef(manifest).at;
  const named = referencingEntry(input, primary.file);
  const seen = new Set([locationKey(primary)]);
  return {
    message: copyWithoutSlices(messageOf(rule, outcome, explained, context)),
    primary: plainLocation(primary),
    related: [...named, ...places].filter((place) => !seen.has(locationKey(place)) && seen.add(locationKey(place))),
    explanation: explained.conditions.map(explanationStep),
    missing,
    path: missing[0]?.path ?? formatPath(explained.conditions[0]?.reads[0]?.path ?? parsePath("")),
  };
}

/** The details of an outcome that is not explained. */
function summaryDetails(outcome: Outcome, { title }: RuleInfo, start: Location): FindingDetails {
  const message = outcome === "pass" ? title : `does not apply: ${title}`;
  return { message, primary: start, related: [], explanation: [], missing: [], path: "" };
}

/**
 * Removes the explanation of a finding that passes or does not apply.
 * @param start the location of the deployment's name
 */
export function stripDetails(finding: Finding, start: Location): Finding {
  const { outcome, rule, manifest } = finding;
  const { path, ...told } = summaryDetails(outcome, rule, start);
  return isUnmet(outcome) ? finding : { ...finding, ...told, fingerprint: fingerprintOf(rule.id, manifest.name, path) };
}

/** The law regions, countries and US states of a deployment; undefined when they are unknown. */
const jurisdictionsOf = memoizeByObject((context: RuleContext): ReadonlySet<string> | undefined => {
  const regions = textList(context.get("facts.regions"));
  const codes = textList(context.get("spec.jurisdictions"));
  if (!regions || !codes) return undefined;
  const states = textList(context.get("facts.usStates")) ?? [ANY_STATE];
  return new Set([...regions, ...codes, ...codes.map((code) => code.slice(0, 2)), ...states]);
});

export function findingOf(
  decision: Decision,
  rule: Rule,
  input: EvaluationInput,
  settings: EvaluationSettings,
): Finding {
  const { manifest, context } = input;
  const { outcome } = decision;
  const open = isUnmet(outcome);
  const { name, at: start } = deploymentRef(manifest);
  const reasons =
    open || settings.explainAll ? explainFinding(decision, rule, input) : summaryDetails(outcome, rule, start);
  const { path, ...told } = reasons;
  const waiver = open
    ? (settings.waivers.find((one) => one.rule === rule.id && one.deployment === name) ?? null)
    : null;
  return {
    rule,
    outcome,
    gates: open && waiver === null && isBlockingRule(rule, context.data, settings),
    manifest: { name, file: manifest.file },
    ...told,
    citations: citationsFor(rule.citations, jurisdictionsOf(context)),
    waiver,
    fingerprint: fingerprintOf(rule.id, name, path),
  };
}
