import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type GitRepository, openGitRepository } from "../../repository/git/repository.ts";
import { findRoot } from "../../repository/root.ts";
import type { DocumentLoader } from "../../documents/load.ts";
import type { Tree } from "../../repository/tree.ts";
import { workingTree } from "../../repository/working-tree.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import {
  type PolicyChange,
  comparePolicies,
  judgesDifferently,
  readsDifferently,
  sameOrganisation,
  rulesThatDiffer,
} from "../../diff/compare-policies.ts";
import { policyChangeConsole } from "../../output/diff/console.ts";
import { policyChangeJson } from "../../output/diff/json.ts";
import { policyChangeMarkdown } from "../../output/diff/markdown.ts";
import type { ComparedPolicies } from "../../diff/config-changes.ts";
import type { SampleInput } from "../../diff/witness.ts";
import type { EvaluationInput } from "../../evaluate/evaluate-deployment.ts";
import { inputType } from "../../policy/input-type.ts";
import type { RuleTest } from "../../testing/rule-tests.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { parseAsOf, relativePrefix } from "../output.ts";
import { createRuleTestPreparer } from "../../testing/rule-test-inputs.ts";
import { type Progress, createProgress } from "../progress.ts";
import { openDeployments } from "../../workspace/deployments.ts";
import { loadPolicies, readIgnoreFile } from "../../workspace/policies.ts";
import { buildInput } from "../../workspace/prepare.ts";
import { explainMissingRepository } from "../../repository/git/run.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { writeFileAtomically } from "../../repository/write-file.ts";

/** Two states of a repository whose policies are compared; the deployments are those of the second. */
export interface DiffTrees {
  readonly before: Tree;
  readonly after: Tree;
}

/** The rules of both. */
export interface DiffSides {
  readonly before: ComparedPolicies;
  readonly after: ComparedPolicies;
}

interface DiffOptions {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** Told how many files are read, and of how many. */
  readonly tell: Progress["tell"];
  /** Reads the documents of files; anew unless told. */
  readonly load?: DocumentLoader;
}

/** The deployments of a state of a repository, as the settings of a side find and read them. */
async function collectInputs(
  tree: Tree,
  governing: Tree,
  side: ComparedPolicies,
  { asOf, tell, load }: DiffOptions,
): Promise<EvaluationInput[]> {
  const state = { tree, governing, targets: [tree.root] };
  const { files, load: loadDeployments } = openDeployments(state, side, { asOf, manifestsOnly: true, load });
  const found: EvaluationInput[] = [];
  for (const [i, file] of files.entries()) {
    found.push(...(await loadDeployments(file)).inputs);
    tell(i + 1, files.length);
  }
  return found;
}

/** A deployment as it reads under the settings of another side, which say who the organisation is. */
function underConfig(
  subject: EvaluationInput,
  { ruleSet: { config } }: ComparedPolicies,
  asOf: string,
): EvaluationInput {
  return buildInput({ ...subject, config, asOf });
}

/** More rules than this, and one test of each outcome has to do. */
const MANY = 50;

/** The first of the wanted tests of each outcome that is expected. */
function oneOfEachOutcome(isWanted: (test: RuleTest) => boolean): (test: RuleTest) => boolean {
  const seen = new Set<string>();
  return (test) => {
    if (!isWanted(test) || seen.has(test.expected)) return false;
    seen.add(test.expected);
    return true;
  };
}

/** The tests beside the rules that differ; those that a rule has on both sides are made ready once. */
async function fixturesOf(trees: DiffTrees, before: ComparedPolicies, after: ComparedPolicies): Promise<SampleInput[]> {
  const rules = rulesThatDiffer(before, after);
  const known = new Set<string>();
  const isFresh = (test: RuleTest): boolean => !known.has(keyOf(test));
  const found: SampleInput[] = [];
  for (const [tree, side] of [
    [trees.after, after],
    [trees.before, before],
  ] as const) {
    const madeTestsOf = await createRuleTestPreparer(tree, side);
    const own = new Set(side.ruleSet.rules);
    for (const rule of rules) {
      if (!own.has(rule)) continue;
      const made = await madeTestsOf(rule, rules.length > MANY ? oneOfEachOutcome(isFresh) : isFresh);
      for (const { test } of made) known.add(keyOf(test));
      found.push(...made);
    }
  }
  return found;
}

const keyOf = ({ rule, name, given }: RuleTest): string => JSON.stringify([rule.id, name, given]);

