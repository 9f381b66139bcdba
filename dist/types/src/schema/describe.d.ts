import { type EvidenceKind } from "../model/document.ts";
/** The parts of a JSON Schema that describe what to write. */
export interface FieldSchema {
    readonly description?: string;
    readonly type?: string | readonly string[];
    readonly enum?: readonly (string | null)[];
    readonly pattern?: string;
    readonly const?: string;
    readonly required?: readonly string[];
    readonly format?: string;
    readonly items?: FieldSchema;
    readonly properties?: Readonly<Record<string, FieldSchema>>;
}
/** True if a field takes values of a type. */
export declare const isOfType: ({ type }: FieldSchema, name: string) => boolean;
export declare const kindOf: (collection: string) => EvidenceKind | undefined;
/**
 * The values of a field, with a space before them.
 * @param most more values than this are left out
 */
export declare function describeValues(field: FieldSchema, most?: number): string;
/**
 * Describes a field by its schema: its meaning, and its values if there are few.
 *
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 *
 * @param most values that are listed, if there are not more
 *
 * @returns undefined when no schema describes it
 */
export declare function describeField(path: string, most?: number): Promise<string | undefined>;
/** The schema that describes a path of the rule context; undefined if none does. */
export declare function schemaAtPath(path: string): Promise<FieldSchema | undefined>;
/** The values that a field takes, if it has a choice. */
export declare function fieldValues(path: string): Promise<string[]>;
