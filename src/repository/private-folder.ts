import { existsSync, lstatSync, mkdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, sep } from "node:path";

// Folders for data that caregate trusts in a later run. Nobody but the user may be able to write to them.

/** The folder of this user for what caregate keeps, which may not exist yet; undefined without a safe one. */
export function userCacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  cwd: string,
): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = environment;
  const parent = XDG_CACHE_HOME || LOCALAPPDATA || (HOME && join(HOME, ".cache"));
  if (!parent || !isAbsolute(parent)) return undefined;
  const folder = join(parent, "caregate");
  return isInSources(folder, cwd) ? undefined : folder;
}

/** True for a folder in a checkout or in the current folder, whose authors could supply its content. */
export function isInSources(folder: string, cwd: string): boolean {
  const real = realPathOf(folder);
  return isInCheckout(real) || isWithin(real, realPathOf(cwd));
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

/** Permissions of others on a folder. Windows has none of these: a folder of a user belongs to that user. */
const [OTHERS, OTHERS_WRITE, STICKY] = process.platform === "win32" ? [0, 0, 0] : [0o077, 0o022, 0o1000];

/**
 * Creates a folder if it is missing. Throws errors of the file system.
 * @returns true for a folder of this user alone that nobody else can replace
 */
export function openPrivateFolder(folder: string): boolean {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
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
