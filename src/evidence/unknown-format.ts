import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { toolFormats } from "../policy/format.ts";
import type { Tree } from "../repository/tree.ts";
import { closestWord, quote } from "../util/text.ts";
import { shippedFormatNames } from "./mapping/shipped.ts";
import { type ReadingOptions, formatOfFile, isKnownFormat } from "./open-file.ts";

/** An entry of `evidence` with its format. */
export interface FormatEntry {
  readonly tree: Tree;
  readonly manifest: Document;
  /** Position in `evidence`, from 0. */
  readonly index: number;
  readonly file: string;
  readonly format: string;
}

/**
 * The error for an entry whose format caregate does not have; undefined for one that it has. It names the format that
 * the file looks like, or else the one that was most likely meant, or else all of them.
 */
export async function unknownFormat(entry: FormatEntry, options: ReadingOptions): Promise<Diagnostic | undefined> {
  const { tree, manifest, index, file, format } = entry;
  if (await isKnownFormat(format, options)) return undefined;
  const names = await formatNames(options);
  const looksLike = await formatOfFile(tree, file, options);
  const meant = looksLike ?? closestWord(format, names);
  const fix = meant === undefined ? undefined : manifest.edit?.({ set: ["evidence", index, "format"], to: meant });
  const what = `there is no format ${quote(format)}`;
  const toDo =
    looksLike !== undefined
      ? `the file looks like ${quote(looksLike)}, so write \`format: ${looksLike}\``
      : meant !== undefined
        ? `did you mean ${quote(meant)}?`
        : `write one of ${names.map(quote).join(", ")}, or describe it in \`.caregate/formats/${format.slice(0, 60)}.yaml\``;
  const where = manifest.locate(["evidence", index, "format"]);
  return { ...errorAt(where, "evidence/unknown-format", `${what}: ${toDo}`), ...(fix ? { fix } : {}) };
}

/** The names of all formats that may stand in a manifest. */
async function formatNames({ formats = [] }: ReadingOptions): Promise<string[]> {
  return [...new Set([...(await toolFormats()), ...shippedFormatNames(), ...formats.map(({ id }) => id)])];
}
