import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { isDiagnostic, readBytes, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { validate, withoutProblems } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import { addAll } from "../util/list.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import type { ReadDocument } from "./condition-texts.ts";
import { type MergedConfig, type SharedConfig, mergeSharedConfigs } from "./shared-settings.ts";
import { type SharedFile, VENDOR_DIR, checkSharedSets, readSharedSets, sharedPath } from "./shared-sets.ts";

/** The vendored files of a repository as they are. */
export interface VendoredFiles {
  /** The texts of the locks, by set. */
  readonly locks: ReadonlyMap<string, string>;
  /** By set. */
  readonly files: ReadonlyMap<string, readonly SharedFile[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the locks and the digests of the files below `.caregate/vendor/`. */
export function readVendored(tree: Tree, names: readonly string[]): VendoredFiles {
  const locks = new Map<string, string>();
  const files = new Map<string, SharedFile[]>();
  const diagnostics: Diagnostic[] = [];
  for (const file of names) {
    const lock = /^\.caregate\/vendor\/([^/]+)\.sha256$/.exec(file)?.[1];
    const shared = sharedPath(file);
    if (lock !== undefined) {
      const read = readText(tree, file);
      if (isDiagnostic(read)) diagnostics.push(read);
      else locks.set(lock, read.text);
    } else if (shared) {
      const bytes = readBytes(tree, file);
      if (isDiagnostic(bytes)) diagnostics.push(bytes);
      else files.set(shared.set, [...(files.get(shared.set) ?? []), { path: shared.path, sha256: sha256(bytes) }]);
    }
  }
  return { locks, files, diagnostics };
}

/** True for a config that others supplement, or that supplements others: what it has to state may stand there. */
const isPartial = ({ file, value }: Document): boolean => {
  const sets = value["extends"];
  return sharedPath(file) !== undefined || (Array.isArray(sets) && sets.length > 0);
};

const isMissing = ({ code }: Diagnostic): boolean => code === "schema/required";

/**
 * Checks a config against its schema. What does not fit counts as not stated, and the rest is read: without it, every rule
 * would apply to an unknown organisation.
 * @param own the fields and kinds that the organisation declares
 */
export async function readConfigDocument(document: Document, own?: OwnFields): Promise<ReadDocument> {
  const problems = (await validate(document, own)).filter((one) => !isMissing(one) || !isPartial(document));
  return { document: problems.every(isMissing) ? document : await withoutProblems(document, own), problems };
}

/** The config with what the shared sets state, their configs, and the problems of the vendored files. */
export interface SharedRead extends Omit<MergedConfig, "config"> {
  readonly config: Document | undefined;
  readonly shared: readonly SharedConfig[];
}

/**
 * Checks the vendored files of a repository and merges the configs of its shared sets into its own.
 * @param names the files of `.caregate/`
 * @param configs the valid configs, of the repository and of its sets
 */
export async function readShared(
  tree: Tree,
  names: readonly string[],
  configs: readonly Document[],
): Promise<SharedRead> {
  const own = configs.find(({ file }) => sharedPath(file) === undefined);
  const { sets, diagnostics } = readSharedSets(own);
  const problems = [...diagnostics];
  const below = names.filter((name) => name.startsWith(`${VENDOR_DIR}/`));
  if (below.length > 0 || sets.length > 0) {
    const vendored = readVendored(tree, below);
    addAll(problems, vendored.diagnostics);
    addAll(problems, checkSharedSets(own, sets, vendored.locks, vendored.files));
  }
  const order = new Map(sets.map(({ name, index }) => [name, index]));
  const shared = configs
    .flatMap((document): SharedConfig[] => {
      const set = sharedPath(document.file)?.set;
      return set === undefined ? [] : [{ set, document }];
    })
    .toSorted((a, b) => (order.get(a.set) ?? 0) - (order.get(b.set) ?? 0));
  if (!own) return { config: undefined, shared, diagnostics: problems };
  const merged = mergeSharedConfigs(own, shared);
  const missing = isPartial(own) ? (await validate(merged.config)).filter(isMissing) : [];
  return { config: merged.config, shared, diagnostics: [...problems, ...merged.diagnostics, ...missing] };
}
