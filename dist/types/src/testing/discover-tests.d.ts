import type { Tree } from "../repository/tree.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type PolicyBundle } from "../policy/rule-set.ts";
import { type OpenedBase } from "./base-documents.ts";
import { type Expectations } from "./expectations.ts";
import { type FileFormat } from "../policy/format.ts";
/** Where tests are found. */
export interface TestSources {
    /** The repository. */
    readonly tree: Tree;
    /** This package, which ships a base for policies without one. */
    readonly shipped: Tree;
    /** Files and folders, as absolute paths. */
    readonly targets: readonly string[];
    readonly governance: PolicyBundle;
    readonly context: Type;
    readonly store: EvidenceStore;
}
/** A policy with its rules, and what prepares the documents of their tests. */
export interface TestedPolicy {
    readonly file: string;
    readonly rules: readonly Rule[];
    /** Its own base, as a path from the root; undefined when tests start from the one of this package. */
    readonly base: string | undefined;
    readonly open: () => Promise<OpenedBase>;
}
/** A manifest of which something is expected. */
export interface TestedManifest {
    readonly file: string;
    readonly expectations: Expectations;
}
/** What is tested under some paths. */
export interface DiscoveredTests {
    /** Every file that was looked at. */
    readonly files: readonly string[];
    readonly policies: TestedPolicy[];
    readonly manifests: TestedManifest[];
    readonly formats: FileFormat[];
    readonly diagnostics: Diagnostic[];
}
/** Finds what is tested: the policies, and the manifests whose comments expect something. */
export declare function discoverTests({ tree, shipped, targets, governance, store, context, }: TestSources): Promise<DiscoveredTests>;
