import { sha256 } from "../../util/hash.ts";
import { severities } from "../../model/finding.ts";
import { runMetadata, fileResult } from "./encode.ts";
import { type Decoded, commit, digest, list, nullable, oneOf, record, text, tuple, whole } from "./decode.ts";

/** What a shard calls itself. */
export const SHARD = "shard";

/** The version of the format; raised with every change of it. */
export const VERSION = 2;

export const stateName = oneOf("now", "before", "proposed");
export type StateName = Decoded<typeof stateName>;

/** Lines of files by their numbers, as far as they may be shown. */
const lines = list(tuple(text, list(tuple(whole, text))));
export type ShardLines = Decoded<typeof lines>;

const { of: outsetFields } = runMetadata;

/** The first line: which part it is, and what all parts have in common. */
export const head = record({
  caregate: oneOf(SHARD),
  version: oneOf(VERSION),
  index: whole,
  count: whole,
  commit: nullable(commit),
  targets: list(text),
  /** The least severity that shuts the gate, where the caller said so instead of the settings. */
  failOn: nullable(oneOf(...severities, "never")),
  pathPrefix: text,
  folder: text,
  change: nullable(record({ commit, gate: oneOf("all", "new"), claims: oneOf("allow", "block") })),
  states: list(record({ state: stateName, ...outsetFields, files: record({ count: whole, sha256: digest }), lines })),
});
export type ShardHead = Decoded<typeof head>;

/** A line for each file. */
export const entry = record({ state: stateName, yield: fileResult, lines });

/** What all the files of a state are known by, in their order. */
export const digestOfFiles = (files: readonly string[]): string => sha256(files.join("\0"));
