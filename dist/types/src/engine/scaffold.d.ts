import { type EvidenceKind } from "../model/document.ts";
import type { EngineOptions } from "./options.ts";
/** What can be scaffolded beside a manifest. */
export type ScaffoldKind = EvidenceKind | "Config" | "Waiver" | "Policy" | "Workflow";
export interface ScaffoldOptions extends EngineOptions {
    readonly kind: ScaffoldKind;
}
/** A new document to fill in. */
export interface Scaffold {
    readonly kind: ScaffoldKind;
    readonly text: string;
    /** Where the document goes by convention: a path from the root. */
    readonly file: string;
}
export declare const scaffoldKinds: readonly ScaffoldKind[];
/**
 * Reads the name of a kind, in any case.
 * @throws UsageError for a name that is none
 */
export declare function parseScaffoldKind(name: string): ScaffoldKind;
/**
 * Creates a document of a kind with every field, each open and described, and one example entry per list as a comment.
 * What the repository knows already is filled in: the name of the only system, and what its rules ask of the organisation.
 */
export declare function scaffold(options: ScaffoldOptions): Promise<Scaffold>;
