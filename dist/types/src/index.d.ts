import * as engine from "./engine/index.ts";
import type { Defaults } from "./engine/options.ts";
/** Options of an operation, those with a default being optional. */
type Options<T> = Omit<T, keyof Defaults> & Partial<Defaults>;
/** Checks manifests by the policies of their repository or, with a base, as a change of that. */
export declare const check: (options?: Options<engine.CheckOptions> | undefined) => Promise<engine.CheckResult>;
/** Checks the working tree, or the commit `ref`, as a change of `base`, by the policies of the base and by its own. */
export declare const checkChange: (options: Options<engine.ChangeCheckOptions>) => Promise<engine.ChangeCheckResult>;
/** Checks one shard of the files. */
export declare const checkShard: (options: Options<engine.CheckOptions>, shard: engine.Shard) => Promise<engine.ShardResult>;
/** Compares the policies, parameters, waivers and configuration of two versions of a repository by their effect. */
export declare const diffPolicies: (options?: Options<engine.DiffOptions> | undefined) => Promise<engine.PolicyDiff>;
/** Explains a rule, or a finding of a check of the whole repository. */
export declare const explain: (options: Options<engine.ExplainOptions>) => Promise<engine.ExplainResult>;
/** Lists the deployments with their evidence, findings and waivers, and the dates that fall due. */
export declare const buildRegister: (options?: Options<engine.RegisterOptions> | undefined) => Promise<engine.RegisterResult>;
/** Lists each change of policies in a range of commits with its effect. */
export declare const policyHistory: (options?: Options<engine.HistoryOptions> | undefined) => Promise<engine.PolicyHistoryReport>;
/** Evaluates the commits of a range, and lists the violations with the time for which each was open. */
export declare const violationHistory: (options?: Options<engine.HistoryOptions & engine.ReplayOptions> | undefined) => Promise<engine.ViolationHistoryReport>;
/** Creates a manifest with an empty field for everything that the rules of the repository ask about the system. */
export declare const createManifest: (answers: engine.Answers, options?: Options<engine.ManifestOptions>) => Promise<engine.ManifestDraft>;
/** Lists what is open, with what blocks first, and for each question its form, its law and who usually knows. */
export declare const listOpenQuestions: (options?: Options<engine.AskOptions> | undefined) => Promise<engine.QuestionList>;
/** Plans the change for an answer, in the file that the question names. */
export declare const planAnswer: typeof engine.planAnswer;
/** Plans the digests of evidence that are missing or differ. */
export declare const pinEvidence: (options?: Options<engine.PinOptions> | undefined) => Promise<engine.PinResult>;
/** Plans the changes that need no decision: case, quotes, dates, shares, misspelt keys and near paths. */
export declare const fixDocuments: (options?: Options<engine.FixOptions> | undefined) => Promise<engine.FixResult>;
/** Creates a document of a kind with every field, each open and described. */
export declare const createScaffold: (options: Options<engine.ScaffoldOptions>) => Promise<engine.Scaffold>;
/** Looks for faults in policies and waivers, and for what makes them unreliable. */
export declare const lintPolicies: (options?: Options<engine.LintOptions> | undefined) => Promise<engine.LintReport>;
/** Lists the rules whose law was last read too long ago, or has a date ahead. */
export declare const listDueRules: (options?: Options<engine.DueRulesOptions> | undefined) => Promise<engine.DueRuleCatalog>;
/** Lists the rules of a repository. */
export declare const listRules: (options?: Options<engine.RulesOptions> | undefined) => Promise<engine.RuleCatalog>;
/** Runs the tests beside rules and the expectations in comments of manifests. Each test has its own date. */
export declare const runPolicyTests: (options?: Options<engine.TestOptions> | undefined) => Promise<engine.TestReport>;
/** Repeats the check that a record describes, and compares the records. */
export declare const verifyReport: (bytes: Uint8Array, options: Omit<engine.VerifyOptions, "cwd"> & Partial<Pick<engine.VerifyOptions, "cwd">>) => Promise<engine.Verification>;
export { MergeError, manifestQuestions, mergeShards, parseShard, writeFileChanges } from "./engine/index.ts";
export type * from "./engine/index.ts";
export { type FormatName, formats } from "./output/report/index.ts";
export { registerFormats } from "./output/register/index.ts";
export type { AsyncFormat, AsyncFormat as LateFormat, Format, FormatOptions } from "./output/format.ts";
export type * from "./model/finding.ts";
export type * from "./model/document.ts";
export type * from "./model/diagnostic.ts";
export type * from "./model/register.ts";
export { UsageError } from "./util/errors.ts";
export { version } from "./version.ts";
