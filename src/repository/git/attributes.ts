import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { deferSignals } from "../defer-signals.ts";
import type { GitCall, RunGit } from "./run.ts";

/** A `.gitattributes` file, by its path from the top of the checkout. */
export interface AttributesFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/**
 * Makes a folder with nothing but some `.gitattributes` files, so that git applies these and no others.
 * @param use must not be asynchronous: the folder is removed when it ends
 */
export function withAttributesFolder<T>(files: readonly AttributesFile[], use: (folder: string) => T): T {
  return deferSignals(() => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-")));
    try {
      for (const { path, content } of files) {
        if (path.split("/").some((part) => ["", ".", "..", ".git"].includes(part))) continue;
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      }
      return use(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Values of an attribute that name nothing. */
const notNamed = new Set(["unspecified", "unset", "set"]);

/** Encodings in which the words of a document are readable as ASCII, or with NULs between the letters. */
const readable =
  /^(?:utf-?8|utf-?(?:16|32)(?:[lb]e)?(?:-bom)?|(?:us-)?ascii|iso-?8859-?\d+|latin-?\d+|windows-125\d|cp-?125\d)$/i;

/** How git changes a file, as words for a message; undefined if the content can be read anyway. */
function conversionOf(attribute: string, value: string, filters: ReadonlySet<string>): string | undefined {
  if (notNamed.has(value)) return undefined;
  // Pointers of git LFS are recognised by their content. A filter of the settings has converted the files on the disk.
  if (attribute === "filter") return value === "lfs" || filters.has(value) ? undefined : `filter=${value}`;
  return readable.test(value) ? undefined : `${attribute}=${value}`;
}

/**
 * The files whose content may be another one elsewhere: they need the program of a filter that is not set up here, or have
 * an encoding that hides words.
 *
 * @param files paths from the folder that git runs in
 * @param filters names of the filters that the settings of git contain
 * @returns the attribute with its value, by the path
 * @throws GitError when git cannot read the attributes
 */
export function readConversions(
  git: RunGit,
  files: readonly string[],
  filters: ReadonlySet<string>,
  call: GitCall = {},
): Map<string, string> {
  const found = new Map<string, string>();
  if (files.length === 0) return found;
  const args = ["check-attr", "-z", "--stdin", "filter", "working-tree-encoding"];
  const input = files.map((path) => `${path}\0`).join("");
  const fields = git(args, { ...call, input })
    .toString("utf8")
    .split("\0");
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path = "", attribute = "", value = ""] = fields.slice(at, at + 3);
    const conversion = conversionOf(attribute, value, filters);
    if (conversion !== undefined && !found.has(path)) found.set(path, conversion);
  }
  return found;
}
