import { posix } from "node:path";
import type { DocumentChange, DocumentChanges } from "../model/edit.ts";
import { EditProblem, editText } from "../documents/edit/index.ts";
import { lineEdits } from "../documents/edit/line-edits.ts";
import { headerChange, loadText } from "../documents/load.ts";
import { parseText } from "../documents/parse.ts";
import { createFileNames, nearPath } from "../evidence/near-path.ts";
import { type Diagnostic, fileError } from "../model/diagnostic.ts";
import { type Document, MANIFEST } from "../model/document.ts";
import type { Location } from "../model/location.ts";
import { CAREGATE_DIR, isDocumentPath } from "../repository/layout.ts";
import { isDiagnostic, listFolder, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { schemaFixes } from "../schema/validate.ts";
import { UsageError } from "../util/errors.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, formatPath, getAt, isObject, mapsOf } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { discoverFiles } from "../workspace/deployments.ts";
import { openSnapshots } from "../workspace/open.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { PlannedChanges, PlannedFile } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
import { addAll } from "../util/list.ts";

export interface FixOptions extends EngineOptions {
  /** Files, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
}

/** A value or key that is written in another form. */
export interface AppliedFix {
  /** The value before the fix. */
  readonly location: Location;
  /** Path in the document. */
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  /** `key`: the name of a field was misspelt. */
  readonly what: "value" | "key";
}

export interface FixResult extends CheckedFiles, PlannedChanges {
  readonly fixes: readonly AppliedFix[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Rounds for one file: the value of a key that had to be renamed may need a fix, too. */
const MOST_ROUNDS = 5;

/**
 * Plans the changes that need no decision: case, quotes, the notation of dates, numbers and shares, misspelt keys, the
 * form of digests, and paths of evidence that lead to a file of almost the same name. It never changes what is claimed.
 * @throws UsageError when the targets are not in one repository
 */
export async function fixDocuments(options: FixOptions): Promise<FixResult> {
  const opened = openSnapshots({ cwd: options.cwd, targets: options.targets });
  if (!("snapshot" in opened)) throw new UsageError("files are fixed in the working tree only");
  const { snapshot } = opened;
  const { tree } = snapshot;
  const { governance, ruleSet } = await loadPolicies(snapshot.governing, options);
  const found = discoverFiles(snapshot, ruleSet);
  const isWhole = snapshot.targets.includes(tree.root);
  const own = isWhole ? listFolder(tree, CAREGATE_DIR).files.filter(isDocumentPath) : [];
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const fixes: AppliedFix[] = [];
  const changes: PlannedFile[] = [];
  for (const file of new Set([...own, ...found.files])) {
    const read = readText(tree, file);
    if (isDiagnostic(read)) continue;
    const fixed = await fixText({ tree, own: governance.own }, file, read.text, found.named.has(file));
    addAll(fixes, fixed.fixes);
    addAll(diagnostics, fixed.diagnostics);
    if (fixed.text === read.text) continue;
    const mark = read.bytes[0] === 0xef ? "\uFEFF" : "";
    changes.push({
      file,
      sha256: sha256(read.bytes),
      text: mark + fixed.text,
      edits: lineEdits(read.text, fixed.text),
    });
  }
  return { ...describeFiles(tree, options), fixes, changes, diagnostics };
}

interface FixedText {
  readonly text: string;
  readonly fixes: readonly AppliedFix[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What fixes are made by. */
interface FixSources {
  readonly tree: Tree;
  /** The fields and kinds that the organisation declares. */
  readonly own: OwnFields;
}

async function fixText(sources: FixSources, file: string, before: string, named: boolean): Promise<FixedText> {
  const fixes: AppliedFix[] = [];
  let text = before;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const all = await fixesOf(sources, file, text, named);
    if (all.length === 0) break;
    try {
      const next = editText(text, all).text;
      addAll(
        fixes,
        all.flatMap((one) => describe(file, text, one)),
      );
      text = next;
    } catch (error) {
      if (!(error instanceof EditProblem)) throw error;
      return {
        text,
        fixes,
        diagnostics: [fileError(file, "edit/not-in-place", `${quote(file)} is not changed: ${error.message}`)],
      };
    }
  }
  return { text, fixes, diagnostics: [] };
}

/** The changes of the documents of a text: of their headers first, since only a known kind has a schema. */
async function fixesOf(
  { tree, own: declared }: FixSources,
  file: string,
  text: string,
  named: boolean,
): Promise<DocumentChanges[]> {
  const { documents } = loadText(file, text, { named });
  const own = await Promise.all(
    documents.map(async (document) => ({
      index: document.index,
      changes: [...(await schemaFixes(document, declared)), ...pathFixes(tree, document)],
    })),
  );
  const changed = own.filter(({ changes }) => changes.length > 0);
  if (changed.length > 0 || !text.includes("apiVersion")) return changed;
  return parseText(file, text).documents.flatMap(({ index, value, edit }) => {
    const change = isObject(value) ? headerChange(value) : undefined;
    return change && edit(change) ? [{ index, changes: [change] }] : [];
  });
}

/** Entries of evidence whose paths are searched for: each search lists a folder. */
const MOST_PATHS = 200;

function pathFixes(tree: Tree, { kind, file, value, edit }: Document): DocumentChange[] {
  if (kind !== MANIFEST) return [];
  const names = createFileNames(tree);
  return mapsOf(value["evidence"])
    .slice(0, MOST_PATHS)
    .flatMap(({ index, map: { path } }): DocumentChange[] => {
      if (typeof path !== "string" || exists(tree, posix.join(posix.dirname(file), path))) return [];
      const to = nearPath(tree, file, path, names);
      const change = to === undefined ? undefined : { set: ["evidence", index, "path"], to };
      return change && edit?.(change) ? [change] : [];
    });
}

function exists(tree: Tree, file: string): boolean {
  try {
    return tree.kind(file) !== undefined;
  } catch {
    return false;
  }
}

function describe(file: string, text: string, { index, changes }: DocumentChanges): AppliedFix[] {
  const document = parseText(file, text).documents.find((one) => one.index === index);
  if (!document) return [];
  return changes.map((change) => {
    const path = "rename" in change ? change.rename : change.set;
    const isKey = "rename" in change;
    const before = isKey ? (path.at(-1) as Json) : (getAt(document.value, path) ?? null);
    const written = document.source(path);
    return {
      location: document.locate(path),
      path: formatPath(path),
      before: !isKey && typeof before === "number" && written !== undefined ? written : before,
      after: change.to,
      what: isKey ? "key" : "value",
    };
  });
}
