import { type OwnFields } from "./own-fields.ts";
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
/** The kind of evidence that a path asks for as a whole, such as `evidence.contracts`. */
export declare function attachedKind(path: string, own?: OwnFields): string | undefined;
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
 * @param own the fields and kinds that the organisation declares
 *
 * @returns undefined when no schema describes it
 */
export declare function describeField(path: string, { most, own }?: {
    readonly most?: number;
    readonly own?: OwnFields;
}): Promise<string | undefined>;
/** The schema that describes a path of the rule context; undefined if none does. */
export declare function schemaAtPath(path: string, own?: OwnFields): Promise<FieldSchema | undefined>;
/** The values that a field takes, if it has a choice. */
export declare function fieldValues(path: string): Promise<string[]>;
