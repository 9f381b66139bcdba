import { formats } from "../../output/report/index.ts";
import type { Publication } from "./publication.ts";
import { renderOptions } from "./render-options.ts";

/** Escapes a text from a repository line by line, so that it cannot contain a workflow command. */
const escapeWorkflowCommands = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `| ${line.replaceAll("##[", "#\u200B#[")}`)
    .join("\n");

/** Prints the report to the log of the step. */
export function printReport({ step, checked }: Publication): void {
  step.runner.info(escapeWorkflowCommands(formats.console(checked.report, renderOptions(checked))));
}
