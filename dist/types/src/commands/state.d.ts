import { type Discovered } from "../documents/discover.ts";
import { type Load } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { type Report, type Severity } from "../model/finding.ts";
import { type Yield } from "../evaluate/assemble.ts";
import type { Gathered } from "../evaluate/decide.ts";
import { type Subject } from "../evaluate/judge.ts";
import type { Packs } from "../policy/packs.ts";
import { type Governance, type RuleSet } from "../policy/ruleset.ts";
import type { Progress } from "./progress.ts";
import { type Threads } from "./threads.ts";
/** How strictly to judge, and by which date. */
export interface Strictness {
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
    readonly failOn?: Severity | "never";
    /** Whether passes, too, come with an explanation. */
    readonly explainAll?: boolean;
    /** Whether nothing but what is open is told of; the rest is counted. */
    readonly openAlone?: boolean;
}
/** The files of a state of a repository that its settings have looked at. */
export declare function filesOf(state: RepositoryState, { config }: RuleSet): Discovered;
/** The kind of the documents that are judged. */
export declare const MANIFEST = "AIDeployment";
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
    /** Reads the documents of its files; anew unless told. */
    readonly load?: Load;
}
/** The rules of a state of a repository, and what they were read from. */
export interface Rules {
    readonly governance: Governance;
    readonly ruleSet: RuleSet;
}
/**
 * Reads the rules of a state of a repository.
 * @param packs the policies beside its own; those that are built in unless told
 * @param load reads the documents of its files; anew unless told
 */
export declare function rulesOf(governing: Tree, { asOf, failOn }: Strictness, packs?: Packs, load?: Load): Promise<Rules>;
/** Rules of which none is set aside. */
export declare function withoutWaivers({ governance, ruleSet }: Rules): Rules;
/** What a file holds, whatever lies in the others. */
interface Looked extends Omit<Yield, "findings" | "tally"> {
    /** Its deployments, ready to be judged. */
    readonly subjects: readonly Subject[];
}
/** Reads the deployments of a file with their evidence; whatever else of ours it holds is checked for form. */
export type Look = (file: string) => Promise<Looked>;
/** The files of a state of a repository, to be looked into one by one. */
export interface Survey extends Discovered {
    readonly look: Look;
}
/** Finds the files of a state of a repository that may hold manifests. */
export declare function survey(state: RepositoryState, rules: Rules, asOf: string): Survey;
/** @param named the files that were asked for by name */
export declare function createLook({ tree, manifestsAlone, load }: Pick<RepositoryState, "tree" | "manifestsAlone" | "load">, { governance, ruleSet }: Rules, asOf: string, named: ReadonlySet<string>): Look;
/** Judges the deployments of a file by every rule. */
export declare function yieldOf(file: string, look: Look, { ruleSet }: Rules, strictness: Strictness): Promise<Yield>;
/** How to go through the files of a state. */
export interface Course {
    /** Told how many files are done, and of how many. */
    readonly tell?: Progress["tell"] | undefined;
    /** Which of the files to look into; all unless told. */
    readonly isWanted?: ((file: string) => boolean) | undefined;
    /** Where others may help; nobody does unless told. */
    readonly threads?: Threads | undefined;
}
/**
 * Judges the deployments of a state of a repository one by one.
 * @param rules those of the state that governs
 */
export declare function gatherState(state: RepositoryState, rules: Rules, strictness: Strictness, { tell, isWanted, threads }?: Course): Promise<Gathered>;
/** Judges the manifests of a state of a repository, by the rules of the state that governs. */
export declare function judgeState(state: RepositoryState, rules: Rules, strictness: Strictness): Promise<Report>;
/** A report whose questions say what to state. */
export declare function withHints(report: Report): Promise<Report>;
export {};
