import { type Json } from "../util/json.ts";
/** What a value of a valid document can be. */
export type Type = {
    readonly is: "null";
} | {
    readonly is: "boolean";
} | NumberType | {
    readonly is: "text";
    readonly values?: readonly string[];
    readonly date?: true;
} | {
    readonly is: "list";
    readonly element: Type;
    readonly nonEmpty?: true;
} | {
    readonly is: "map";
    readonly fields: ReadonlyMap<string, Type>;
    readonly others?: Type;
    /** Fields that every valid document has. */
    readonly required?: readonly string[];
} | {
    readonly is: "union";
    readonly of: readonly Type[];
}
/** Nothing is known, or a mistake was reported already. */
 | {
    readonly is: "any";
};
export interface NumberType {
    readonly is: "number";
    readonly integer: boolean;
    readonly minimum: number;
    readonly maximum: number;
    /** What it counts, such as `days`. */
    readonly unit?: string;
}
export declare const ANY: Type;
export declare const BOOLEAN: Type;
export declare const TEXT: Type;
export declare const DATE: Type;
export declare const WEEKDAY: Type;
export declare const NUMBER: NumberType;
export declare const COUNT: NumberType;
/** What of a JSON Schema says which values are valid. */
export interface TypeSchema {
    readonly type?: string | readonly string[];
    readonly enum?: readonly Json[];
    readonly const?: Json;
    readonly format?: string;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly items?: TypeSchema;
    readonly minItems?: number;
    readonly properties?: Readonly<Record<string, TypeSchema>>;
    readonly additionalProperties?: boolean | TypeSchema;
    readonly required?: readonly string[];
    readonly $ref?: string;
    /** What a number counts, such as `days`. */
    readonly "x-unit"?: string;
}
/**
 * The type of the values that a JSON Schema lets pass.
 * @param schema a schema of this project's vocabulary: objects, lists, enums, numbers with bounds, dates
 * @param resolve the schema that a `$ref` names
 */
export declare function typeOfSchema(schema: TypeSchema, resolve: (ref: string) => TypeSchema): Type;
/** The type of a value written in a policy: as narrow as the value itself. */
export declare function typeOfValue(value: Json): Type;
/** The type of a value that is of one of some types. */
export declare function union(types: readonly Type[]): Type;
/**
 * The type of a parameter. A list may have other elements in another organisation, so that its declaration counts; of
 * other parameters, the value.
 * @param declared the parameter as its policy declares it
 */
export declare function typeOfParameter(declared: Json | undefined, value: Json): Type;
/** The types that a value may be of, one by one. */
export declare function unionMembers(type: Type): readonly Type[];
/** Whether all texts of a type are dates. */
export declare const isDated: (type: Type) => boolean;
/** Whether a number is part of a whole. */
export declare const isShare: ({ minimum, maximum }: NumberType) => boolean;
/** A type in words. */
export declare function describeType(type: Type): string;
