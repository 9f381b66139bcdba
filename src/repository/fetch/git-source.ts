import { join } from "node:path";
import { GitError } from "../git/error.ts";
import { parseCatFile, parseLsTree } from "../git/parse-output.ts";
import { type RunGit, createGitRunner } from "../git/run.ts";
import { isLink, isSubmodule } from "../layout.ts";
import { type Source, type SourceEntry, SourceError, sourceLimits } from "./source-files.ts";

/** A folder of a commit of a repository. */
export interface GitAddress {
  readonly address: string;
  readonly commit: string;
  /** With forward slashes; `.` for the top. */
  readonly folder: string;
}

/** Time limit for the server to answer, in seconds. */
const FETCH_SECONDS = 120;

/**
 * Settings for a repository that strangers wrote. Its objects are checked when they arrive, nothing of it is ever checked
 * out, so that no filter, hook or attribute of it has an effect.
 */
const fetchSettings = [
  "fetch.fsckObjects=true",
  "fetch.recurseSubmodules=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "core.protectHFS=true",
  "core.protectNTFS=true",
].flatMap((setting) => ["-c", setting]);

/** No other protocol, also where a server redirects to one, and no question to anybody. */
const quiet = {
  GIT_ALLOW_PROTOCOL: "https:ssh:file",
  GIT_ASKPASS: "",
  SSH_ASKPASS_REQUIRE: "never",
  GIT_TERMINAL_PROMPT: "0",
};

/** Ssh must not ask either, unless the user runs another ssh. */
const ssh = (): Record<string, string> =>
  process.env["GIT_SSH_COMMAND"] === undefined && process.env["GIT_SSH"] === undefined
    ? { GIT_SSH_COMMAND: "ssh -o BatchMode=yes" }
    : {};

/**
 * Checks an address before git sees it.
 * @throws SourceError for another protocol, and for an address with a password
 */
export function checkAddress(address: string): void {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new SourceError(
      `\`${address}\` is no address: write it as https://HOST/PATH, ssh://HOST/PATH or file:///PATH`,
    );
  }
  const { protocol, password, username, hostname, search, hash } = url;
  if (!["https:", "ssh:", "file:"].includes(protocol))
    throw new SourceError(`\`${protocol}\` is not used to fetch a set: use https, ssh or file`);
  if (password !== "" || (protocol === "https:" && username !== ""))
    throw new SourceError("an address in config.yaml must not hold a user or a password: leave them out");
  if (hostname.startsWith("-") || username.startsWith("-") || search !== "" || hash !== "")
    throw new SourceError(`\`${address}\` is no plain address: leave out options, queries and fragments`);
}

function kindOf(mode: string): SourceEntry["kind"] {
  if (isLink(mode)) return "link";
  if (isSubmodule(mode)) return "submodule";
  return mode === "100644" ? "file" : mode === "100755" ? "executable" : "other";
}

function readBlobs(git: RunGit, oids: ReadonlyMap<string, string>, paths: readonly string[]): Map<string, Uint8Array> {
  const wanted = paths.map((path) => oids.get(path) as string);
  const input = `${wanted.join("\n")}\n`;
  const contents = new Map(
    parseCatFile(wanted.length === 0 ? new Uint8Array() : git(["cat-file", "--batch"], { input })),
  );
  return new Map(
    paths.flatMap((path): [string, Uint8Array][] => {
      const bytes = contents.get(oids.get(path) as string);
      return bytes ? [[path, bytes]] : [];
    }),
  );
}

/**
 * Fetches one commit of a repository, without its history, into an empty folder.
 * @param scratch absolute path of an empty folder
 * @throws SourceError when the server does not answer in time, or does not have the commit or the folder
 */
export function fetchGitSource({ address, commit, folder }: GitAddress, scratch: string): Source {
  checkAddress(address);
  const env = { ...quiet, ...ssh(), GIT_DIR: join(scratch, "source.git") };
  const run = createGitRunner(scratch);
  const git: RunGit = (args, options = {}) => run([...fetchSettings, ...args], { ...options, env });
  const object = commit.length === 64 ? ["--object-format=sha256"] : [];
  try {
    run(["init", "--quiet", "--bare", "--template=", ...object, join(scratch, "source.git")]);
    const how = [
      "--quiet",
      "--depth=1",
      "--no-tags",
      "--no-write-fetch-head",
      "--no-recurse-submodules",
      "--no-auto-gc",
    ];
    git(["fetch", ...how, "--end-of-options", address, commit], { seconds: FETCH_SECONDS });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const reason = error.message.replace(/^the history of .* cannot be read: /, "");
    throw new SourceError(`commit ${commit.slice(0, 12)} of ${address} cannot be fetched: ${reason}`);
  }
  return listFolder(git, commit, folder);
}

function listFolder(git: RunGit, commit: string, folder: string): Source {
  let text: string;
  try {
    const tree = folder === "." ? `${commit}^{tree}` : `${commit}:${folder}`;
    text = git(["ls-tree", "-r", "-z", "--long", "--full-tree", "--end-of-options", tree]).toString("utf8");
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new SourceError(`there is no folder \`${folder}\` in commit ${commit.slice(0, 12)}: name another \`folder\``);
  }
  const listed = parseLsTree(text);
  const oids = new Map(listed.map(({ path, oid }) => [path, oid]));
  const entries = listed.map(({ path, mode, size }) => ({
    path,
    kind: kindOf(mode),
    size: size ?? sourceLimits.bytes,
  }));
  return { entries, read: (paths) => readBlobs(git, oids, paths) };
}
