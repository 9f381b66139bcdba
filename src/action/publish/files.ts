import { join, resolve } from "node:path";
import { formats } from "../../output/report/index.ts";
import { writeFileAtomically } from "../../engine/repository.ts";
import type { Publication } from "./publication.ts";
import { renderOptions } from "./render-options.ts";

/** Writes the report files and sets their paths as outputs. A file that cannot be written only causes a notice. */
export async function writeFiles({ step, inputs, checked }: Publication): Promise<void> {
  const { runner, temporary, workspace } = step;
  const { report } = checked;
  // Code scanning would open an alert for what is waived.
  const unwaived = { ...report, findings: report.findings.filter(({ waiver }) => waiver === null) };
  const options = renderOptions(checked);
  const files = [
    ["report-file", "json", undefined],
    ["sarif-file", "sarif", inputs.sarifFile],
    ["html-file", "html", inputs.htmlFile],
  ] as const;
  for (const [output, format, named] of files) {
    const path = named === undefined ? join(temporary, `caregate.${format}`) : resolve(workspace, named);
    try {
      writeFileAtomically(path, await formats[format](format === "sarif" ? unwaived : report, options));
      runner.setOutput(output, path);
    } catch (error) {
      runner.notice(`${output} was not written: ${error instanceof Error ? error.message : String(error)}`, {
        title: "caregate",
      });
    }
  }
}
