import type { TreeResult, CheckData } from "../../evaluate/verdict.ts";
import type { FileResult } from "../../evaluate/assemble-report.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { sha256 } from "../../util/hash.ts";
import type { Location } from "../../model/document.ts";
import type { Severity } from "../../model/finding.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { type ShardLines, SHARD, type StateName, VERSION, digestOfFiles } from "./format.ts";
import { encodeRunMetadata, encodeFileResult } from "./encode.ts";
import type { Shard } from "./partition.ts";

/** The data of a shard besides its results. */
export interface ShardRequest {
  readonly shard: Shard;
  /** The checked-out commit, or null outside of git. */
  readonly commit: string | null;
  /** The requested targets: paths and globs from the root. */
  readonly targets: readonly string[];
  /** The fail level, when the caller overrides the settings. */
  readonly failOn: Severity | "never" | null;
  /** Prefix of displayed file paths. */
  readonly pathPrefix: string;
  /** Path from the top of the checkout to the root. */
  readonly folder: string;
  /** Returns a line of a file, if a report can quote it. */
  readonly line: (file: string, number: number) => string | undefined;
}

interface QuotedLine {
  readonly file: string;
  readonly line: number;
}

const at = ({ file, start }: Location): QuotedLine => ({ file, line: start.line });
const blamed = ({ file, span }: Diagnostic): QuotedLine => ({ file, line: span.start.line });

/** Locations that a report may quote for a file, including names of deployments, which other deployments may share. */
const spotsIn = ({ deployments, findings, diagnostics }: FileResult): QuotedLine[] => [
  ...deployments.map((one) => at(one.at)),
  ...findings.flatMap(({ primary, related }) => [primary, ...related].map(at)),
  ...diagnostics.map(blamed),
];

/** The quotable lines at some locations, by file. */
function linesAt(spots: readonly QuotedLine[], line: ShardRequest["line"]): ShardLines {
  const files = new Map<string, Map<number, string>>();
  for (const { file, line: number } of spots) {
    const lines = files.get(file) ?? new Map<number, string>();
    const content = lines.has(number) ? undefined : line(file, number);
    if (content !== undefined) files.set(file, lines.set(number, content));
  }
  return [...files]
    .toSorted(([a], [b]) => compareCodeUnits(a, b))
    .map(([file, lines]) => [file, [...lines].toSorted(([a], [b]) => a - b)]);
}

function stateOf(result: TreeResult, line: ShardRequest["line"]) {
  const { metadata, files } = result;
  const spots = [...metadata.diagnostics.map(blamed), ...(metadata.waived ?? []).map((one) => at(one.at))];
  return {
    ...encodeRunMetadata(result),
    files: { count: files.length, sha256: digestOfFiles(files) },
    lines: linesAt(spots, line),
  };
}

function fileResultLine(state: StateName, one: FileResult, result: TreeResult, line: ShardRequest["line"]): string {
  // The state before a change is not quoted.
  const spots = state === "before" ? [] : spotsIn(one);
  return JSON.stringify({ state, yield: encodeFileResult(one, result), lines: linesAt(spots, line) });
}

/** Writes a shard as text: a line of data shared by all shards, a line for each file, and a checksum line. */
export function writeShard(
  { head: now, change }: CheckData,
  { shard, commit, targets, failOn, pathPrefix, folder, line }: ShardRequest,
): string {
  const states: [StateName, TreeResult][] = [["now", now]];
  if (change) states.push(["before", change.base]);
  if (change?.headByOwnPolicies) states.push(["proposed", change.headByOwnPolicies]);
  const head = {
    caregate: SHARD,
    version: VERSION,
    index: shard.index,
    count: shard.count,
    commit,
    targets,
    failOn,
    pathPrefix,
    folder,
    change: change && { commit: change.commit, gate: change.gate, claims: change.claims },
    states: states.map(([state, result]) => ({ state, ...stateOf(result, line) })),
  };
  const results = states.flatMap(([state, result]) =>
    result.fileResults.map((one) => fileResultLine(state, one, result, line)),
  );
  const body = [JSON.stringify(head), ...results].map((one) => `${one}\n`).join("");
  return `${body}${JSON.stringify({ sha256: sha256(body) })}\n`;
}
