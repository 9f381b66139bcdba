import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GitAddress, fetchGitSource } from "./git-source.ts";
import { type NpmAddress, fetchNpmSource } from "./npm-source.ts";
import { type SelectedFiles, selectFiles } from "./source-files.ts";

export { type SelectedFiles, SourceError } from "./source-files.ts";

/** A version of a source. */
export type SourceAddress = ({ readonly kind: "git" } & GitAddress) | ({ readonly kind: "npm" } & NpmAddress);

/**
 * Fetches the wanted files of a source. Nothing of it is kept on the disk.
 * @throws SourceError when it cannot be fetched, or has something among the wanted files that is not taken
 */
export function fetchFiles(source: SourceAddress, isWanted: (path: string) => boolean): SelectedFiles {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "caregate-vendor-")));
  try {
    const fetched = source.kind === "git" ? fetchGitSource(source, scratch) : fetchNpmSource(source, scratch);
    return selectFiles(fetched, isWanted);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}
