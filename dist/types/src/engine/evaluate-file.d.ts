import type { FileResult } from "../evaluate/assemble-report.ts";
import type { LoadDeployments } from "../workspace/deployments.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type EvaluationOptions } from "./options.ts";
/** Evaluates every rule on the deployments of a file. */
export declare function evaluateFile(file: string, load: LoadDeployments, { ruleSet: { rules, waivers, failOn: lowest } }: Pick<LoadedPolicies, "ruleSet">, { asOf, failOn, detail }: EvaluationOptions): Promise<FileResult>;
