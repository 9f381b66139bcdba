import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type Answers, createManifest, manifestQuestions, schemaComment } from "../../engine/init.ts";
import { UsageError } from "../../util/errors.ts";
import type { Command } from "../command.ts";
import { exitCodeFor } from "../exit-code.ts";
import { writeWarnings } from "../output.ts";
import { writeFileAtomically } from "../../engine/repository.ts";
import { kebabCase, parseOptions, readValue } from "../parse-options.ts";
import { askQuestions } from "../prompt.ts";

/** Adds the answers from the terminal to those on the command line. */
async function completeAnswers(answers: Answers): Promise<Answers> {
  const open = (await manifestQuestions()).filter(({ key }) => answers[key] === undefined);
  const asked = await askQuestions(open, kebabCase);
  const read = [...asked].map(([key, text]) => [key, readValue("init", kebabCase(key), text)]);
  return { ...answers, ...(Object.fromEntries(read) as Answers) };
}

export const initCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("init", args, io);
    const { force, ...given } = options;
    const answers = process.stdin.isTTY ? await completeAnswers(given) : given;
    const file = resolve(io.cwd, operands[0] ?? `${answers.name ?? "manifest"}.yaml`);
    const shown = relative(io.cwd, file);
    if (existsSync(file) && !force) throw new UsageError(`${shown} exists; name another file, or add --force`);
    const { text, elsewhere, open, diagnostics } = await createManifest(answers, { cwd: io.cwd, asOf: io.today });
    const comment = schemaComment(file);
    writeFileAtomically(file, comment.text + text);
    io.write(`${shown}: ${open} fields and documents to fill in; caregate check says which rules each settles\n`);
    if (elsewhere.length > 0) io.write(`to state in .caregate/config.yaml: ${elsewhere.join(", ")}\n`);
    if (comment.isOutside)
      io.write(
        "its first line leads editors to a schema outside this repository; copy schemas/ of caregate to .caregate/ for all who work here\n",
      );
    writeWarnings(diagnostics, io);
    return exitCodeFor(diagnostics, true);
  },
};
