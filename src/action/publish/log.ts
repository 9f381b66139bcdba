import { formats } from "../../output/report/index.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { workingTree } from "../../repository/working-tree.ts";
import type { Publication } from "./publication.ts";

/** Escapes a text from a repository line by line, so that it cannot contain a workflow command. */
const escapeWorkflowCommands = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `| ${line.replaceAll("##[", "#\u200B#[")}`)
    .join("\n");

/** Prints the report to the log of the step. */
export function printReport({ step, checked: { report, root } }: Publication): void {
  const line = createLineReader(workingTree(root));
  step.runner.info(escapeWorkflowCommands(formats.console(report, { all: false, color: false, pathPrefix: "", line })));
}
