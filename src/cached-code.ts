// Loads a program of dist/chunks with the code that V8 made of it in an earlier run. Compiling takes a third of a short
// run. What is kept is run unread, so only a folder that nobody else can write to is used.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, lstatSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { createRequire } from "node:module";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

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

/** The end of the names of files that this version of Node can read. */
const suffix = `-${process.version}-${process.arch}.bin`;
const DIGEST_BYTES = 32;

/** The folder for compiled code. Undefined if it would be in a checkout, whose authors could supply the code. */
export function compileCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = environment;
  const parent = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  if (!parent || !isAbsolute(parent)) return undefined;
  const folder = join(parent, "caregate");
  const real = realPathOf(folder);
  return isInCheckout(real) || isWithin(real, realPathOf(cwd)) ? undefined : folder;
}

/** The real path of a folder that may not exist yet. */
function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(realPathOf(parent), path.slice(parent.length));
  }
}

const isWithin = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}${sep}`);

function isInCheckout(folder: string): boolean {
  if (existsSync(join(folder, ".git"))) return true;
  const parent = dirname(folder);
  return parent !== folder && isInCheckout(parent);
}

/** The folder for kept code, or undefined if there is none that is safe. */
function codeFolder(): string | undefined {
  try {
    const parent = process.env["NODE_DISABLE_COMPILE_CACHE"]
      ? undefined
      : compileCacheFolder(process.env, process.cwd());
    if (parent === undefined) return undefined;
    const folder = join(parent, "code");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return isPrivate(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** Permissions of others on a folder. Windows has none of these: a folder of a user belongs to that user. */
const [OTHERS, OTHERS_WRITE, STICKY] = process.platform === "win32" ? [0, 0, 0] : [0o077, 0o022, 0o1000];

/** True for a folder of this user alone that nobody else can replace. */
function isPrivate(folder: string): boolean {
  const user = process.getuid?.();
  const own = lstatSync(folder);
  if (!own.isDirectory() || own.uid !== (user ?? own.uid) || (own.mode & OTHERS) !== 0) return false;
  let parent = realpathSync(folder);
  do {
    parent = dirname(parent);
    const { mode, uid } = lstatSync(parent);
    const isOurs = user === undefined || uid === user || uid === 0;
    const isShared = (mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0;
    if (!isOurs || isShared) return false;
  } while (parent !== dirname(parent));
  return true;
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
