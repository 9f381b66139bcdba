import type { FileResult } from "../evaluate/assemble-report.ts";
import { evaluateDeployment } from "../evaluate/evaluate-deployment.ts";
import { type Outcome, type OutcomeCounts, isUnmet, zeroCounts } from "../model/finding.ts";
import { fileError } from "../model/diagnostic.ts";
import { GitError } from "../repository/git/error.ts";
import { type TracedCall, traceTree } from "../repository/trace.ts";
import type { Tree } from "../repository/tree.ts";
import type { LoadDeployments } from "../workspace/deployments.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { UsageError } from "../util/errors.ts";
import { quote } from "../util/text.ts";
import { type EvaluationOptions, DEFAULT_DETAIL } from "./options.ts";

function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = zeroCounts();
  for (const outcome of Object.keys(sum) as Outcome[]) sum[outcome] = a[outcome] + b[outcome];
  return sum;
}

/** The result of a file, and the calls of the tree that led to it. */
export interface TracedResult {
  readonly result: FileResult;
  /** Empty unless they are wanted. */
  readonly calls: readonly TracedCall[];
}

/**
 * Creates a function that evaluates one file after another.
 * @param open creates the loader of the files of a tree
 * @param isTraced true if the calls are wanted
 */
export function createFileEvaluator(
  tree: Tree,
  open: (tree: Tree) => LoadDeployments,
  policies: Pick<LoadedPolicies, "ruleSet">,
  options: EvaluationOptions,
  isTraced: boolean,
): (file: string) => Promise<TracedResult> {
  const traced = isTraced ? traceTree(tree) : { tree, take: () => [] };
  const load = open(traced.tree);
  return async (file) => {
    const result = await evaluateFile(file, load, policies, options);
    return { result, calls: traced.take() };
  };
}

/** Errors that end the whole check: they are not about one file. */
const isGeneral = (error: unknown): boolean => error instanceof UsageError || error instanceof GitError;

/** The result of a file that cannot be evaluated, because it exceeds a limit of the program or shows a mistake in it. */
function failedResult(file: string, error: unknown): FileResult {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `internal error: ${quote(file)} cannot be evaluated, ${quote(reason)}: please report it`;
  return {
    file,
    deployments: [],
    findings: [],
    tally: zeroCounts(),
    diagnostics: [fileError(file, "internal/file", message)],
    notEvaluated: [],
    digests: new Map(),
    useReports: [],
  };
}

/** Evaluates every rule on the deployments of a file. An unexpected failure is an error of this file. */
export async function evaluateFile(...given: Parameters<typeof evaluateDocuments>): Promise<FileResult> {
  try {
    return await evaluateDocuments(...given);
  } catch (error) {
    if (isGeneral(error)) throw error;
    return failedResult(given[0], error);
  }
}

async function evaluateDocuments(
  file: string,
  load: LoadDeployments,
  { ruleSet: { rules, waivers, failOn: lowest } }: Pick<LoadedPolicies, "ruleSet">,
  { asOf, failOn, detail = DEFAULT_DETAIL }: EvaluationOptions,
): Promise<FileResult> {
  const settings = { failOn: lowest, asOf, waivers, explainAll: detail === "explained" };
  const isListed = detail === "open" ? isUnmet : () => true;
  const { inputs, ...loaded } = await load(file);
  const results = inputs.map((input) => evaluateDeployment(rules, input, settings, isListed));
  const findings = results.flatMap((one) => one.findings);
  return {
    ...loaded,
    findings:
      failOn === "never" ? findings.map((finding) => ({ ...finding, gates: false, gatesUnwaived: false })) : findings,
    tally: results.map(({ tally }) => tally).reduce(addCounts, zeroCounts()),
    diagnostics: [...loaded.diagnostics, ...results.flatMap(({ diagnostics }) => diagnostics)],
  };
}
