import { homedir } from "node:os";
import { join } from "node:path";
import type { RunGit } from "./run.ts";

/** The settings of git that decide how a checkout converts files, and which objects may be missing. */
export interface GitSettings {
  /** Names of the remotes at which a partial clone left objects; none in a full clone. */
  readonly promisors: readonly string[];
  /** Names of the filters with a program; true if the program changes the files that a checkout writes. */
  readonly filters: ReadonlyMap<string, boolean>;
  /** True if a checkout also converts files without attributes. */
  readonly convertsAll: boolean;
  /** The files of attributes of the user and of the machine, where they may be. */
  readonly attributesFiles: readonly string[];
}

export function readSettings(git: RunGit): GitSettings {
  const values = new Map<string, string>();
  for (const item of git(["config", "-z", "--list"]).toString("utf8").split("\0")) {
    const end = item.indexOf("\n");
    if (item !== "") values.set(end < 0 ? item : item.slice(0, end), end < 0 ? "true" : item.slice(end + 1));
  }
  const promisors = new Set<string>();
  const filters = new Map<string, boolean>();
  for (const [key, value] of values) {
    const remote = /^remote\.([^]*)\.promisor$/.exec(key)?.[1];
    if (remote !== undefined && value !== "false") promisors.add(remote);
    const [, name, role] = /^filter\.([^]*)\.(\w+)$/.exec(key) ?? [];
    // `cat` is the usual program for a filter that only changes files when they are committed.
    const changes = (role === "smudge" || role === "process") && value !== "" && value !== "cat";
    if (name !== undefined) filters.set(name, changes || filters.get(name) === true);
  }
  const partial = values.get("extensions.partialclone");
  if (partial !== undefined) promisors.add(partial);
  const lineEnds = values.get("core.autocrlf") === "true" || values.get("core.eol") === "crlf";
  return {
    promisors: [...promisors],
    filters,
    convertsAll: lineEnds || process.platform === "win32",
    attributesFiles: attributesFilesOf(values.get("core.attributesfile")),
  };
}

/** @param stated the file of the user by the settings; `~` is the home folder */
function attributesFilesOf(stated: string | undefined): string[] {
  const own = join(process.env["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "git/attributes");
  return [stated?.replace(/^~(?=\/)/, homedir()) ?? own, "/etc/gitattributes"];
}
