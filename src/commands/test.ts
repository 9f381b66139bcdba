import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { findRoot } from "../documents/root.ts";
import { workingTree } from "../documents/working-tree.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { contextType } from "../policy/context-type.ts";
import { GOVERNANCE, readGovernance } from "../policy/governance.ts";
import { inputErrors, testsToConsole } from "../testing/console.ts";
import { testsToJson } from "../testing/json.ts";
import { testsToJunit } from "../testing/junit.ts";
import { passed } from "../testing/result.ts";
import { type TestRun, noTest, runTests } from "../testing/run.ts";
import { type Command, type Io, UsageError, exitCodes } from "./command.ts";
import { prefixTo, lineReader, writeWhole } from "./output.ts";
import { loadPacks, packageRoot } from "./packs.ts";
import { createProgress } from "./progress.ts";
import { commonRoot } from "./roots.ts";
import { type Watched, watching } from "./watch.ts";

const formats = ["console", "json", "junit"] as const;

interface Options {
  readonly root: string;
  /** Absolute paths. */
  readonly targets: readonly string[];
  readonly rule: string | undefined;
  readonly mutate: boolean;
  readonly format: string;
  readonly output: string | undefined;
}

/** What is tested unless paths are named: the policies that the repository owns, and manifests made for tests. */
function ownFolders(root: string): string[] {
  return ["policies", "tests"].map((folder) => join(root, GOVERNANCE, folder)).filter(existsSync);
}

/** Whether a rule is meant by a pattern: a glob, or a part of its id. */
function matcher(pattern: string | undefined): (rule: string) => boolean {
  if (pattern === undefined) return () => true;
  if (picomatch.scan(pattern).isGlob) return picomatch(pattern);
  return (rule) => rule.includes(pattern);
}

function exitCodeOf(run: TestRun): number {
  if (inputErrors(run).length > 0) return exitCodes.input;
  const good = run.suites.every(({ results }) => results.every(passed));
  return good && (run.mutated?.survivors ?? []).length === 0 ? exitCodes.pass : exitCodes.fail;
}

async function runOnce({ root, targets, rule, mutate, format, output }: Options, io: Io): Promise<Watched<number>> {
  const progress = createProgress("tests");
  const tree = workingTree(root);
  const governance = await readGovernance(tree);
  const ran = await runTests({
    tree,
    shipped: workingTree(packageRoot()),
    targets,
    governance,
    packs: await loadPacks(),
    context: await contextType(),
    store: createEvidenceStore(tree, { keys: governance.keys }),
    wanted: matcher(rule),
    mutate,
    progress: progress.tell,
  });
  progress.clear();
  const where = relative(root, targets[0] ?? join(root, GOVERNANCE)).replaceAll("\\", "/") || ".";
  // Where a file is in error that is said already, and the tests may be what is in it.
  const inError = ran.diagnostics.some(({ severity }) => severity === "error");
  const empty = ran.suites.length === 0 && !inError ? [noTest(where)] : [];
  const run = { ...ran, diagnostics: [...ran.diagnostics, ...empty] };
  const options = {
    color: io.color && output === undefined,
    pathPrefix: prefixTo(root, io.cwd),
    line: lineReader(tree),
  };
  const text =
    format === "junit" ? testsToJunit(run) : format === "json" ? testsToJson(run) : testsToConsole(run, options);
  if (output === undefined) io.write(text);
  else writeWhole(output, text);
  return { result: exitCodeOf(run), read: run.read.map((file) => join(root, file)) };
}

export const testCommand: Command = {
  summary: "run the tests of policies",
  usage: `caregate test [paths] [options]

Runs the tests that stand beside rules, and what comments of manifests expect
(# expect: RULE OUTCOME), under the paths; by default those in
${GOVERNANCE}/policies and ${GOVERNANCE}/tests.

  --rule PATTERN    only tests of rules whose id holds this or matches this glob
  --mutate          change the rules in small ways too, and tell which of these
                    changes no test notices
  --watch           run again after every change, until interrupted
  --format FORMAT   ${formats.join(", ")} (default: console)
  --output FILE     write the results there instead of to standard output

exit codes: 0 all passed, 1 a test failed or a change went unnoticed, 2 bad
input or usage, no test too, 3 internal error
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        rule: { type: "string" },
        mutate: { type: "boolean", default: false },
        watch: { type: "boolean", default: false },
        format: { type: "string", default: "console" },
        output: { type: "string" },
      },
    });
    const { rule, mutate, format, output } = values;
    if (!formats.some((known) => known === format))
      throw new UsageError(`--format takes one of ${formats.join(", ")}, not \`${format}\``);
    const named = positionals.map((path) => resolve(io.cwd, path));
    const root = named.length > 0 ? commonRoot(named) : findRoot(io.cwd);
    const targets = named.length > 0 ? named : ownFolders(root);
    const to = output === undefined ? undefined : resolve(io.cwd, output);
    const once = (): Promise<Watched<number>> => runOnce({ root, targets, rule, mutate, format, output: to }, io);
    return values.watch ? watching([...targets, join(root, GOVERNANCE)], once) : (await once()).result;
  },
};
