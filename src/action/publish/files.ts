import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { formats } from "../../output/report/index.ts";
import { writeFileAtomically } from "../../engine/repository.ts";
import { commentOf } from "../review-page.ts";
import type { Publication } from "./publication.ts";
import { renderOptions } from "./render-options.ts";

/** The beginning of the names of the files of a step: each key has its own. */
export function fileStem(key: string): string {
  const code = (character: string): string => `=${(character.codePointAt(0) ?? 0).toString(16)}`;
  return key === "default" ? "caregate" : `caregate-${key.replaceAll(/[^\w.-]/gu, code)}`;
}

/** Writes the report files and sets their paths as outputs. A file that cannot be written only causes a notice. */
export async function writeFiles({ step, inputs, checked, page }: Publication): Promise<void> {
  const { runner, temporary, workspace } = step;
  const { report } = checked;
  // Code scanning would open an alert for what is waived.
  const unwaived = { ...report, findings: report.findings.filter(({ waiver }) => waiver === null) };
  const options = { ...renderOptions(checked), ...(inputs.key === "default" ? {} : { category: inputs.key }) };
  const stem = fileStem(inputs.key);
  if (existsSync(join(temporary, `${stem}.json`)))
    runner.warning(`another step of this job has the key \`${inputs.key}\`: its files and comment are replaced`, {
      title: "caregate",
    });
  const files = [
    ["report-file", "json", undefined, () => formats.json(report, options)],
    ["sarif-file", "sarif", inputs.sarifFile, () => formats.sarif(unwaived, options)],
    ["html-file", "html", inputs.htmlFile, () => formats.html(report, options)],
    ["comment-file", "md", undefined, () => commentOf(page, inputs.key)],
  ] as const;
  for (const [output, ending, named, text] of files) {
    const path = named === undefined ? join(temporary, `${stem}.${ending}`) : resolve(workspace, named);
    try {
      writeFileAtomically(path, await text());
      runner.setOutput(output, path);
    } catch (error) {
      runner.notice(`${output} was not written: ${error instanceof Error ? error.message : String(error)}`, {
        title: "caregate",
      });
    }
  }
}
