import { type Discovered } from "../documents/discover.ts";
import type { Tree } from "../documents/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated, Report, Severity } from "../model/finding.ts";
import { type Subject } from "../evaluate/judge.ts";
import { type EvidenceStore } from "../evidence/resolve.ts";
import type { Packs } from "../policy/packs.ts";
import { type Governance, type RuleSet } from "../policy/ruleset.ts";
import type { Progress } from "./progress.ts";
/** How strictly to judge, and by which date. */
export interface Strictness {
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
    readonly failOn?: Severity | "never";
    /** Whether passes, too, come with an explanation. */
    readonly explainAll?: boolean;
}
interface Loaded {
    readonly manifests: readonly Document[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Digests of the files that hold manifests, by path. */
    readonly digests: ReadonlyMap<string, string>;
}
/** The files of a state of a repository that its settings have looked at. */
export declare function filesOf(state: RepositoryState, { config }: RuleSet): Discovered;
/** The kind of the documents that are judged. */
export declare const MANIFEST = "AIDeployment";
/** A deployment ready to be judged, and what was found on the way. */
export interface Prepared extends Omit<Loaded, "manifests" | "digests"> {
    readonly subject: Subject;
}
/** The state of a repository to judge, and the one whose rules judge it. */
export interface RepositoryState {
    readonly tree: Tree;
    /** Whose `.caregate/` and `.caregateignore` count. */
    readonly governing: Tree;
    /** How the report names the rules. */
    readonly policies: Pick<Report["policies"], "source" | "commit">;
    /** Absolute paths, or paths or globs from the root. */
    readonly targets: readonly string[];
    readonly trackedThoughIgnored?: readonly string[];
    /** Whether documents that no manifest names are left alone, as where nobody is told of them. */
    readonly manifestsAlone?: boolean;
}
/** The rules of a state of a repository, and what they were read from. */
export interface Rules {
    readonly governance: Governance;
    readonly ruleSet: RuleSet;
}
/**
 * Reads the rules of a state of a repository.
 * @param packs the policies beside its own; those that are built in unless told
 */
export declare function rulesOf(governing: Tree, { asOf, failOn }: Strictness, packs?: Packs): Promise<Rules>;
/** Rules of which none is set aside. */
export declare function withoutWaivers({ governance, ruleSet }: Rules): Rules;
/** Finds the manifests of a state of a repository and makes each ready to be judged. */
export declare function loadSubjects(state: RepositoryState, { governance, ruleSet }: Rules, asOf: string): Promise<{
    loaded: Loaded;
    store: EvidenceStore;
    subjects: AsyncIterable<Prepared>;
}>;
/**
 * Judges the manifests of a state of a repository.
 * @param rules those of the state that governs
 * @param tell told how many are judged, and of how many
 */
export declare function judgeState(state: RepositoryState, rules: Rules, strictness: Strictness, tell?: Progress["tell"]): Promise<Report>;
export {};
