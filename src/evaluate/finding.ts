import type { Document } from "../model/document.ts";
import { type ExplanationStep, type Finding, type Outcome, type RelatedLocation, isUnmet } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { RuleInfo } from "../model/rule.ts";
import type { RuleContext } from "../facts/context.ts";
import { type DecidingCondition, type Explanation, explain } from "../logic/explain.ts";
import { shortened } from "../logic/show-value.ts";
import { rootScope } from "../logic/scope.ts";
import { UNKNOWN } from "../logic/truth.ts";
import { ANY_STATE, citationsFor } from "../policy/citations.ts";
import type { CompiledCondition, Rule } from "../policy/rule.ts";
import { type JsonObject, compareCodeUnits, copyWithoutSlices, getAt, oneOrMore, textList } from "../util/json.ts";
import { formatKeyedPath } from "../util/element-key.ts";
import { type Path, parsePath } from "../util/json-path.ts";
import { memoizeByObject } from "../util/memoize.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { claimsOf } from "./claims.ts";
import { branchMessageFor, fillTemplate, renderMessage } from "./branch-message.ts";
import { identifiesElement, inBlameOrder, isDescriptiveCondition } from "./blame-order.ts";
import { type Decision, isBlockingRule, isExempted, isIn } from "./decision.ts";
import { type MissingValue, decidingPlaces, locationKey, missingInputs } from "./deciding-places.ts";
import { canonicalText, decisiveValues } from "./decisive-values.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
import { writeLinesOf } from "./write-lines.ts";
import { modelVersionOf, refusalOf, waiversFor } from "./waiver-scope.ts";

/** Deciding conditions that a finding states. */
const MOST_CONDITIONS = 100;

/** The entry of the manifest that names an evidence file. */
function referencingEntry({ manifest, references }: EvaluationInput, file: string): RelatedLocation[] {
  const reference = references.find((one) => one.file === file);
  if (!reference || file === manifest.file) return [];
  return [{ ...manifest.locate(["evidence", reference.index, "path"]), note: `\`${file}\` is named here` }];
}

function explanationStep(condition: DecidingCondition): ExplanationStep {
  const { text, reads, result } = condition;
  const [read] = reads;
  return {
    text,
    describes: isDescriptiveCondition(condition),
    read: read
      ? { path: read.path, value: read.value === undefined ? undefined : copyWithoutSlices(shortened(read.value)) }
      : null,
    result: result === UNKNOWN ? "unknown" : result ? "true" : "false",
  };
}

/** Missing values that a message names before the others are only counted. */
const MOST_NAMED = 2;

