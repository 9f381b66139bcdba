import { formats } from "../../output/report/index.ts";
import type { Publication } from "./publication.ts";

/** Escapes a text from a repository line by line, so that it cannot contain a workflow command. */
const escapeWorkflowCommands = (text: string): string =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => `| ${line.replaceAll("##[", "#\u200B#[")}`)
    .join("\n");

/** Prints the report to the log of the step. */
export function printReport({ step, checked: { report, line }, pathOf }: Publication): void {
  const folder = pathOf(".");
  const pathPrefix = folder === "" ? "" : `${folder}/`;
  step.runner.info(escapeWorkflowCommands(formats.console(report, { all: false, color: false, pathPrefix, line })));
}
