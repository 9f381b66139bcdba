import type { OpenQuestion, Report } from "../model/finding.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { answerLine } from "../schema/answer.ts";
import { describeField } from "../schema/describe.ts";
import { type OwnFields, noOwnFields } from "../schema/own-fields.ts";

/**
 * Adds to each open question of a report what its field means.
 * @param own the fields and kinds that the organisation declares
 */
export async function addHints(report: Report, own?: OwnFields): Promise<Report> {
  return { ...report, questions: await Promise.all(report.questions.map((one) => addHint(one, own))) };
}

/** The organisation is described in config.yaml; where there is none, the question shows a line of a manifest. */
const belongsElsewhere = ({ path, primary }: OpenQuestion): boolean =>
  path.startsWith("organisation.") && !primary.file.startsWith(`${CAREGATE_DIR}/`);

async function addHint(question: OpenQuestion, own: OwnFields = noOwnFields): Promise<OpenQuestion> {
  const [hint, answer] = await Promise.all([describeField(question.path, { own }), answerLine(question.path, own)]);
  const place = belongsElsewhere(question) ? `in ${CAREGATE_DIR}/config.yaml: ` : "";
  return {
    ...question,
    ...(hint === undefined ? {} : { hint: `${place}${hint}` }),
    ...(answer === undefined ? {} : { answer }),
  };
}
