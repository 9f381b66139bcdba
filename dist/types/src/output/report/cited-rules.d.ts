import type { Finding, RuleInfo } from "../../model/finding.ts";
/** The rules of findings by their ids, each with the citations that concern one of the deployments at least. */
export declare function citedRules(findings: readonly Finding[]): ReadonlyMap<string, RuleInfo>;
