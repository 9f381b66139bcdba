import { policyTestPaths, runPolicyTests } from "../../engine/test.ts";
import { inputErrors, testsToConsole } from "../../output/tests/console.ts";
import { testsToJson } from "../../output/tests/json.ts";
import { testsToJunit } from "../../output/tests/junit.ts";
import type { TestSuggestions } from "../../engine/suggest-tests.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import { plural } from "../../util/text.ts";
import type { Command, Io } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";
import { type WatchRun, watchFiles } from "../watch.ts";

const formats = { console: testsToConsole, json: testsToJson, junit: testsToJunit };

/** Writes the suggested tests into their policies, and says what is left to do. */
function writeSuggestions(suggested: TestSuggestions, io: Io): void {
  writeFileChanges(suggested);
  const { count, open, changes } = suggested;
  const files = changes.map(({ file }) => file).join(", ");
  if (count > 0) io.warn(`${plural(count, "test")} added to ${files}: write the outcome in place of TODO\n`);
  for (const { rule, change } of open) io.warn(`no case found for ${rule}: ${change}\n`);
}

export const testCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("test", args, io, namesOf(formats));
    const { format, output, rule, suggest } = options;
    const mutate = options.mutate || suggest;
    const progress = createProgress("tests");
    const request = { cwd: io.cwd, paths: operands, rule, mutate, suggest, onProgress: progress.tell };
    const runOnce = async (): Promise<WatchRun<number>> => {
      const report = await runPolicyTests(request);
      progress.clear();
      await renderAndWrite({ io, output, files: report }, (render) => formats[format](report, render));
      if (report.suggested) writeSuggestions(report.suggested, io);
      return { result: exitCodeFor(inputErrors(report), report.passed), read: report.files };
    };
    return options.watch ? watchFiles(policyTestPaths(request), runOnce) : (await runOnce()).result;
  },
};
