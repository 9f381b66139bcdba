import type { OpenQuestion, Report } from "../model/finding.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { describeField } from "../schema/describe.ts";

/** Adds to each open question of a report what its field means. */
export async function addHints(report: Report): Promise<Report> {
  return { ...report, questions: await Promise.all(report.questions.map(addHint)) };
}

/** The organisation is described in config.yaml; where there is none, the question shows a line of a manifest. */
const belongsElsewhere = ({ path, primary }: OpenQuestion): boolean =>
  path.startsWith("organisation.") && !primary.file.startsWith(`${CAREGATE_DIR}/`);

async function addHint(question: OpenQuestion): Promise<OpenQuestion> {
  const hint = await describeField(question.path);
  if (hint === undefined) return question;
  return { ...question, hint: belongsElsewhere(question) ? `in ${CAREGATE_DIR}/config.yaml: ${hint}` : hint };
}
