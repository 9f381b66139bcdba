import { loadFile } from "../../documents/load.ts";
import { type FileFormat, readFormat } from "../../policy/format.ts";
import { packageRoot } from "../../repository/package-root.ts";
import { listFolder } from "../../repository/read.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { lazy } from "../../util/memoize.ts";

/** The folder of the formats in this package. */
const FOLDER = "formats";

/** The names of the formats that this package describes. */
export const shippedFormatNames = lazy((): readonly string[] =>
  listFolder(workingTree(packageRoot()), FOLDER).files.flatMap(
    (file) => /^formats\/([a-z0-9-]+)\.yaml$/.exec(file)?.[1] ?? [],
  ),
);

const known = new Map<string, Promise<FileFormat>>();

/** A format that this package describes; undefined if there is none of this name. */
export async function shippedFormat(name: string): Promise<FileFormat | undefined> {
  if (!shippedFormatNames().includes(name)) return undefined;
  const read = known.get(name) ?? readShipped(name);
  known.set(name, read);
  return read;
}

async function readShipped(name: string): Promise<FileFormat> {
  const file = `${FOLDER}/${name}.yaml`;
  const [document] = loadFile(workingTree(packageRoot()), file, { named: true }).documents;
  if (!document) throw new Error(`${file} of this package has no format`);
  return (await readFormat(document)).format;
}
