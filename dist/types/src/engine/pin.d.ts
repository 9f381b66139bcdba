import type { Diagnostic } from "../model/diagnostic.ts";
import type { Location } from "../model/location.ts";
import type { JsonDifference } from "../util/json-diff.ts";
import { type CheckedFiles } from "./checked-files.ts";
import { type PlannedChanges, type PlannedFile } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
export interface PinOptions extends EngineOptions {
    /** Files, folders or globs in one repository (default: the folder `cwd`). */
    readonly targets?: readonly string[] | undefined;
    /** Pins also what a committee has reviewed and what has changed since (default: leaves it). */
    readonly reviewed?: boolean | undefined;
}
/** The decision of a committee that had the evidence of a manifest before it. */
export interface PinReview {
    /** Path of the document from the root. */
    readonly file: string;
    readonly body: string | undefined;
    /** ISO date. */
    readonly date: string | undefined;
}
/** One entry of the evidence of a manifest, with its digest. */
export interface Pin {
    readonly manifest: string;
    /** The entry in the manifest. */
    readonly location: Location;
    readonly kind: string | undefined;
    /** Path of the evidence from the root. */
    readonly file: string;
    /** The digest in the manifest; undefined without one. */
    readonly pinned: string | undefined;
    /** The digest of the file; undefined if it cannot be read. */
    readonly actual: string | undefined;
    /** `reviewed`: changed after a committee decided, and not pinned again without `reviewed`. */
    readonly state: "current" | "new" | "changed" | "reviewed" | "unreadable";
    /** Why the digest differs, if a tool converted the file; or why it cannot be read. */
    readonly cause: string | undefined;
    readonly review: PinReview | undefined;
    /** What changed since the file was pinned; undefined if the pinned content is not in the history of the file. */
    readonly differences: readonly JsonDifference[] | undefined;
}
export interface PinResult extends CheckedFiles, PlannedChanges {
    readonly pins: readonly Pin[];
    readonly changes: readonly PlannedFile[];
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Computes the digests of the evidence of manifests, and plans the changes of those that are missing or differ.
 * Nothing is written, and no content is normalised: the digest is that of the bytes of the file.
 * @throws UsageError when the targets are not in one repository
 */
export declare function pinEvidence(options: PinOptions): Promise<PinResult>;
