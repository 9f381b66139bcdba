import { resolve } from "node:path";
import { parseText } from "../documents/parse.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { fileError } from "../model/diagnostic.ts";
import { type ConditionForm, RewriteProblem, rewriteConditions } from "../policy/rewrite-conditions.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import { sha256 } from "../util/hash.ts";
import { UsageError } from "../util/errors.ts";
import { quote } from "../util/text.ts";
import { commonRoot } from "../workspace/roots.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { PlannedChanges, PlannedFile } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";

export interface PolicyFormOptions extends EngineOptions {
  /** Files of one repository. */
  readonly files: readonly string[];
  readonly form: ConditionForm;
}

/** The files with their conditions in another form. */
export interface PolicyFormResult extends CheckedFiles, PlannedChanges {
  /** Number of rewritten conditions, by file. */
  readonly counts: readonly { readonly file: string; readonly count: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Plans files of policies with their conditions in another form. Nothing is written.
 * @throws UsageError when the files are not in one repository
 */
export function rewritePolicies({ files, form, ...options }: PolicyFormOptions): PolicyFormResult {
  const paths = files.map((file) => resolve(options.cwd, file));
  const tree = openWorkingTree(commonRoot(paths));
  const diagnostics: Diagnostic[] = [];
  const counts: { file: string; count: number }[] = [];
  const changes: PlannedFile[] = [];
  for (const path of paths) {
    const file = tree.locate(path)?.path;
    if (file === undefined) throw new UsageError(`there is no file ${quote(path)}`);
    const read = readText(tree, file);
    if (isDiagnostic(read)) {
      diagnostics.push(read);
      continue;
    }
    const problems = parseText(file, read.text).diagnostics.filter(({ severity }) => severity === "error");
    diagnostics.push(...problems);
    if (problems.length > 0) continue;
    try {
      const { text, count } = rewriteConditions(read.text, form);
      counts.push({ file, count });
      const mark = read.bytes[0] === 0xef ? "\uFEFF" : "";
      if (count > 0) changes.push({ file, sha256: sha256(read.bytes), text: mark + text, edits: [] });
    } catch (error) {
      if (!(error instanceof RewriteProblem)) throw error;
      diagnostics.push(fileError(file, "policy/notation", `the file is not changed: ${error.message}`));
    }
  }
  return { ...describeFiles(tree, options), root: tree.root, counts, changes, diagnostics };
}
