import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openGitRepository } from "../../repository/git/repository.ts";
import { existingDirectory, folderInCheckout } from "../../repository/root.ts";
import { fromRoot } from "../../repository/working-tree.ts";
import { isDate } from "../../util/date.ts";
import { type Severity, severities } from "../../model/finding.ts";
import { type Json, getAt, parseJson } from "../../util/json.ts";
import { type JsonDifference, diffJson } from "../../util/json-diff.ts";
import { formatsWithExplanations, formats } from "../../output/report/index.ts";
import { type Reproduction, type RecordedReproduction, readReproduction } from "../../output/report/reproduction.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { type CheckOptions, check } from "../../engine/check.ts";
import { explainMissingRepository } from "../../repository/git/run.ts";
import { createLineReader } from "../../repository/line-reader.ts";

/** Records are as large as reports are; what is larger is none. */
const MOST_BYTES = 512 * 1024 * 1024;

interface WrittenRecord extends RecordedReproduction {
  readonly bytes: Buffer;
  readonly content: Json;
}

function readRecord(path: string): WrittenRecord {
  let bytes: Buffer;
  try {
    if (statSync(path).size > MOST_BYTES) throw new Error("it is too large");
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${(error as Error).message}`);
  }
  const content = parseJson(bytes.toString("utf8"));
  if (content === undefined)
    throw new UsageError(`${path} is not JSON; json, sarif, in-toto and oscal can be verified`);
  const stated = readReproduction(content);
  if (!stated) throw new UsageError(`${path} does not say how it came about: it is no record that caregate made`);
  return { ...stated, bytes, content };
}

type Is<T> = (value: Json | undefined) => value is T & Json;

const isText: Is<string> = (value) => typeof value === "string";
const isFlag: Is<boolean> = (value) => typeof value === "boolean";
const isDay: Is<string> = (value): value is string => isDate(value);
const isTexts: Is<string[]> = (value): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every(isText);
const isCommit: Is<string> = (value): value is string => isText(value) && /^[0-9a-f]{40,64}$/.test(value);
const isCommitOrNone: Is<string | null> = (value): value is string | null => value === null || isCommit(value);
const isFailOn: Is<Severity | "never" | null> = (value): value is Severity | "never" | null =>
  value === null || value === "never" || severities.some((one) => one === value);

/** What a record says to judge. A record comes from anywhere, so that nothing of it is taken on trust. */
function requestOf({ format, recipe }: WrittenRecord, cwd: string, revision: string | undefined): CheckOptions {
  const stated = <T>(key: keyof Reproduction, is: Is<T>): T => {
    const value = getAt(recipe, [key]);
    if (!is(value)) throw new UsageError(`the record does not say \`${key}\` in a way that can be followed`);
    return value;
  };
  if (recipe === null)
    throw new UsageError(
      "the record is about files as they lay in a folder, which nothing can bring back; make records with --ref",
    );
  const commit = stated("commit", isCommit);
  const [base, failOn, targets] = [
    stated("base", isCommitOrNone),
    stated("failOn", isFailOn),
    stated("targets", isTexts),
  ];
  const here = existingDirectory(cwd);
  const top = openGitRepository(here)?.top;
  if (top === undefined)
    throw new UsageError(`${explainMissingRepository(here)}, so that there is nothing to make the record again from`);
  const root = join(top, stated("folder", isText));
  if ([root, ...targets.map((target) => resolve(root, target))].some((path) => fromRoot(top, path) === undefined))
    throw new UsageError(`the record names a path outside of ${top}`);
  return {
    cwd: root,
    targets,
    ref: revision ?? commit,
    asOf: stated("asOf", isDay),
    explainAll: stated("all", isFlag) || formatsWithExplanations.includes(format),
    ...(base === null ? {} : { base }),
    ...(failOn === null ? {} : { failOn }),
  };
}

/** Makes a record again, as text. */
async function made({ format, recipe }: WrittenRecord, request: CheckOptions): Promise<string> {
  const { report, tree } = await check(request);
  const all = getAt(recipe, ["all"]) === true;
  return formats[format](report, {
    all,
    color: false,
    pathPrefix: "",
    folder: folderInCheckout(tree.root),
    line: createLineReader(tree),
  });
}

const LONGEST = 400;

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value);
  return oneLine(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

function told({ path, before, after }: JsonDifference): string {
  const where = oneLine(path);
  if (after === undefined) return `  ${where}: only in the record: ${shown(before)}`;
  if (before === undefined) return `  ${where}: not in the record: ${shown(after)}`;
  return `  ${where}: the record says ${shown(before)}, the repository gives ${shown(after)}`;
}

export const verifyCommand: Command = {
  summary: "make a record again from the repository, and compare",
  usage: `caregate verify <record> [options]

Judges the commit that a record names once more, by the date and the settings
that it names, in the repository that this folder belongs to, and says whether
the record comes out the same to the byte, or field by field what differs.
Records are what \`caregate check --ref\` writes as json, sarif, in-toto or oscal.

  --ref REVISION    judge this commit instead, to see what has changed since

exit codes: 0 identical, 1 different, 2 the record cannot be made again
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ref: { type: "string" } } });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("name one record to verify");
    const record = readRecord(resolve(io.cwd, file));
    const request = requestOf(record, io.cwd, values.ref);
    const text = await made(record, request);
    const what = `${record.format} record of ${request.ref?.slice(0, 12) ?? ""} as of ${request.asOf}`;
    if (record.bytes.equals(Buffer.from(text))) {
      io.write(`identical: ${oneLine(file)}, ${what}\n`);
      return exitCodes.pass;
    }
    const found = diffJson(record.content, parseJson(text));
    const lines =
      found.length > 0
        ? found.map(told)
        : ["  nothing that it says; but it is not written, or ordered, as caregate does"];
    io.write(`different: ${oneLine(file)}, ${what}\n${lines.join("\n")}\n`);
    return exitCodes.fail;
  },
};
