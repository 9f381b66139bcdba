import { type DiagnosticCollector } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/** An element of an XML file; its value is its text when it holds no element. */
export interface LocatedElement extends SourceValue {
    /** The name without a prefix. */
    readonly name: string;
    /** The namespace that its own attributes declare for it. */
    readonly namespace: string | undefined;
    /** The first element within of a name, step by step; undefined where there is none. */
    find(...names: string[]): LocatedElement | undefined;
    /** The elements within, in their order. */
    readonly children: readonly LocatedElement[];
}
/**
 * Reads an XML text; what is wrong with it is logged. A document type is refused, since it may declare entities, which
 * are never expanded: only the five that XML itself has and character references are known.
 */
export declare function readXml(text: string, log: DiagnosticCollector): LocatedElement | undefined;
