import { join, resolve } from "node:path";
import { type Severity, severities } from "../model/finding.ts";
import { detailFor, formats } from "../output/report/index.ts";
import { type RecordedReproduction, type Reproduction, readReproduction } from "../output/report/reproduction.ts";
import { openGitRepository } from "../repository/git/repository.ts";
import { explainMissingRepository } from "../repository/git/run.ts";
import { existingDirectory } from "../repository/root.ts";
import { fromRoot } from "../repository/working-tree.ts";
import { isDate } from "../util/date.ts";
import { UsageError } from "../util/errors.ts";
import { type Json, getAt, parseJson } from "../util/json.ts";
import { type JsonDifference, diffJson } from "../util/json-diff.ts";
import { check } from "./check.ts";
import type { CheckOptions, EngineOptions } from "./options.ts";

/** The record determines the date. */
export interface VerifyOptions extends Omit<EngineOptions, "asOf"> {
  /** Name of the record in error messages. */
  readonly name: string;
  /** Revision to check instead of the commit of the record. */
  readonly ref?: string | undefined;
}

/** The comparison of a record with a new one from the repository. */
export interface Verification {
  readonly format: RecordedReproduction["format"];
  /** Revision that was checked. */
  readonly ref: string;
  readonly asOf: string;
  /** The branches and tags that contain the commit. */
  readonly refs: readonly string[];
  /** The two are byte-identical. */
  readonly identical: boolean;
  /** Values that differ. Empty for records that differ only in spacing or order. */
  readonly differences: readonly JsonDifference[];
}

/** A recorded check to repeat. */
interface Repetition {
  readonly options: CheckOptions & { readonly ref: string };
  readonly all: boolean;
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

function parseRecord(bytes: Uint8Array, name: string): { content: Json; recorded: RecordedReproduction } {
  const content = parseJson(Buffer.from(bytes).toString("utf8"));
  if (content === undefined) throw new UsageError(`${name} is not JSON: use a record in json, sarif, in-toto or oscal`);
  const recorded = readReproduction(content);
  if (!recorded) throw new UsageError(`${name} is not a record of caregate: it has no reproduction data`);
  return { content, recorded };
}

/** The root of a recorded check in the local repository. A record is untrusted: paths outside are rejected. */
function resolveRoot(folder: string, targets: readonly string[], cwd: string): string {
  const here = existingDirectory(cwd);
  const top = openGitRepository(here)?.top;
  if (top === undefined) throw new UsageError(`${explainMissingRepository(here)}: run \`caregate verify\` inside one`);
  const root = join(top, folder);
  if ([root, ...targets.map((target) => resolve(root, target))].some((path) => fromRoot(top, path) === undefined))
    throw new UsageError(`the record names a path outside \`${top}\``);
  return root;
}

/** Reads the check that a record describes. A record is untrusted: each value is checked before use. */
function readRepetition({ format, recipe }: RecordedReproduction, { cwd, ref }: VerifyOptions): Repetition {
  const recorded = <T>(key: keyof Reproduction, is: Is<T>): T => {
    const value = getAt(recipe, [key]);
    if (!is(value)) throw new UsageError(`the record has no valid \`${key}\``);
    return value;
  };
  if (recipe === null)
    throw new UsageError(
      "this record was made from uncommitted files and cannot be reproduced: create records with `--ref`",
    );
  const commit = recorded("commit", isCommit);
  const [base, failOn] = [recorded("base", isCommitOrNone), recorded("failOn", isFailOn)];
  const targets = recorded("targets", isTexts);
  const root = resolveRoot(recorded("folder", isText), targets, cwd);
  const asOf = recorded("asOf", isDay);
  const all = recorded("all", isFlag);
  const options = {
    cwd: root,
    targets,
    ref: ref ?? commit,
    base: base ?? undefined,
    failOn: failOn ?? undefined,
    asOf,
    detail: detailFor(format, all),
  };
  return { options, all };
}

/**
 * Repeats the check that a record describes, and compares the records.
 * @param bytes the record: a report as JSON, SARIF, in-toto or OSCAL
 * @throws UsageError when the bytes are no such record, or the repository cannot repeat the check
 */
export async function verifyReport(bytes: Uint8Array, options: VerifyOptions): Promise<Verification> {
  const { content, recorded } = parseRecord(bytes, options.name);
  const { options: request, all } = readRepetition(recorded, options);
  const { report, folder, line } = await check(request);
  const text = formats[recorded.format](report, { all, color: false, pathPrefix: "", folder, line });
  const identical = Buffer.from(bytes).equals(Buffer.from(text));
  const differences = identical ? [] : diffJson(content, parseJson(text));
  const repository = openGitRepository(existingDirectory(options.cwd), { offline: true });
  const commit = repository?.commit(request.ref);
  const refs = repository && commit !== undefined ? repository.log.refsWith(commit) : [];
  return { format: recorded.format, ref: request.ref, asOf: request.asOf, refs, identical, differences };
}
