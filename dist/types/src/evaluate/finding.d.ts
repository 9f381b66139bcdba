import type { Document } from "../model/document.ts";
import { type Finding } from "../model/finding.ts";
import type { Rule } from "../policy/rule.ts";
import type { DeploymentRef } from "./assemble-report.ts";
import { type Decision } from "./decision.ts";
import type { EvaluationInput, EvaluationSettings } from "./input.ts";
/** The names of a deployment, its claims, and the values that identify its system. Memoized, because every rule needs them. */
export declare const deploymentRef: (thing: Document) => DeploymentRef;
/** Removes the explanation of a finding that passes or does not apply. */
export declare function stripDetails(finding: Finding, deployment: DeploymentRef): Finding;
export declare function findingOf(decision: Decision, rule: Rule, input: EvaluationInput, settings: EvaluationSettings): Finding;
