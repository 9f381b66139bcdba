import { type Interface, createInterface } from "node:readline";
import { printable } from "../output/text/snippet.ts";

/** Where the answers of a person come from. */
export type LineInput = NodeJS.ReadableStream;

/** A question that a person answers with a line. */
export interface DialogueQuestion {
  /** Lines above the prompt. */
  readonly text: string;
  /** The line's beginning before the cursor. */
  readonly label: string;
  /** What `?` shows. */
  readonly more: string;
  /** Takes an answer, or says why it is none. */
  readonly take: (answer: string) => Promise<string | undefined> | string | undefined;
}

/** How a dialogue ended. */
export interface DialogueResult {
  /** Questions that were asked, without those that were asked again. */
  readonly asked: number;
  readonly answered: number;
  /** True if the input ended before the last question. */
  readonly ended: boolean;
}

/** Reads lines one after the other; undefined when the input has ended. */
function createLines(terminal: Interface): () => Promise<string | undefined> {
  const waiting: string[] = [];
  let readers: ((line: string | undefined) => void)[] = [];
  let isOpen = true;
  terminal.on("line", (line) => {
    const reader = readers.shift();
    if (reader) reader(line);
    else waiting.push(line);
  });
  terminal.on("close", () => {
    isOpen = false;
    for (const reader of readers) reader(undefined);
    readers = [];
  });
  return async () => {
    if (waiting.length > 0 || !isOpen) return waiting.shift();
    return new Promise<string | undefined>((resolve) => void readers.push(resolve));
  };
}

const HELP = "enter skips, ? explains, b goes back, Ctrl-D ends and keeps the answers\n";

/**
 * Asks questions one after the other: an empty line skips, `?` explains, `b` goes back, the end of the input ends. An
 * answer that is none is asked for again at once; no answer is lost.
 * @param next gives the question at a position, or undefined after the last one
 */
export async function runDialogue(
  input: LineInput,
  write: (text: string) => void,
  next: (index: number) => Promise<DialogueQuestion | undefined> | DialogueQuestion | undefined,
): Promise<DialogueResult> {
  const terminal = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const readLine = createLines(terminal);
  let [index, asked, answered] = [0, 0, 0];
  try {
    for (let question = await next(0); question; question = await next(index)) {
      if (asked++ === 0) write(HELP);
      const outcome = await askOne(question, readLine, write);
      if (outcome === "end") return { asked, answered, ended: true };
      if (outcome === "answered") answered += 1;
      index = outcome === "back" ? Math.max(0, index - 1) : index + 1;
    }
    return { asked, answered, ended: false };
  } finally {
    terminal.close();
  }
}

async function askOne(
  { text, label, more, take }: DialogueQuestion,
  readLine: () => Promise<string | undefined>,
  write: (text: string) => void,
): Promise<"answered" | "skipped" | "back" | "end"> {
  write(`\n${text}\n`);
  for (;;) {
    write(`${label}: `);
    const line = await readLine();
    if (line === undefined) return "end";
    const answer = line.trim();
    if (answer === "") return "skipped";
    if (answer === "b") return "back";
    const problem = answer === "?" ? more : await take(answer);
    if (problem === undefined) return "answered";
    write(`${printable(problem).replaceAll(String.raw`\u000a`, "\n")}\n`);
  }
}

/** Asks a question that is answered with yes or no; anything else is no. */
export async function confirm(input: LineInput, write: (text: string) => void, question: string): Promise<boolean> {
  const terminal = createInterface({ input });
  try {
    write(`${question} [y/N] `);
    return /^y(?:es)?$/i.test(((await createLines(terminal)()) ?? "").trim());
  } finally {
    terminal.close();
  }
}
