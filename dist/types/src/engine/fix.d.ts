import { type Diagnostic } from "../model/diagnostic.ts";
import type { Location } from "../model/location.ts";
import { type Json } from "../util/json.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { PlannedChanges } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
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
/**
 * Plans the changes that need no decision: case, quotes, the notation of dates, numbers and shares, misspelt keys, the
 * form of digests, and paths of evidence that lead to a file of almost the same name. It never changes what is claimed.
 * @throws UsageError when the targets are not in one repository
 */
export declare function fixDocuments(options: FixOptions): Promise<FixResult>;
