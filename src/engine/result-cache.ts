import type { FileResult } from "../evaluate/assemble-report.ts";
import { join } from "node:path";
import { openKeptEntries, programDigest } from "../repository/kept-entries.ts";
import { userCacheFolder } from "../repository/private-folder.ts";
import { type TracedCall, createReplay } from "../repository/trace.ts";
import { sha256 } from "../util/hash.ts";
import { ownText } from "../schema/own-fields.ts";
import { version } from "../version.ts";
import type { Snapshot } from "../workspace/open.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { TracedResult } from "./evaluate-file.ts";
import type { CacheOptions, EvaluationOptions } from "./options.ts";
import { type EncodedFileResult, createDecoder, encodeFileResult } from "./shard/encode.ts";

/** The version of the format of an entry. Increase it with every change. */
const FORM = 1;

/** Results of files from earlier runs. */
export interface ResultCache {
  /** Undefined unless everything that the result depends on is as it was. */
  readonly find: (file: string) => FileResult | undefined;
  readonly keep: (traced: TracedResult) => void;
}

interface Entry {
  readonly key: string;
  readonly calls: readonly TracedCall[];
  readonly result: EncodedFileResult;
}

/** The folder of this user for results; undefined if there is none outside of checkouts and of the current folder. */
export function resultCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): string | undefined {
  const folder = userCacheFolder(environment, cwd);
  return folder === undefined ? undefined : join(folder, "results");
}

/**
 * Opens the cache of the results of a snapshot.
 *
 * A result depends on the program, the rules, the settings, the waivers and keys, the date and the options, which are in
 * its key, and on what was read of the tree: each read is repeated, and has to give the same bytes or the same error.
 *
 * @param named the files that targets name one by one
 * @throws UsageError for a folder that others could fill
 */
export function openResultCache(
  { folder }: CacheOptions,
  { tree, policies: { source } }: Snapshot,
  { governance, ruleSet }: LoadedPolicies,
  { asOf, failOn, detail }: EvaluationOptions,
  named: ReadonlySet<string>,
): ResultCache {
  const entries = openKeptEntries(folder, tree.root);
  const isUnchanged = createReplay(tree);
  const decode = createDecoder(ruleSet);
  const waivers = ruleSet.waivers.map(({ id }) => id);
  const program = [FORM, version, programDigest()];
  // What a change declares is no part of the digest of its base.
  const proposed = governance.own.proposed ? ownText(governance.own.proposed) : null;
  const common = [...program, ruleSet.digest, proposed, waivers, asOf, failOn ?? null, detail ?? null, source];
  const place = [tree.root, detail ?? null, source, tree.location === undefined];
  const keyOf = (file: string): string => sha256(JSON.stringify([...common, file, named.has(file)]));
  const nameOf = (file: string): string => sha256(JSON.stringify([...place, file]));
  return {
    find(file) {
      const text = entries.read(nameOf(file));
      if (text === undefined) return undefined;
      const { key, calls, result } = JSON.parse(text) as Entry;
      return key === keyOf(file) && isUnchanged(calls) ? decode(result) : undefined;
    },
    keep({ result, calls }) {
      const { file, deployments, diagnostics } = result;
      // Other files take less time to evaluate than to look up.
      if (deployments.length + diagnostics.length === 0) return;
      const entry: Entry = { key: keyOf(file), calls, result: encodeFileResult(result, ruleSet) };
      entries.write(nameOf(file), JSON.stringify(entry));
    },
  };
}
