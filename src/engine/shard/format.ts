import { sha256 } from "../../util/hash.ts";
import { severities } from "../../model/finding.ts";
import { runMetadata, fileResult } from "./encode.ts";
import { type Decoded, commit, digest, list, nullable, oneOf, record, text, tuple, whole } from "./decode.ts";

/** The value that identifies a shard file. */
export const SHARD = "shard";

/** The version of the format. Increase it with every change. */
export const VERSION = 3;

export const stateName = oneOf("now", "before", "proposed");
export type StateName = Decoded<typeof stateName>;

/** Quotable lines of files by number. */
const lines = list(tuple(text, list(tuple(whole, text))));
export type ShardLines = Decoded<typeof lines>;

const { of: metadataFields } = runMetadata;

/** The first line: the index of the shard, and the data that all shards share. */
export const head = record({
  caregate: oneOf(SHARD),
  version: oneOf(VERSION),
  index: whole,
  count: whole,
  commit: nullable(commit),
  targets: list(text),
  /** The fail level, when the caller overrides the settings. */
  failOn: nullable(oneOf(...severities, "never")),
  pathPrefix: text,
  folder: text,
  change: nullable(record({ commit, gate: oneOf("all", "new"), claims: oneOf("allow", "block") })),
  states: list(record({ state: stateName, ...metadataFields, files: record({ count: whole, sha256: digest }), lines })),
});
export type ShardHead = Decoded<typeof head>;

/** A line for each file. */
export const entry = record({ state: stateName, yield: fileResult, lines });

/** Identifies the files of a state, in their order. */
export const digestOfFiles = (files: readonly string[]): string => sha256(files.join("\0"));
