import type { FileResult } from "../../evaluate/assemble-report.ts";
import { type CheckData, type TreeResult, decideVerdict } from "../../evaluate/verdict.ts";
import { type Finding, isUnmet } from "../../model/finding.ts";
import { stripDetails } from "../../evaluate/finding.ts";
import { sha256 } from "../../util/hash.ts";
import type { Detail } from "../../model/detail.ts";
import type { Report } from "../../model/report.ts";
import { oneLine } from "../../output/text/snippet.ts";
import { type Json, compareCodeUnits, getAt, isObject, parseJson } from "../../util/json.ts";
import { UsageError } from "../../util/errors.ts";
import { version } from "../../version.ts";
import {
  type ShardHead,
  type ShardLines,
  type StateName,
  SHARD,
  VERSION,
  digestOfFiles,
  entry,
  head,
} from "./format.ts";
import { type DecoderTables, createDecoder, decodeRunMetadata } from "./encode.ts";
import type { ReportedFiles } from "../checked-files.ts";
import { addHints } from "../hints.ts";
import { DecodeError } from "./decode.ts";
import { type Shard, MAX_SHARDS, belongsTo } from "./partition.ts";

/** Thrown for incomplete or inconsistent shards, and for files that are not shards. */
export class MergeError extends UsageError {
  override name = "MergeError";

  /** @param message may quote text of a shard */
  constructor(message: string) {
    super(oneLine(message));
  }
}

/** A file that should contain a shard. */
export interface ShardFile {
  /** Name of the file as the user gave it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The combined results of shards, and their quoted lines of files. */
export interface CombinedShards extends ReportedFiles {
  readonly data: CheckData;
}

/** The report of combined shards. */
export interface MergeResult extends ReportedFiles {
  readonly report: Report;
}

interface OpenedShard {
  readonly name: string;
  readonly head: ShardHead;
  /** The data that must be equal in all shards. */
  readonly common: string;
  readonly entries: readonly Buffer[];
}

/** Decodes a line, and converts a decoding error. */
function reading<T>(name: string, number: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    throw new MergeError(`line ${number} of ${name} cannot be decoded: ${error.message}`);
  }
}

