import { type Document, type EvidenceKind, type Kind, type OwnKind } from "../model/document.ts";
import { type JsonObject, type Path } from "../util/json.ts";
/** The folder of declarations. */
export declare const OWN_SCHEMAS = ".caregate/schemas/own/";
/** The kinds of documents that can have fields of an organisation. */
export type ExtendedKind = "AIDeployment" | "Config" | EvidenceKind;
/** A kind of evidence that an organisation declares. */
export interface OwnEvidence {
    readonly kind: OwnKind;
    /** Its list below `evidence.own` in the rule context. */
    readonly collection: string;
    readonly schema: JsonObject;
}
/** The fields and the kinds of evidence that an organisation declares. */
export interface OwnFields {
    /** The schemas of `extensions`, by the kind of the document and by namespace. */
    readonly namespaces: ReadonlyMap<ExtendedKind, ReadonlyMap<string, JsonObject>>;
    readonly kinds: ReadonlyMap<OwnKind, OwnEvidence>;
    /** What a change declares in addition: it counts after the merge. */
    readonly proposed?: OwnFields;
}
export declare const noOwnFields: OwnFields;
/** The declarations as a text: equal for equal ones. */
export declare function ownText({ namespaces, kinds, proposed }: OwnFields): string;
export declare const isEqualOwn: (one: OwnFields, other: OwnFields) => boolean;
/** Where the documents of a kind have the fields of an organisation. */
export declare function extensionsPath(kind: Kind): Path;
/** True for a kind whose documents can have the fields of an organisation. */
export declare const isExtended: (kind: Kind) => kind is ExtendedKind;
/**
 * The schema of a kind with the fields that an organisation declares, and no other fields in `extensions`; empty for a
 * kind that it does not declare.
 */
export declare function schemaWith(kind: Kind, own: OwnFields): Promise<object>;
/** The collection of the rule context that has the documents of a kind, such as `contracts` or `own.shiftRosters`. */
export declare function collectionFor(kind: string, { kinds }: OwnFields): string | undefined;
/** The kind of the documents of a collection. */
export declare function kindFor(collection: string, { kinds }: OwnFields): EvidenceKind | OwnKind | undefined;
/** How many keys of a path below `evidence` lead to a document: those of its collection and its position. */
export declare const documentDepth: (path: Path) => number;
/** The collection of a path below `evidence`. */
export declare const collectionIn: (path: Path) => string;
/** The kinds that a declaration can extend, by the names that it uses. */
export declare const extendedNames: ReadonlyMap<string, ExtendedKind>;
/** A manifest without what an organisation declares, for readers to whom its declarations do not matter. */
export declare function withoutOwnParts(document: Document): Document;
