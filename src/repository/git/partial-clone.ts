import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";

/** The objects that a partial clone left at its remote. A full clone has none. */
export interface PartialClone {
  /** True if objects may be missing. */
  readonly isPartial: () => boolean;
  /** Looks up which objects of some commits are missing, without fetching any. `--no-walk` limits it to the commits. */
  readonly survey: (revisions: readonly string[]) => void;
  /** True if an object is known to be missing. */
  readonly lacks: (oid: string) => boolean;
  /** Fetches the missing ones among some objects together; those that cannot be fetched stay missing. */
  readonly fetch: (oids: readonly string[]) => void;
}

/** @param mayFetch false if the network must not be used */
export function createPartialClone(git: RunGit, settings: () => GitSettings, mayFetch: boolean): PartialClone {
  const missing = new Set<string>();
  const isPartial = (): boolean => settings().promisors.length > 0;

  function survey(revisions: readonly string[]): void {
    const args = ["rev-list", "--objects", "--no-object-names", "--missing=print", ...revisions, "--"];
    for (const line of git(args).toString("latin1").split("\n")) if (line.startsWith("?")) missing.add(line.slice(1));
  }

  function fetch(oids: readonly string[]): void {
    const wanted = [...new Set(oids)].filter((oid) => missing.has(oid));
    if (!mayFetch || wanted.length === 0) return;
    const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none"];
    for (const remote of settings().promisors) {
      if (remote.startsWith("-")) continue;
      const args = ["-c", "fetch.negotiationAlgorithm=noop", "fetch", remote, ...options, "--stdin"];
      try {
        git(args, { input: `${wanted.join("\n")}\n` });
        for (const oid of wanted) missing.delete(oid);
        return;
      } catch {
        // Another remote may have them. Otherwise each file that needs one is reported as missing.
      }
    }
  }

  return { isPartial, survey, lacks: (oid) => missing.has(oid), fetch };
}
