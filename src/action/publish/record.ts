import { join } from "node:path";
import { check } from "../../engine/check.ts";
import { writeFileAtomically } from "../../engine/repository.ts";
import { detailFor, formats } from "../../output/report/index.ts";
import { fileStem } from "./files.ts";
import type { Publication } from "./publication.ts";

/**
 * Writes a record of the commit that is checked out, as an in-toto statement to sign, and sets its path as an output. It is
 * made from the commit and not from the files of the checkout, so that `caregate verify` can make it again.
 */
export async function writeRecord({ step, inputs, checked }: Publication): Promise<void> {
  const { commit, root, targets, baseline, report } = checked;
  if (!inputs.record) return;
  if (commit === undefined) throw new Error("git cannot find the commit that is checked out");
  const result = await check({
    cwd: root,
    targets,
    ref: commit,
    base: baseline?.base.commit,
    asOf: report.asOf,
    failOn: inputs.failOn,
    detail: detailFor("in-toto", false),
  });
  const { folder, line } = result;
  const text = formats["in-toto"](result.report, { all: false, color: false, pathPrefix: "", folder, line });
  const path = join(step.temporary, `${fileStem(inputs.key)}.intoto.json`);
  writeFileAtomically(path, text);
  step.runner.setOutput("record-file", path);
}
