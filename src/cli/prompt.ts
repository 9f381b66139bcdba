import { createInterface } from "node:readline/promises";

/** A question and the name of its answer. */
interface Question<K extends string> {
  readonly key: K;
  readonly text: string;
}

/**
 * Asks questions on the terminal, one after the other; an empty answer leaves a question open.
 * @param label the line's beginning before the cursor
 */
export async function askQuestions<K extends string>(
  questions: readonly Question<K>[],
  label: (key: K) => string,
): Promise<Map<K, string>> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answers = new Map<K, string>();
  try {
    for (const { key, text } of questions) {
      const answer = (await terminal.question(`${text}\n${label(key)}: `)).trim();
      if (answer !== "") answers.set(key, answer);
    }
    return answers;
  } finally {
    terminal.close();
  }
}

/** Asks a question that is answered with yes or no; anything else is no. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(?:es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
