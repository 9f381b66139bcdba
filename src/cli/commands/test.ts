import { policyTestPaths, runPolicyTests } from "../../engine/test.ts";
import { inputErrors, testsToConsole } from "../../output/tests/console.ts";
import { testsToJson } from "../../output/tests/json.ts";
import { testsToJunit } from "../../output/tests/junit.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { createProgress } from "../progress.ts";
import { type WatchRun, watchFiles } from "../watch.ts";

const formats = { console: testsToConsole, json: testsToJson, junit: testsToJunit };

export const testCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands } = parseOptions("test", args, io, namesOf(formats));
    const { format, output, rule, mutate } = options;
    const progress = createProgress("tests");
    const request = { cwd: io.cwd, paths: operands, rule, mutate, onProgress: progress.tell };
    const runOnce = async (): Promise<WatchRun<number>> => {
      const report = await runPolicyTests(request);
      progress.clear();
      await renderAndWrite({ io, output, files: report }, (render) => formats[format](report, render));
      return { result: exitCodeFor(inputErrors(report), report.passed), read: report.files };
    };
    return options.watch ? watchFiles(policyTestPaths(request), runOnce) : (await runOnce()).result;
  },
};
