// The operations of caregate: typed options in, plain data out. Front ends and the library are made of these alone.
export {
  type AskOptions,
  type GivenAnswer,
  type Question,
  type QuestionList,
  listOpenQuestions,
  planAnswer,
} from "./ask.ts";
export { readAnswers } from "./read-answers.ts";
export { type Knower, knowers } from "./knowers.ts";
export { check, type CheckResult } from "./check.ts";
export {
  type ChangeCheckOptions,
  type ChangeCheckResult,
  type ChangeReport,
  checkChange,
  checkComparison,
} from "./check-change.ts";
export { checkSnapshot } from "./check-tree.ts";
export type { CheckedFiles, ReportedFiles } from "./checked-files.ts";
export { type DiffOptions, type PolicyDiff, diffPolicies, diffTrees } from "./diff.ts";
export { type ExplainOptions, type ExplainResult, explain } from "./explain.ts";
export {
  type EvaluationPoints,
  type HistoryFilter,
  type HistoryOptions,
  type OpenHistory,
  type PolicyHistoryReport,
  type ReplayOptions,
  type RepositoryHistory,
  type RepositoryHistoryOptions,
  type ViolationHistoryReport,
  openHistory,
  policyHistory,
  repositoryHistory,
  violationHistory,
} from "./history.ts";
export {
  type Answers,
  type ManifestDraft,
  type ManifestOptions,
  type ManifestQuestion,
  type SchemaComment,
  createManifest,
  listQuestions,
  manifestQuestions,
  rejectAnswer,
  schemaComment,
} from "./init.ts";
export { type PlannedChanges, type PlannedFile, writeFileChanges } from "./file-changes.ts";
export { type AppliedFix, type FixOptions, type FixResult, fixDocuments } from "./fix.ts";
export { type Pin, type PinOptions, type PinResult, type PinReview, pinEvidence } from "./pin.ts";
export { type LintOptions, type LintReport, lintPolicies } from "./lint.ts";
export {
  type CheckOptions,
  type Detail,
  type EngineOptions,
  type EvaluationOptions,
  type OnProgress,
  type OptionalDefaults,
  type PoolOptions,
  type StopSignal,
  withDefaults,
} from "./options.ts";
export {
  type DueRuleCatalog,
  type DueRulesOptions,
  type RuleCatalog,
  type RuleFilter,
  type RulesOptions,
  listDueRules,
  listRules,
} from "./rules.ts";
export { type RegisterOptions, type RegisterResult, buildRegister } from "./register.ts";
export { type Profile, type ProfileName, profileNames, profiles } from "./profiles.ts";
export {
  type Scaffold,
  type ScaffoldKind,
  type ScaffoldOptions,
  parseScaffoldKind,
  scaffold,
  scaffoldKinds,
} from "./scaffold.ts";
export { type SchemasResult, planSchemas } from "./schemas.ts";
export { type ShardResult, checkShard } from "./shard/check-shard.ts";
export { MergeError, type MergeResult, type ShardFile, mergeShards } from "./shard/merge.ts";
export { type Shard, parseShard } from "./shard/partition.ts";
export { type TestOptions, type TestReport, policyTestPaths, runPolicyTests } from "./test.ts";
export { type Verification, type VerifyOptions, verifyReport } from "./verify.ts";
