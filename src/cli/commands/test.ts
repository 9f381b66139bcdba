import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import picomatch from "picomatch";
import { findRoot, folderInCheckout } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { createEvidenceStore } from "../../evidence/resolve.ts";
import { inputType } from "../../policy/input-type.ts";
import { CAREGATE_DIR, readBundle } from "../../policy/bundle.ts";
import { inputErrors, testsToConsole } from "../../output/tests/console.ts";
import { testsToJson } from "../../output/tests/json.ts";
import { testsToJunit } from "../../output/tests/junit.ts";
import { passed } from "../../testing/result.ts";
import { type TestRun, noTest, runTests } from "../../testing/run-tests.ts";
import { type Command, type Io, UsageError, exitCodes } from "../command.ts";
import { relativePrefix } from "../output.ts";
import { loadPacks, packageRoot } from "../../workspace/packs.ts";
import { createProgress } from "../progress.ts";
import { commonRoot } from "../../workspace/roots.ts";
import { type WatchRun, watchFiles } from "../watch.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { writeFileAtomically } from "../../repository/write-file.ts";

const formats = ["console", "json", "junit"] as const;

interface TestOptions {
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
  return ["policies", "tests"].map((folder) => join(root, CAREGATE_DIR, folder)).filter(existsSync);
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

async function runOnce(
  { root, targets, rule, mutate, format, output }: TestOptions,
  io: Io,
): Promise<WatchRun<number>> {
  const progress = createProgress("tests");
  const tree = workingTree(root);
  const governance = await readBundle(tree);
  const ran = await runTests({
    tree,
    shipped: workingTree(packageRoot()),
    targets,
    governance,
    packs: await loadPacks(),
    context: await inputType(),
    store: createEvidenceStore(tree, { keys: governance.keys }),
    wanted: matcher(rule),
    mutate,
    progress: progress.tell,
  });
  progress.clear();
  const where = relative(root, targets[0] ?? join(root, CAREGATE_DIR)).replaceAll("\\", "/") || ".";
  // Where a file is in error that is said already, and the tests may be what is in it.
  const inError = ran.diagnostics.some(({ severity }) => severity === "error");
  const empty = ran.suites.length === 0 && !inError ? [noTest(where)] : [];
  const run = { ...ran, diagnostics: [...ran.diagnostics, ...empty] };
  const options = {
    color: io.color && output === undefined,
    pathPrefix: relativePrefix(root, io.cwd),
    line: createLineReader(tree),
  };
  const text =
    format === "junit" ? testsToJunit(run, folderInCheckout(root)) : format === "json" ? testsToJson(run) : testsToConsole(run, options);
  if (output === undefined) io.write(text);
  else writeFileAtomically(output, text);
  return { result: exitCodeOf(run), read: run.read.map((file) => join(root, file)) };
}

export const testCommand: Command = {
  summary: "run the tests of policies",
  usage: `caregate test [paths] [options]

Runs the tests that stand beside rules, and what comments of manifests expect
(# expect: RULE OUTCOME), under the paths; by default those in
${CAREGATE_DIR}/policies and ${CAREGATE_DIR}/tests.

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
    const once = (): Promise<WatchRun<number>> => runOnce({ root, targets, rule, mutate, format, output: to }, io);
    return values.watch ? watchFiles([...targets, join(root, CAREGATE_DIR)], once) : (await once()).result;
  },
};
