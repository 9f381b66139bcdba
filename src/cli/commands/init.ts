import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import {
  type Answers,
  type ManifestDraft,
  type ManifestQuestion,
  createManifest,
  manifestQuestions,
  rejectAnswer,
  schemaComment,
} from "../../engine/init.ts";
import { profiles } from "../../engine/profiles.ts";
import { CAREGATE_DIR, findRoot, writeFileAtomically } from "../../engine/repository.ts";
import { type ScaffoldKind, parseScaffoldKind, scaffold } from "../../engine/scaffold.ts";
import { UsageError } from "../../util/errors.ts";
import { plural } from "../../util/text.ts";
import type { Command, Io } from "../command.ts";
import { exitCodeFor, exitCodes } from "../exit-code.ts";
import type { OptionsOf } from "../option-values.ts";
import { writeWarnings } from "../output.ts";
import { kebabCase, parseOptions, readValue } from "../parse-options.ts";
import { type DialogueQuestion, runDialogue } from "../prompt.ts";

/** The options that write another document than a manifest, and its kind. */
const otherKinds = { config: "Config", waiver: "Waiver", policy: "Policy", workflow: "Workflow" } as const;

function kindOf(options: Pick<OptionsOf<"init">, keyof typeof otherKinds | "kind">): ScaffoldKind | undefined {
  const flags = (Object.keys(otherKinds) as (keyof typeof otherKinds)[]).filter((flag) => options[flag]);
  const kinds = [
    ...flags.map((flag) => otherKinds[flag]),
    ...(options.kind === undefined ? [] : [parseScaffoldKind(options.kind)]),
  ];
  if (kinds.length > 1) throw new UsageError("init writes one document at a time: name one kind");
  return kinds[0];
}

/** Adds the answers from the terminal to those on the command line, each checked when it is given. */
async function completeAnswers(given: Answers, io: Io): Promise<Answers> {
  if (!io.input) return given;
  const answers = new Map<string, unknown>(Object.entries(given));
  const open = (await manifestQuestions()).filter(({ key }) => given[key] === undefined);
  const questionAt = (question: ManifestQuestion): DialogueQuestion => {
    const { key, text, values } = question;
    const choice = values.length > 0 ? `\n  ${values.join(" | ")}` : "";
    return {
      text: `${text}${choice}`,
      label: kebabCase(key),
      more: `${text} It decides which rules apply. Lists are separated by commas.`,
      async take(answer) {
        try {
          const value = readValue("init", kebabCase(key), answer) as string | string[];
          const problem = await rejectAnswer(key, value);
          if (problem === undefined) answers.set(key, value);
          return problem;
        } catch (error) {
          if (error instanceof UsageError) return error.message;
          throw error;
        }
      },
    };
  };
  await runDialogue(io.input, io.warn, (index) => {
    const question = open[index];
    return question && questionAt(question);
  });
  return Object.fromEntries(answers);
}

/** The path of a new file, which must not exist. */
function newFile(path: string, io: Io, force: boolean): string {
  const file = resolve(io.cwd, path);
  if (existsSync(file) && !force)
    throw new UsageError(`${relative(io.cwd, file)} exists; name another file, or add --force`);
  return file;
}

async function writeScaffold(kind: ScaffoldKind, operands: readonly string[], force: boolean, io: Io): Promise<number> {
  const { text, file: usual } = await scaffold({ kind, cwd: io.cwd, asOf: io.today });
  const file = newFile(operands[0] ?? usual, io, force);
  writeFileAtomically(file, text);
  const shown = relative(io.cwd, file);
  io.write(`${shown}: fill in the empty fields; what is left open counts as not stated\n`);
  if (usual.startsWith("evidence/")) {
    io.write(`then name it in the manifest: evidence: [{ kind: ${kind}, path: FILE }]\n`);
    io.write("and write its digest: caregate pin\n");
  }
  return exitCodes.pass;
}

const settingsFile = ({ cwd }: Io): string => resolve(findRoot(cwd), CAREGATE_DIR, "config.yaml");

function writeNotes({ elsewhere, assumed, config }: ManifestDraft, wrote: boolean, io: Io): void {
  if (wrote) io.write(".caregate/config.yaml: the questions about the organisation\n");
  else if (elsewhere.length > 0) io.write(`to state in .caregate/config.yaml: ${elsewhere.join(", ")}\n`);
  if (config !== undefined && !wrote) io.write("write it: caregate init --config\n");
  if (assumed.length > 0)
    io.write(`${plural(assumed.length, "answer")} of the profile to review: look for "review:"\n`);
}

export const initCommand: Command = {
  formats: [],
  async run(args, io) {
    const { options, operands } = parseOptions("init", args, io);
    const { force, profile } = options;
    const other = kindOf(options);
    if (other !== undefined) return writeScaffold(other, operands, force, io);
    const typical = profile === undefined ? {} : profiles[profile].answers;
    const keys = new Set<string>((await manifestQuestions()).map(({ key }) => key));
    const stated = Object.fromEntries(
      Object.entries(options).filter(([key, value]) => keys.has(key) && value !== undefined),
    ) as Answers;
    const completed = await completeAnswers({ ...typical, ...stated }, io);
    const answers = Object.fromEntries(
      Object.entries(completed).filter(([key]) => !(key in typical) || key in stated),
    ) as Answers;
    const file = newFile(operands[0] ?? `${answers.name ?? "manifest"}.yaml`, io, force);
    const draft = await createManifest(answers, { cwd: io.cwd, asOf: io.today, profile });
    const comment = schemaComment(file);
    writeFileAtomically(file, comment.text + draft.text);
    const shown = relative(io.cwd, file);
    io.write(`${shown}: ${draft.open} fields and documents to fill in; caregate check says which rules each settles\n`);
    const settings = profile === undefined ? undefined : draft.config;
    if (settings !== undefined) writeFileAtomically(settingsFile(io), settings);
    writeNotes(draft, settings !== undefined, io);
    if (comment.isOutside)
      io.write(
        "its first line leads editors to a schema outside this repository; copy schemas/ of caregate to .caregate/ for all who work here\n",
      );
    writeWarnings(draft.diagnostics, io);
    return exitCodeFor(draft.diagnostics, true);
  },
};
