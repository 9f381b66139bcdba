import { type Question, type QuestionList, listOpenQuestions, planAnswer } from "../../engine/ask.ts";
import { readAnswers } from "../../engine/read-answers.ts";
import { writeFileChanges } from "../../engine/repository.ts";
import {
  questionBlock,
  questionsToConsole,
  questionsToCsv,
  questionsToJson,
  questionsToMarkdown,
} from "../../output/edit/questions.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { decodeText } from "../../util/decode-text.ts";
import { plural } from "../../util/text.ts";
import type { Command, Io } from "../command.ts";
import { exitCodes } from "../exit-code.ts";
import { namesOf, renderAndWrite } from "../output.ts";
import { parseOptions } from "../parse-options.ts";
import { type DialogueQuestion, runDialogue } from "../prompt.ts";
import { readInput } from "../read-input.ts";

const formats = {
  console: questionsToConsole,
  json: questionsToJson,
  markdown: questionsToMarkdown,
  csv: questionsToCsv,
};

/** Bytes that no file of answers exceeds. */
const ANSWERS_LIMIT = 8 * 1024 * 1024;

const keyOf = ({ deployment, path }: Pick<Question, "deployment" | "path">): string =>
  path.startsWith("organisation.") ? path : `${deployment}\0${path}`;

/** Writes an answer; returns what is wrong with it. */
async function write(question: Question, text: string, list: QuestionList): Promise<string | undefined> {
  const planned = await planAnswer(question, text, list);
  if ("problem" in planned) return planned.problem;
  writeFileChanges(planned);
  return undefined;
}

/** Goes through the open questions. An answer is written at once, so that the next run goes on where this one ended. */
async function converse(
  read: () => Promise<QuestionList>,
  io: Io & { readonly input: NodeJS.ReadableStream },
): Promise<void> {
  let list = await read();
  const seen: Question[] = [];
  const known = new Set<string>();
  let changed = false;
  const next = async (index: number): Promise<Question | undefined> => {
    const before = seen[index];
    if (before) return before;
    const open = (): Question | undefined => list.questions.find((one) => one.writable && !known.has(keyOf(one)));
    let question = open();
    // An answer may settle other questions, or raise some: they are read again before the end.
    if (changed && (question === undefined || index % 10 === 0)) {
      list = await read();
      changed = false;
      question = open();
    }
    if (question) {
      known.add(keyOf(question));
      seen.push(question);
    }
    return question;
  };
  const { asked, answered } = await runDialogue(io.input, io.warn, async (index) => {
    const question = await next(index);
    return question && dialogueQuestion(question, list, io, () => (changed = true));
  });
  io.warn(`\n${plural(asked, "question")} asked, ${plural(answered, "answer")} written\n`);
}

function dialogueQuestion(question: Question, list: QuestionList, io: Io, onWritten: () => void): DialogueQuestion {
  return {
    text: questionBlock(question, { color: io.color, pathPrefix: list.pathPrefix, line: list.line }),
    label: oneLine(question.path),
    more: [
      `rules: ${question.rules.join(", ")}`,
      `law: ${question.law.join("; ")}`,
      `it is written to ${question.file}; explain a rule: caregate explain ${question.rules[0] ?? "RULE"}`,
    ].join("\n"),
    async take(answer) {
      const problem = await write(question, answer, list);
      if (problem === undefined) onWritten();
      return problem;
    },
  };
}

/** Writes the answers of a table. Every answer is tried; those that do not fit are named. */
async function importAnswers(from: string, read: () => Promise<QuestionList>, io: Io): Promise<number> {
  const answers = readAnswers(decodeText(readInput(from, io.cwd, ANSWERS_LIMIT)));
  const list = await read();
  const open = new Map(list.questions.map((one) => [keyOf(one), one]));
  let wrong = 0;
  for (const answer of answers) {
    const question = open.get(keyOf(answer));
    const problem = question ? await write(question, answer.text, list) : "it is not an open question";
    if (problem === undefined) {
      // A second answer to the same question is none to an open one.
      open.delete(keyOf(answer));
      continue;
    }
    wrong += 1;
    io.warn(`${oneLine(answer.path)}: ${oneLine(problem)}\n`);
  }
  io.warn(`${plural(answers.length - wrong, "answer")} written, ${wrong} not\n`);
  return wrong;
}

export const askCommand: Command = {
  formats: namesOf(formats),
  async run(args, io) {
    const { options, operands, given } = parseOptions("ask", args, io, namesOf(formats));
    const request = { cwd: io.cwd, asOf: options.asOf, targets: operands, for: options.for };
    const read = (): Promise<QuestionList> => listOpenQuestions(request);
    if (options.from !== undefined)
      return (await importAnswers(options.from, read, io)) > 0 ? exitCodes.input : exitCodes.pass;
    const { input } = io;
    if (input && !given.has("format") && options.output === undefined) await converse(read, { ...io, input });
    const list = await read();
    await renderAndWrite({ io, output: options.output, files: list }, (render) =>
      formats[options.format](list.questions, render),
    );
    return list.questions.length > 0 ? exitCodes.fail : exitCodes.pass;
  },
};