function linesOf(bytes: Uint8Array): Buffer[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lines: Buffer[] = [];
  for (let start = 0; start < buffer.length;) {
    const end = buffer.indexOf(10, start);
    if (end < 0) return [...lines, buffer.subarray(start)];
    lines.push(buffer.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** Verifies the checksum line at the end of a shard. Nothing else is used before it matches. */
function verifyChecksum(name: string, bytes: Uint8Array, last: Buffer | undefined): void {
  const checksum = last && parseJson(last.toString("utf8"));
  const stated = isObject(checksum) && Object.keys(checksum).length === 1 ? checksum["sha256"] : undefined;
  const body = bytes.subarray(0, bytes.length - (last?.length ?? 0) - 1);
  if (typeof stated !== "string" || bytes.at(-1) !== 10)
    throw new MergeError(`${name} is cut off or not a shard: create it again with \`caregate check --shard\``);
  if (stated !== sha256(body)) throw new MergeError(`${name} was changed after it was written: create it again`);
}

function open({ name, bytes }: ShardFile): OpenedShard {
  const lines = linesOf(bytes);
  const last = lines.pop();
  verifyChecksum(name, bytes, last);
  const [first, ...entries] = lines;
  const stated = first && parseJson(first.toString("utf8"));
  if (getAt(stated, ["caregate"]) !== SHARD) throw new MergeError(`${name} is not a shard of caregate`);
  if (getAt(stated, ["version"]) !== VERSION)
    throw new MergeError(`${name} has another format version than ${VERSION}: use one caregate for all`);
  const made = getAt(stated, ["states", 0, "toolVersion"]);
  if (typeof made === "string" && made !== version)
    throw new MergeError(`${name} was made by caregate ${made}, and this is ${version}: use one caregate for all`);
  const own = reading(name, 1, () => head(stated));
  if (own.index < 1 || own.index > own.count || own.count > MAX_SHARDS || own.states[0]?.state !== "now")
    throw new MergeError(`${name} has no valid index`);
  return { name, head: own, common: JSON.stringify({ ...own, index: 0 }), entries };
}

/** The data in which unrelated shards may differ, the most informative first. */
const differences: readonly (readonly [what: string, path: readonly (string | number)[]])[] = [
  ["number of shards", ["count"]],
  ["date", ["states", 0, "asOf"]],
  ["commit", ["commit"]],
  ["commit checked", ["states", 0, "judged", "commit"]],
  ["targets", ["targets"]],
  ["base", ["change", "commit"]],
  ["commit of the rules", ["states", 0, "policies", "commit"]],
  ["rules", ["states", 0, "policies", "digest"]],
  ["fail level", ["failOn"]],
  ["folder", ["pathPrefix"]],
  ["folder in the checkout", ["folder"]],
  ["list of files", ["states", 0, "files", "sha256"]],
];

function checkSame(one: OpenedShard, other: OpenedShard): void {
  if (one.common === other.common) return;
  const show = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 100);
  for (const [what, path] of differences) {
    const [ours, theirs] = [one, other].map((opened) => getAt(opened.head as unknown as Json, path));
    if (JSON.stringify(ours) !== JSON.stringify(theirs))
      throw new MergeError(
        `${one.name} and ${other.name} do not belong together: they differ in the ${what}, ${show(ours)} and ${show(theirs)}`,
      );
  }
  throw new MergeError(
    `${one.name} and ${other.name} do not belong together: they differ in the state of the repository`,
  );
}

/** A shard as it is among another number of shards. */
function ofCount({ head: stated, ...rest }: OpenedShard, count: number): OpenedShard {
  const own = { ...stated, count };
  return { ...rest, head: own, common: JSON.stringify({ ...own, index: 0 }) };
}

/** Checks that each shard is present once and all belong to the same check. */
function checkWhole(parts: readonly OpenedShard[]): OpenedShard {
  const [first, ...others] = parts;
  if (!first) throw new MergeError("there is no shard to merge");
  const byIndex = new Map<number, OpenedShard>();
  for (const part of parts) {
    const { index } = part.head;
    const other = byIndex.get(index);
    if (other) throw new MergeError(`${other.name} and ${part.name} are both shard ${index} of ${part.head.count}`);
    byIndex.set(index, part);
  }
  for (const other of others) checkSame(first, other);
  const { count } = first.head;
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new MergeError(`${missing.length} of ${count} shards are missing: ${missing.slice(0, 20).join(", ")}`);
  return first;
}

/** The collected file results of one state. */
interface ShardState extends DecoderTables {
  readonly metadata: ReturnType<typeof decodeRunMetadata>["metadata"];
  readonly stated: ShardHead["states"][number]["files"];
  readonly read: ReturnType<typeof createDecoder>;
  readonly results: FileResult[];
}

function createStates({ name, head: { states } }: OpenedShard): Map<StateName, ShardState> {
  return new Map(
    states.map(({ state, files, lines: _, ...plain }) => {
      const { metadata, rules, waivers } = reading(name, 1, () => decodeRunMetadata(plain));
      const read = createDecoder({ rules, waivers });
      return [state, { metadata, rules, waivers, stated: files, read, results: [] }];
    }),
  );
}

/** Reads the line of a file. */
function entryIn(
  name: string,
  number: number,
  bytes: Buffer,
  states: ReadonlyMap<StateName, ShardState>,
  shard: Shard,
) {
  const { state, yield: plain, lines } = reading(name, number, () => entry(parseJson(bytes.toString("utf8"))));
  const own = states.get(state);
  if (!own || !belongsTo(shard, plain.file))
    throw new MergeError(`line ${number} of ${name} is for a file of another shard: ${plain.file}`);
  const one = reading(name, number, () => own.read(plain));
  if (one.findings.length !== own.rules.length * one.deployments.length)
    throw new MergeError(`line ${number} of ${name} does not have a result of every rule for ${plain.file}`);
  return { state, one, lines };
}

/** Reduces the result of a file to a lower detail. */
function trimmed(one: FileResult, detail: Detail): FileResult {
  if (detail === "explained") return one;
  const declared = new Map(one.deployments.map((deployment) => [deployment.name, deployment]));
  const kept = detail === "open" ? one.findings.filter(({ outcome }) => isUnmet(outcome)) : one.findings;
  const short = (finding: Finding): Finding => {
    const deployment = declared.get(finding.manifest.name);
    return deployment ? stripDetails(finding, deployment) : finding;
  };
  return { ...one, findings: kept.map(short) };
}

function toTreeResult({ metadata, rules, waivers, stated, results }: ShardState): TreeResult {
  const files = results.map(({ file }) => file).toSorted(compareCodeUnits);
  if (files.length !== stated.count || digestOfFiles(files) !== stated.sha256)
    throw new MergeError("the shards together do not contain every file once: create them again from one commit");
  const digests = new Map<string, string>();
  for (const [file, digest] of results.flatMap((one) => [...one.digests])) {
    if ((digests.get(file) ?? digest) !== digest)
      throw new MergeError(`${file} changed between shards: create them again from one commit`);
    digests.set(file, digest);
  }
  return { metadata, rules, waivers, files, fileResults: results };
}

/** Quoted lines of files, by number. */
function lineStore() {
  const files = new Map<string, Map<number, string>>();
  return {
    add(lines: ShardLines): void {
      for (const [file, contents] of lines) {
        const store = files.get(file) ?? new Map<number, string>();
        files.set(file, store);
        for (const [number, content] of contents) store.set(number, content);
      }
    },
    line: (file: string, number: number): string | undefined => files.get(file)?.get(number),
  };
}

/**
 * Combines the results of shards.
 *
 * @param own a shard without files that the caller made itself: the others have to share its data
 * @throws MergeError when a shard is missing, duplicated, inconsistent, cut off or changed, or when there is none
 */
export function combineShards(shards: readonly ShardFile[], detail: Detail, own?: ShardFile): CombinedShards {
  const parts = shards.map(open);
  for (const part of parts) if (own) checkSame(ofCount(open(own), part.head.count), part);
  const first = checkWhole(parts);
  const { change, pathPrefix, folder } = first.head;
  const states = createStates(first);
  const shown = lineStore();
  for (const { lines } of first.head.states) shown.add(lines);
  for (const { name, head: shard, entries } of parts)
    entries.forEach((bytes, i) => {
      const { state, one, lines } = entryIn(name, i + 2, bytes, states, shard);
      // All outcomes are needed to find the deployments that a change affects.
      states.get(state)?.results.push(trimmed(one, change && detail === "open" ? "outcomes" : detail));
      shown.add(lines);
    });
  const take = (state: StateName): TreeResult | null => {
    const found = states.get(state);
    return found ? toTreeResult(found) : null;
  };
  const [now, before, proposed] = [take("now") as TreeResult, take("before"), take("proposed")];
  if ((change === null) !== (before === null)) throw new MergeError(`${first.name} has no base to compare with`);
  const data: CheckData = {
    head: now,
    change: change && before ? { ...change, base: before, headByOwnPolicies: proposed } : null,
  };
  return { data, pathPrefix, folder, line: shown.line };
}

/**
 * Builds the report that the same check gives without shards, byte for byte.
 *
 * @throws MergeError, which is a UsageError, as `combineShards` does
 */
export async function mergeShards(shards: readonly ShardFile[], detail: Detail): Promise<MergeResult> {
  const { data, ...files } = combineShards(shards, detail);
  return { report: await addHints(decideVerdict(data).report), ...files };
}