/** The message of an undecided rule: the missing values, or else the condition that is undecided. */
function undecidedMessage(
  { title }: RuleInfo,
  missing: readonly MissingValue[],
  [first]: Explanation["conditions"],
): string {
  if (missing.length === 0) return `undecided: ${first ? first.text : title}`;
  const open = missing.filter(({ isStated }) => !isStated);
  const shown = open.length > 0 ? open : missing;
  const named = shown.slice(0, MOST_NAMED).map(({ path }) => `\`${path}\``);
  const rest = shown.length - named.length;
  const list = `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  return open.length > 0 ? `not stated: ${list}` : `undecided: no usable document under ${list}`;
}

/** The values of a rule's parameters for a deployment. */
function parametersOf({ parameters, scopedParameters }: Rule, data: JsonObject): JsonObject {
  const inScope = scopedParameters.filter(({ scope }) => scope === undefined || isIn(scope, data));
  return inScope.length === 0 ? parameters : Object.assign({}, parameters, ...inScope.map(({ values }) => values));
}

/** The message of a finding, and the fields to write when it is fixed. Both are about the condition that decided first. */
function textsOf(
  rule: Rule,
  outcome: Outcome,
  { conditions, elements }: Explanation,
  missing: readonly MissingValue[],
  input: EvaluationInput,
): Pick<Finding, "message" | "write"> {
  if (outcome === "unknown") return { message: undecidedMessage(rule, missing, conditions), write: [] };
  if (outcome !== "fail")
    return { message: outcome === "pass" ? rule.title : `does not apply: ${rule.title}`, write: [] };
  const { data } = input.context;
  const [condition] = conditions;
  const branch = branchMessageFor(rule.messages, condition, data);
  const values = { data, parameters: parametersOf(rule, data), elements, condition, branch: branch !== undefined };
  return {
    message: renderMessage(branch?.message ?? rule.message, values),
    write: writeLinesOf(conditions, branch, input, (text) => fillTemplate(text, values, Infinity)),
  };
}

/** Explains a condition. Conditions that only describe the system come last. */
function explanationOf(condition: CompiledCondition, context: RuleContext): Explanation {
  const label = (path: Path, truth?: boolean): string => context.label(path, truth);
  const { conditions, open, elements } = explain(condition.node, rootScope(context.data), label, identifiesElement);
  return {
    conditions: inBlameOrder(conditions).map((one) => ({ ...one, text: copyWithoutSlices(one.text) })),
    open,
    elements,
  };
}

const plainLocation = ({ file, start, end, exact }: Location): Location => ({ file, start, end, exact });

/** Fields that identify a system. If one of them changes, waivers and the base no longer count for it. */
const systemFields = [
  "spec.model.name",
  "spec.model.provider",
  "spec.function",
  "spec.decisionRole",
  "spec.risk.fdaDevice",
  "spec.risk.mdrClass",
].map(parsePath);

/** The names of a deployment, its claims, and the values that identify its system. Memoized, because every rule needs them. */
export const deploymentRef = memoizeByObject((manifest: Document): DeploymentRef => {
  const { value } = manifest;
  return {
    name: copyWithoutSlices(String(getAt(value, ["metadata", "name"]))),
    at: plainLocation(manifest.locate(["metadata", "name"])),
    claims: claimsOf(manifest),
    formerly: oneOrMore(getAt(value, ["metadata", "formerly"])).map((one) => copyWithoutSlices(one)),
    system: systemFields.map((path) => {
      const stated = getAt(value, path) ?? null;
      return stated === null ? null : copyWithoutSlices(canonicalText(stated));
    }),
  };
});

/** The part of a finding that explains its outcome. */
interface FindingDetails extends Pick<
  Finding,
  "message" | "write" | "primary" | "related" | "explanation" | "missing" | "omitted" | "decisive"
> {
  /** The path for the fingerprint. */
  readonly path: string;
}

/** The path that identifies a finding: the first one in code unit order, so that the order of elements has no effect. */
function identifyingPath(
  missing: readonly MissingValue[],
  conditions: readonly DecidingCondition[],
  { data }: RuleContext,
): string {
  const conclusions = conditions.filter((one) => !isDescriptiveCondition(one));
  const read = (conclusions.length > 0 ? conclusions : conditions).flatMap(({ reads: [first] }) =>
    first ? [formatKeyedPath(first.path, data)] : [],
  );
  const paths = missing.length > 0 ? missing.map(({ key }) => key) : read;
  return paths.reduce((least, path) => (compareCodeUnits(path, least) < 0 ? path : least), paths[0] ?? "");
}

function explainFinding({ outcome, condition }: Decision, rule: Rule, input: EvaluationInput): FindingDetails {
  const { manifest, context } = input;
  const explanation: Explanation = condition
    ? explanationOf(condition, context)
    : { conditions: [], open: [], elements: [] };
  const { conditions } = explanation;
  const { first: missing, rest: missingLeft } = missingInputs(context, conditions);
  const { first: locations, rest: placesLeft } = decidingPlaces(context, conditions);
  const conditionsLeft = Math.max(0, conditions.length - MOST_CONDITIONS);
  const primary: Location = missing[0]?.location ?? locations[0] ?? deploymentRef(manifest).at;
  const named = referencingEntry(input, primary.file);
  const seen = new Set([locationKey(primary)]);
  const { message, write } = textsOf(rule, outcome, explanation, missing, input);
  return {
    message: copyWithoutSlices(message),
    write,
    primary: plainLocation(primary),
    related: [...named, ...locations].filter((one) => !seen.has(locationKey(one)) && seen.add(locationKey(one))),
    explanation: conditions.slice(0, MOST_CONDITIONS).map(explanationStep),
    missing: missing.map(({ path, location }) => ({ path, location })),
    ...(conditionsLeft + placesLeft + missingLeft > 0
      ? { omitted: { conditions: conditionsLeft, places: placesLeft, missing: missingLeft } }
      : {}),
    decisive: isUnmet(outcome) ? decisiveValues(explanation.open, input) : [],
    path: identifyingPath(missing, conditions, context),
  };
}

/** The details of an outcome that is not explained. */
function summaryDetails(outcome: Outcome, { title }: RuleInfo, start: Location): FindingDetails {
  const message = outcome === "pass" ? title : `does not apply: ${title}`;
  return { message, write: [], primary: start, related: [], explanation: [], missing: [], decisive: [], path: "" };
}

/** Removes the explanation of a finding that passes or does not apply. */
export function stripDetails(finding: Finding, deployment: DeploymentRef): Finding {
  const { outcome, rule } = finding;
  const { path, ...details } = summaryDetails(outcome, rule, deployment.at);
  return isUnmet(outcome) ? finding : { ...finding, ...details, fingerprint: fingerprintOf(rule, deployment, path) };
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
  const deployment = deploymentRef(manifest);
  const { name, at: start } = deployment;
  const { path, ...details } =
    open || settings.explainAll ? explainFinding(decision, rule, input) : summaryDetails(outcome, rule, start);
  const waivers = open ? waiversFor(settings.waivers, rule, deployment) : [];
  const state = { outcome, decisive: details.decisive, modelVersion: modelVersionOf(manifest) };
  const waiver = waivers.find((one) => refusalOf(one, state, manifest) === undefined) ?? null;
  const blocks = open && isBlockingRule(rule, context.data, settings);
  return {
    rule,
    outcome,
    gates: blocks && waiver === null,
    gatesUnwaived: blocks,
    advisory: rule.binding !== "gates" || isExempted(rule, context.data),
    manifest: { name, file: manifest.file },
    ...details,
    citations: citationsFor(rule.citations, jurisdictionsOf(context)),
    waiver,
    fingerprint: fingerprintOf(rule, deployment, path),
  };
}