/** The deployments as the settings before the change find and read them: each is read once, where that is possible. */
async function collectBaseInputs(
  trees: DiffTrees,
  before: ComparedPolicies,
  after: ComparedPolicies,
  now: EvaluationInput[],
  telling: DiffOptions,
): Promise<EvaluationInput[]> {
  const { asOf } = telling;
  if (readIgnoreFile(trees.before) !== readIgnoreFile(trees.after) || readsDifferently(before, after, asOf))
    return collectInputs(trees.after, trees.before, before, telling);
  return sameOrganisation(before, after, asOf) ? now : now.map((subject) => underConfig(subject, before, asOf));
}

/**
 * What the change of policies from one state of a repository to another means for the deployments of the second.
 * @param asOf the date judged by, as an ISO date
 * @param tell told how many deployments are read, and of how many
 */
export async function diffTrees(
  trees: DiffTrees,
  asOf: string,
  tell: Progress["tell"] = () => undefined,
): Promise<PolicyChange> {
  const sides = {
    before: await loadPolicies(trees.before, { asOf }),
    after: await loadPolicies(trees.after, { asOf }),
  };
  return diffSides(trees, sides, { asOf, tell });
}

/** The same, where the rules of both states are read already. */
export async function diffSides(
  trees: DiffTrees,
  { before, after }: DiffSides,
  telling: DiffOptions,
): Promise<PolicyChange> {
  const { asOf } = telling;
  const idle = readIgnoreFile(trees.before) === readIgnoreFile(trees.after) && !judgesDifferently(before, after, asOf);
  const now = idle ? [] : await collectInputs(trees.after, trees.after, after, telling);
  const then = idle ? [] : await collectBaseInputs(trees, before, after, now, telling);
  return comparePolicies({
    before: { ...before, subjects: then },
    after: { ...after, subjects: now },
    fixtures: idle ? [] : await fixturesOf(trees, before, after),
    context: await inputType(),
    asOf,
  });
}

const formats = ["console", "json", "markdown"] as const;

/** The states that `[base]..[head]` names; a base alone is compared with the working tree. */
function resolveTrees(range: string | undefined, root: string): DiffTrees {
  const [base = "", head = "", ...more] = (range ?? "").split("..");
  if (more.length > 0 || head.startsWith("."))
    throw new UsageError(`a range is written as base..head, not \`${String(range)}\``);
  const history = openGitRepository(root);
  if (!history) throw new UsageError(`${explainMissingRepository(root)}, so that there is nothing to compare with`);
  const after = head === "" ? workingTree(root) : treeAtCommit(history, head);
  return { before: treeAtCommit(history, base === "" ? "HEAD" : base), after };
}

function treeAtCommit(history: GitRepository, revision: string): Tree {
  const commit = history.commit(revision);
  if (commit === undefined) throw new UsageError(`there is no commit \`${revision}\` here`);
  return history.tree(commit);
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";

function exitCodeOf({ loosened, diagnostics }: PolicyChange): number {
  if ([...diagnostics.before, ...diagnostics.after].some(isError)) return exitCodes.input;
  return loosened ? exitCodes.fail : exitCodes.pass;
}

export const diffCommand: Command = {
  summary: "say what a change of policies means",
  usage: `caregate diff [base]..[head] [options]

Compares the policies, parameters, waivers and settings of two states of the
repository by what comes of them: on every deployment, on the rules' own tests,
and on documents made around the boundaries of each condition. What is loosened
is shown with a document that was kept out before and is let in after.

  main           from main to the working tree
  main..feature  from main to feature
                 by default from HEAD to the working tree

  --format FORMAT   ${formats.join(", ")} (default: console)
  --output FILE     write it there instead of to standard output
  --as-of DATE      judge as of this date, YYYY-MM-DD (default: today, UTC)

exit codes: 0 nothing is loosened, 1 something is, 2 bad input or usage
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: "string", default: "console" },
        output: { type: "string" },
        "as-of": { type: "string" },
      },
    });
    const format = formats.find((known) => known === values.format);
    if (!format) throw new UsageError(`--format takes one of ${formats.join(", ")}, not \`${values.format}\``);
    if (positionals.length > 1) throw new UsageError("one range is compared at a time, written as base..head");
    const asOf = parseAsOf(values["as-of"], io.today);
    const root = findRoot(io.cwd);
    const progress = createProgress("files");
    const trees = resolveTrees(positionals[0], root);
    const change = await diffTrees(trees, asOf, progress.tell);
    progress.clear();
    const { output } = values;
    const options = {
      color: io.color && output === undefined,
      pathPrefix: relativePrefix(root, io.cwd),
      line: createLineReader(trees.after),
    };
    const text = {
      console: () => policyChangeConsole(change, options),
      json: () => policyChangeJson(change),
      markdown: () => policyChangeMarkdown(change),
    }[format]();
    if (output === undefined) io.write(text);
    else writeFileAtomically(resolve(io.cwd, output), text);
    return exitCodeOf(change);
  },
};
