import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compareCodeUnits } from "../util/json.ts";
import {
  type CompiledPacks,
  type PackFile,
  type Packs,
  compiledDocument,
  digestOf,
  readPacks,
} from "../policy/packs.ts";

/** Folders of `policies/` that hold no pack: the documents that rule tests start from. */
const notPacks = new Set(["base"]);

let root: string | undefined;

/** The folder of this package, which holds `policies/`. */
export function packageRoot(): string {
  if (root !== undefined) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return (root = folder);
}

/** The files of the built-in packs, in order. */
export function packFiles(folder: string): PackFile[] {
  const packs = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !notPacks.has(entry.name),
  );
  const files = packs.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => ({ file: `${name}/${file}`, bytes: readFileSync(join(folder, name, file)) })),
  );
  return files.toSorted((a, b) => compareCodeUnits(a.file, b.file));
}

/**
 * The built-in packs: as compiled at build time while these are what `policies/` holds, else read from there.
 */
export async function loadPacks(): Promise<Packs> {
  const folder = packageRoot();
  const files = packFiles(join(folder, "policies"));
  const digest = digestOf(files);
  const compiled = join(folder, "dist", "packs.json");
  if (existsSync(compiled)) {
    const packs = JSON.parse(readFileSync(compiled, "utf8")) as CompiledPacks;
    if (packs.digest === digest) {
      return {
        documents: packs.policies.map(({ file, value }) => compiledDocument(file, value)),
        digest,
        diagnostics: [],
        built: true,
      };
    }
  }
  return readPacks(files);
}
