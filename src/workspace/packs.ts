import type { Diagnostic } from "../model/diagnostic.ts";
import {
  type CompiledPacks,
  type PackFile,
  type Packs,
  compiledDocument,
  digestOf,
  readPacks,
} from "../policy/packs.ts";
import { PACKS_DIR } from "../repository/layout.ts";
import { packageRoot } from "../repository/package-root.ts";
import { isDiagnostic, listFolder, readBytes, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { decodeText } from "../util/decode-text.ts";
import { parseJson } from "../util/json.ts";

/** A file of a pack. The documents in `base/` are not a pack: they are the defaults of rule tests. */
const packFile = /^policies\/(?!base\/)[^/]+\/[^/]+\.yaml$/;

/** Upper limit of the compiled packs, in bytes. */
const MAX_COMPILED_BYTES = 64 * 1024 * 1024;

export interface PackFiles {
  /** In the order of their paths. */
  readonly files: readonly PackFile[];
  /** Problems of files that cannot be read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the files of the packs in a tree. */
export function readPackFiles(tree: Tree): PackFiles {
  const listing = listFolder(tree, PACKS_DIR);
  const diagnostics = listing.diagnostics.filter(({ file }) => file === PACKS_DIR || packFile.test(file));
  const files: PackFile[] = [];
  for (const file of listing.files.filter((one) => packFile.test(one))) {
    const read = readText(tree, file);
    if (isDiagnostic(read)) diagnostics.push(read);
    else files.push({ file: file.slice(PACKS_DIR.length + 1), bytes: read.bytes });
  }
  return { files, diagnostics };
}

/** A file that cannot be read is an error: without it, rules would be missing unnoticed. */
async function parsePacks({ files, diagnostics }: PackFiles): Promise<Packs> {
  const packs = await readPacks(files);
  return { ...packs, diagnostics: [...diagnostics, ...packs.diagnostics] };
}

/** Reads the packs of a tree from their sources. */
export const readPacksFromTree = (tree: Tree): Promise<Packs> => parsePacks(readPackFiles(tree));

/** True for the repository of caregate and copies of it: their commits contain the packs. */
export function containsPacks(tree: Tree): boolean {
  const read = readText(tree, "package.json");
  const content = isDiagnostic(read) ? undefined : (parseJson(read.text) as { name?: unknown } | null | undefined);
  return content?.name === "caregate";
}

/** The packs as the build compiled them; undefined if `policies/` has changed since. */
function compiledPacks(tree: Tree, digest: string): Packs | undefined {
  const bytes = readBytes(tree, "dist/packs.json", { bytes: MAX_COMPILED_BYTES });
  if (isDiagnostic(bytes)) return undefined;
  const compiled = JSON.parse(decodeText(bytes)) as CompiledPacks;
  if (compiled.digest !== digest) return undefined;
  const documents = compiled.policies.map(({ file, value }) => compiledDocument(file, value));
  return { documents, digest, diagnostics: [], built: true };
}

/** Loads the built-in packs: the compiled ones if they are up to date, or else their sources. */
export async function loadPacks(): Promise<Packs> {
  const tree = workingTree(packageRoot());
  const sources = readPackFiles(tree);
  const compiled = sources.diagnostics.length === 0 ? compiledPacks(tree, digestOf(sources.files)) : undefined;
  return compiled ?? parsePacks(sources);
}
