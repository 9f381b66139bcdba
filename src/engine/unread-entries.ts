import { join } from "node:path";
import { loadFile } from "../documents/load.ts";
import { type Diagnostic, fileError, hasErrors } from "../model/diagnostic.ts";
import { MANIFEST } from "../model/document.ts";
import type { NotEvaluated } from "../model/report.ts";
import { discover } from "../repository/discover.ts";
import { openSubmodule } from "../repository/git/repository.ts";
import type { Tree } from "../repository/tree.ts";
import { FOLDER_LINK_REASON, SUBMODULE_REASON } from "../repository/walk.ts";
import { quote } from "../util/text.ts";

/** True if some file of a tree may be a manifest. */
function mayHaveManifests(tree: Tree): boolean {
  const found = discover(tree, [tree.root]);
  if (found.notEvaluated.length > 0 || hasErrors(found.diagnostics)) return true;
  return found.files.some((file) => {
    const { documents, diagnostics } = loadFile(tree, file, { named: false });
    return hasErrors(diagnostics) || documents.some(({ kind }) => kind === MANIFEST);
  });
}

function submoduleMessage(tree: Tree, path: string): string | undefined {
  const files = openSubmodule(join(tree.root, path), tree.objectAt?.(path) ?? "");
  if (files === undefined)
    return `the files of the submodule ${quote(path)} are not available: check it out, or exclude it in the settings`;
  return mayHaveManifests(files)
    ? `manifests in the submodule ${quote(path)} are not checked: move them here, or exclude it in the settings`
    : undefined;
}

/** True if a link leads out of the root or into a submodule: files there are not searched. */
function leadsElsewhere(tree: Tree, link: string): boolean {
  try {
    const target = tree.locate(link);
    const parts = target?.path.split("/") ?? [];
    // Of the paths of folders, git only tracks those of submodules.
    return target === undefined || parts.some((_, i) => tree.objectAt?.(parts.slice(0, i + 1).join("/")) !== undefined);
  } catch {
    return true;
  }
}

/** The message for an entry that may hide a manifest; undefined if it hides none. */
function messageOf(tree: Tree, { what, reason }: NotEvaluated): string | undefined {
  if (reason === SUBMODULE_REASON) return submoduleMessage(tree, what);
  if (reason === FOLDER_LINK_REASON && leadsElsewhere(tree, what))
    return `${quote(what)} is a symbolic link to a folder that is not checked: put files in its place`;
  return undefined;
}

/**
 * Reports the submodules and links that a change adds or moves and that may hide a manifest: nobody has checked what they
 * lead to. Those of the base are not reported.
 *
 * @param entries the entries of the change that were not followed
 * @returns an error `file/unread` for each
 */
export function unreadEntriesOfChange(head: Tree, start: Tree, entries: readonly NotEvaluated[]): Diagnostic[] {
  return entries.flatMap((entry) => {
    const object = head.objectAt?.(entry.what);
    if (object === undefined || object === start.objectAt?.(entry.what)) return [];
    const message = messageOf(head, entry);
    return message === undefined ? [] : [fileError(entry.what, "file/unread", message)];
  });
}
