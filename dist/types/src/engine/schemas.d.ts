import type { Diagnostic } from "../model/diagnostic.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { PlannedChanges } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
/** The schemas for editors that differ from those of the repository, and the mistakes in its declarations. */
export interface SchemasResult extends CheckedFiles, PlannedChanges {
    /** Number of all schemas. */
    readonly count: number;
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Plans the schemas that an editor needs, with the fields and kinds that the repository declares. Nothing is written.
 */
export declare function planSchemas(options: EngineOptions): Promise<SchemasResult>;
