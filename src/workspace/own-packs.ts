import { isDiagnostic, listFolder, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { compareCodeUnits } from "../util/json.ts";
import { type Packs, readPacks } from "../policy/packs.ts";

/** Where a repository that holds the packs has them. */
export const PACKS_DIR = "policies/";

function textOf(tree: Tree, file: string): string | undefined {
  const read = readText(tree, file);
  return isDiagnostic(read) ? undefined : read.text;
}

/** Whether a repository is that of caregate or a copy of it, which holds the packs that judge. */
export function containsPacks(tree: Tree): boolean {
  try {
    return (JSON.parse(textOf(tree, "package.json") ?? "null") as { name?: unknown } | null)?.name === "caregate";
  } catch {
    return false;
  }
}

/** The packs that a state of such a repository holds. */
export async function readPacksFromTree(tree: Tree): Promise<Packs> {
  const files = listFolder(tree, PACKS_DIR.slice(0, -1)).files.filter((file) =>
    /^policies\/(?!base\/)[^/]+\/[^/]+\.yaml$/.test(file),
  );
  return readPacks(
    files.toSorted(compareCodeUnits).flatMap((file) => {
      const read = readText(tree, file);
      return isDiagnostic(read) ? [] : [{ file: file.slice(PACKS_DIR.length), bytes: read.bytes }];
    }),
  );
}
