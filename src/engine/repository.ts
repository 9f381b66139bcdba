/**
 * The states of a repository, for a front end that finds them itself, as the Action finds the base of a change, and how
 * files are written. What is below the engine is reached through this file alone.
 */
export type { PolicyChange } from "../diff/compare-policies.ts";
export { writeFileChanges } from "./file-changes.ts";
export { type CheckoutHead, readCheckoutHead, readOriginUrl } from "../repository/git/checkout-head.ts";
export { openWorkingTree } from "../repository/git/checkout-tree.ts";
export { createGitTree } from "../repository/git/git-tree.ts";
export { type GitRepository, openGitRepository } from "../repository/git/repository.ts";
export type { TreeEntry } from "../repository/git/types.ts";
export { CAREGATE_DIR, isDocumentPath, isInCaregateDir, isSubmodule } from "../repository/layout.ts";
export { type LineReader, createLineReader } from "../repository/line-reader.ts";
export { isDiagnostic, readText } from "../repository/read.ts";
export { findRoot, realTarget, topOfCheckout } from "../repository/root.ts";
export type { Tree } from "../repository/tree.ts";
export { joinPieces, writeFileAtomically } from "../repository/write-file.ts";
export { type LoadedPolicies, loadPolicies } from "../workspace/policies.ts";
export type { Opened } from "../workspace/open.ts";
export { type HasPath, commonRoot, rootOfBase } from "../workspace/roots.ts";
