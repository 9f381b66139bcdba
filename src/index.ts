// The library. Each operation takes the options of the engine, of which the folder and the date have defaults here: the
// current folder and today, in UTC.
import * as engine from "./engine/index.ts";
import type { Defaults } from "./engine/options.ts";

const complete = <T extends Partial<Defaults>>(options: T): T & Defaults =>
  engine.withDefaults(options, { cwd: process.cwd(), asOf: new Date().toISOString().slice(0, 10) });

/** Options of an operation, those with a default being optional. */
type Options<T> = Omit<T, keyof Defaults> & Partial<Defaults>;

/** Makes an operation whose options are optional. */
const optional =
  <T, R>(operation: (options: T & Defaults) => Promise<R>) =>
  async (options?: Options<T>): Promise<R> =>
    operation(complete({ ...options }) as T & Defaults);

/** Makes an operation with options that it cannot do without. */
const required =
  <T, R>(operation: (options: T & Defaults) => Promise<R>) =>
  async (options: Options<T>): Promise<R> =>
    operation(complete(options) as unknown as T & Defaults);

/** Checks manifests by the policies of their repository or, with a base, as a change of that. */
export const check = optional(engine.check);

/** Checks the working tree, or the commit `ref`, as a change of `base`, by the policies of the base and by its own. */
export const checkChange = required(engine.checkChange);

/** Checks one shard of the files. */
export const checkShard = async (
  options: Options<engine.CheckOptions>,
  shard: engine.Shard,
): Promise<engine.ShardResult> => engine.checkShard(complete(options), shard);

/** Compares the policies, parameters, waivers and configuration of two versions of a repository by their effect. */
export const diffPolicies = optional(engine.diffPolicies);

/** Explains a rule, or a finding of a check of the whole repository. */
export const explain = required(engine.explain);

/** Lists the deployments with their evidence, findings and waivers, and the dates that fall due. */
export const buildRegister = optional(engine.buildRegister);

/** Makes an operation on a history, which ends at a stated date, or else at the last commit. */
const historical =
  <T extends engine.HistoryOptions, R>(operation: (options: T) => Promise<R>) =>
  async (options?: Options<T>): Promise<R> =>
    operation(complete({ toHead: options?.asOf === undefined, ...options }) as unknown as T);

/** Lists each change of policies in a range of commits with its effect. */
export const policyHistory = historical((options: engine.HistoryOptions) => engine.policyHistory(options));

/** Evaluates the commits of a range, and lists the violations with the time for which each was open. */
export const violationHistory = historical((options: engine.HistoryOptions & engine.ReplayOptions) =>
  engine.violationHistory(options),
);

/** Creates a manifest with an empty field for everything that the rules of the repository ask about the system. */
export const createManifest = async (
  answers: engine.Answers,
  options: Options<engine.ManifestOptions> = {},
): Promise<engine.ManifestDraft> => engine.createManifest(answers, complete(options));

/** Lists what is open, with what blocks first, and for each question its form, its law and who usually knows. */
export const listOpenQuestions = optional(engine.listOpenQuestions);

/** Plans the change for an answer, in the file that the question names. */
export const planAnswer = engine.planAnswer;

/** Plans the digests of evidence that are missing or differ. */
export const pinEvidence = optional(engine.pinEvidence);

/** Plans the changes that need no decision: case, quotes, dates, shares, misspelt keys and near paths. */
export const fixDocuments = optional(engine.fixDocuments);

/** Creates a document of a kind with every field, each open and described. */
export const createScaffold = required(engine.scaffold);

/** Looks for faults in policies and waivers, and for what makes them unreliable. */
export const lintPolicies = optional(engine.lintPolicies);

/** Lists the rules whose law was last read too long ago, or has a date ahead. */
export const listDueRules = optional(engine.listDueRules);

/** Lists the rules of a repository. */
export const listRules = optional(engine.listRules);

/** Runs the tests beside rules and the expectations in comments of manifests. Each test has its own date. */
export const runPolicyTests = optional(engine.runPolicyTests);

/** Repeats the check that a record describes, and compares the records. */
export const verifyReport = async (
  bytes: Uint8Array,
  options: Omit<engine.VerifyOptions, "cwd"> & Partial<Pick<engine.VerifyOptions, "cwd">>,
): Promise<engine.Verification> => engine.verifyReport(bytes, complete(options));

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
