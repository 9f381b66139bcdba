import type { Document } from "../model/document.ts";
import { type Finding } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { Rule } from "../policy/rule.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { type Decision } from "./decision.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
/** A deployment's name and its location. Every rule needs them. */
export declare const deploymentRef: (thing: Document) => DeploymentRef;
/**
 * Removes the explanation of a finding that passes or does not apply.
 * @param start the location of the deployment's name
 */
export declare function stripDetails(finding: Finding, start: Location): Finding;
export declare function findingOf(decision: Decision, rule: Rule, input: EvaluationInput, settings: EvaluationSettings): Finding;
