import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { quote } from "../../util/text.ts";
import { type Source, SourceError } from "./source-files.ts";
import { type TarEntry, readTar } from "./tar.ts";

/** A folder of a version of a package. */
export interface NpmAddress {
  readonly name: string;
  readonly version: string;
  /** With forward slashes; `.` for the top. */
  readonly folder: string;
}

/** Time limit for the registry to answer, in seconds. */
const SECONDS = 120;
/** Limits of an archive in bytes, as it comes and unpacked. */
const [MAX_ARCHIVE, MAX_UNPACKED] = [32 * 1024 * 1024, 256 * 1024 * 1024];

/** Runs npm, which knows the registry of the user and checks the integrity that it states. No script of a package runs. */
function download(spec: string, scratch: string): void {
  // Npm looks for a project above, whose settings must not count.
  writeFileSync(join(scratch, "package.json"), "{}");
  try {
    execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", scratch, "--", spec], {
      cwd: scratch,
      env: { ...process.env, npm_config_update_notifier: "false", npm_config_workspaces: "false" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: SECONDS * 1000,
      killSignal: "SIGKILL",
    });
  } catch (error) {
    const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
    const said = stderr
      ?.toString("utf8")
      .split("\n")
      .find((line) => line.trim() !== "");
    const reason =
      code === "ENOENT"
        ? "npm is not on the PATH"
        : code === "ETIMEDOUT"
          ? "npm takes too long"
          : `npm reports ${quote(said ?? "nothing")}`;
    throw new SourceError(`${spec} cannot be fetched: ${reason}`);
  }
}

function unpack(spec: string, scratch: string): TarEntry[] {
  const file = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
  if (file === undefined) throw new SourceError(`${spec} cannot be fetched: npm wrote no archive`);
  const path = join(scratch, file);
  if (statSync(path).size > MAX_ARCHIVE) throw new SourceError(`${spec} is larger than ${MAX_ARCHIVE} bytes`);
  try {
    return readTar(gunzipSync(readFileSync(path), { maxOutputLength: MAX_UNPACKED }));
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(`the archive of ${spec} cannot be unpacked: ${(error as Error).message}`);
  }
}

/**
 * Fetches a version of a package into an empty folder.
 * @param scratch absolute path of an empty folder
 * @throws SourceError when npm does not answer in time, or does not have the version or the folder
 */
export function fetchNpmSource({ name, version, folder }: NpmAddress, scratch: string): Source {
  const spec = `${name}@${version}`;
  download(spec, scratch);
  const prefix = folder === "." ? "package/" : `package/${folder}/`;
  const inside = unpack(spec, scratch).filter(({ path }) => path.startsWith(prefix));
  if (inside.length === 0)
    throw new SourceError(`there is no folder \`${folder}\` in ${spec}: name another \`folder\``);
  const entries = inside.map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
  const contents = new Map<string, Uint8Array>();
  for (const { path, bytes } of entries) {
    if (contents.has(path)) throw new SourceError(`the archive of ${spec} has two files ${quote(path)}`);
    contents.set(path, bytes);
  }
  return {
    entries,
    read: (paths) =>
      new Map(paths.flatMap((path) => (contents.has(path) ? [[path, contents.get(path) as Uint8Array]] : []))),
  };
}
