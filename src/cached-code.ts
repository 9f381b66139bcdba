// Loads a program of dist/chunks with the code that V8 made of it in an earlier run. Compiling takes a third of a short
// run. What is kept is run unread, so only a folder that nobody else can write to is used.
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { openPrivateFolder, userCacheFolder } from "./repository/private-folder.ts";

type Exports = Readonly<Record<string, unknown>>;
type Program = (
  exports: object,
  require: (name: string) => unknown,
  module: object,
  filename: string,
  folder: string,
) => void;

const chunks = fileURLToPath(new URL("chunks/", import.meta.url));
const requireBuiltin = createRequire(import.meta.url);
// An import would also load what only some of its exports need, such as Web Crypto.
const { createHash } = requireBuiltin("node:crypto") as typeof import("node:crypto");

/** The end of the names of files that this version of Node can read. */
const suffix = `-${process.version}-${process.arch}.bin`;
const DIGEST_BYTES = 32;

/** The folder for kept code, or undefined if there is none that is safe. */
function codeFolder(): string | undefined {
  try {
    const parent = process.env["NODE_DISABLE_COMPILE_CACHE"] ? undefined : userCacheFolder(process.env, process.cwd());
    if (parent === undefined) return undefined;
    const folder = join(parent, "code");
    return openPrivateFolder(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

const digestOf = (source: Uint8Array, code: Uint8Array): Uint8Array =>
  createHash("sha256").update(source).update(code).digest();

/** The code that was kept of a source; undefined if there is none, or if either has changed since. */
function readCode(file: string, source: Uint8Array): Buffer | undefined {
  try {
    const kept = readFileSync(file);
    const code = kept.subarray(DIGEST_BYTES);
    return digestOf(source, code).every((byte, i) => byte === kept[i]) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps code for the next run. Another run may read it meanwhile. */
function writeCode(file: string, source: Uint8Array, code: Uint8Array): void {
  const part = `${file}.${process.pid}`;
  try {
    writeFileSync(part, Buffer.concat([digestOf(source, code), code]), { mode: 0o600 });
    renameSync(part, file);
  } catch {
    rmSync(part, { force: true });
  }
}

const loaded = new Map<string, { exports: Exports }>();
/** Scripts of which no code was kept. */
const fresh: { readonly file: string; readonly source: Uint8Array; readonly script: Script }[] = [];
let folder: string | undefined | null = null;

function load(name: string): Exports {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  folder = folder === null ? codeFolder() : folder;
  const filename = join(chunks, name);
  const source = readFileSync(filename);
  const file = folder === undefined ? undefined : join(folder, `${basename(name, ".cjs")}${suffix}`);
  const code = file === undefined ? undefined : readCode(file, source);
  const text = `(function (exports, require, module, __filename, __dirname) {${source.toString("utf8")}\n})`;
  const script = new Script(text, { filename, ...(code ? { cachedData: code } : {}) });
  if (file !== undefined && (!code || script.cachedDataRejected === true)) fresh.push({ file, source, script });
  const program = script.runInThisContext() as Program;
  const require = (wanted: string): unknown =>
    wanted.startsWith("./") ? load(wanted.slice(2)) : requireBuiltin(wanted);
  program(module.exports, require, module, filename, chunks);
  return module.exports;
}

/** Loads a program of this package. */
export const loadProgram = (name: string): unknown => load(`${name}.cjs`);

/** Keeps the code of what was loaded, with every function that ran. Removes the code of other versions of Node. */
export function keepCode(): void {
  if (typeof folder !== "string" || fresh.length === 0) return;
  for (const { file, source, script } of fresh) writeCode(file, source, script.createCachedData());
  try {
    for (const name of readdirSync(folder))
      if (name.endsWith(".bin") && !name.endsWith(suffix)) rmSync(join(folder, name), { force: true });
  } catch {
    // Another run has removed them.
  }
}
