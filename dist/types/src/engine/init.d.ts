import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "../repository/tree.ts";
import type { EngineOptions } from "./options.ts";
import { type ProfileName } from "./profiles.ts";
/** Fields of a manifest that decide which rules apply, in the order of the questions. */
declare const fields: {
    readonly name: "metadata.name";
    readonly version: "metadata.version";
    readonly ownerName: "metadata.owner.name";
    readonly ownerRole: "metadata.owner.role";
    readonly ownerEmail: "metadata.owner.email";
    readonly purpose: "spec.purpose";
    readonly function: "spec.function";
    readonly stage: "spec.stage";
    readonly jurisdictions: "spec.jurisdictions";
    readonly users: "spec.users";
    readonly affects: "spec.affects";
    readonly decisionRole: "spec.decisionRole";
    readonly risk: "spec.risk.level";
    readonly model: "spec.model.name";
    readonly modelVersion: "spec.model.version";
    readonly modelType: "spec.model.type";
    readonly provider: "spec.model.provider";
    readonly learning: "spec.model.learning";
    readonly data: "spec.data.categories";
};
/** Questions with several answers. */
export declare const listQuestions: readonly ["jurisdictions", "users", "affects", "data", "vendors"];
type ListQuestion = (typeof listQuestions)[number];
type TextQuestion = Exclude<keyof typeof fields, ListQuestion>;
/** Answers to the questions; a question without an answer leaves its field empty. */
export type Answers = {
    readonly [Q in TextQuestion]?: string | undefined;
} & {
    /** The names of the vendors, and `[]` or `["none"]` for none. */
    readonly [Q in ListQuestion]?: readonly string[] | undefined;
};
/** A question for a person. */
export interface ManifestQuestion {
    readonly key: keyof Answers;
    readonly text: string;
    /** The values of a question with a choice. */
    readonly values: readonly string[];
}
/** Options of a draft. */
export interface ManifestOptions extends EngineOptions {
    /** Answers what is typical of a kind of system; each such answer is marked for review. */
    readonly profile?: ProfileName | undefined;
}
/** A manifest with an empty field for each open question. */
export interface ManifestDraft {
    /** The manifest as YAML. */
    readonly text: string;
    /** Number of fields and documents to fill in. */
    readonly open: number;
    /** Paths of the rule context that config.yaml has to set, not the manifest. */
    readonly elsewhere: readonly string[];
    /** A draft of `.caregate/config.yaml` for a repository without one, if something is asked of the organisation. */
    readonly config: string | undefined;
    /** Fields whose values come from the profile. */
    readonly assumed: readonly string[];
    /** Problems of the policies, because of which questions may be missing. */
    readonly diagnostics: readonly Diagnostic[];
}
/** The questions that `createManifest` takes answers to. */
export declare function manifestQuestions(): Promise<ManifestQuestion[]>;
/** Says why a value is no answer to a question, with what to write; undefined for an answer. */
export declare function rejectAnswer(key: keyof Answers, answer: string | readonly string[]): Promise<string | undefined>;
/**
 * Creates a manifest with an empty field for everything that the rules of the repository ask about the system. A
 * repository without settings gets a draft of them with what is asked of the organisation.
 * @throws UsageError when an answer is not a value of its field
 */
export declare function createManifest(given: Answers, options: ManifestOptions): Promise<ManifestDraft>;
/** The first line of a manifest, which leads editors to its schema. */
export interface SchemaComment {
    readonly text: string;
    /** The schema is outside the repository, so that the line works on this machine only. */
    readonly isOutside: boolean;
}
/** Creates the schema comment of a file: the schema is the repository's own copy, or else that of this package. */
export declare function schemaComment(file: string): SchemaComment;
/** True if a repository has settings, valid or not. */
export declare function hasConfig(tree: Tree): boolean;
export {};
