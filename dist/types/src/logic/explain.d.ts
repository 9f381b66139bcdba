import type { Json } from "../util/json.ts";
import { type Comparison } from "./comparison.ts";
import type { Node } from "./compile.ts";
import { type PathLabel, type PathRead } from "./reads.ts";
import { type Truth } from "./truth.ts";
import { type DistanceMeasure } from "./measure.ts";
import { type Path } from "../util/json-path.ts";
import { type Scope } from "./scope.ts";
/** One condition that decided, in words, with what it read. */
export interface DecidingCondition {
    readonly text: string;
    readonly reads: readonly PathRead[];
    readonly result: Truth;
    /** Whether it only says why the others were asked: the first half of an implication. */
    readonly premise: boolean;
    /** Its place in the expression: two conditions may read the same path. */
    readonly part: string;
    readonly measure: DistanceMeasure;
    /** Undefined if it is unknown, or compares nothing. */
    readonly comparison?: Comparison | undefined;
}
/** An element of a list that decided. */
export interface DecidingElement {
    /** Path of the list in the rule context. */
    readonly list: Path;
    readonly value: Json;
}
export interface Explanation {
    readonly conditions: readonly DecidingCondition[];
    /**
     * Everything that stands in the way, for comparisons: the same with repetitions, since two elements that read alike are
     * two, and what is unknown beside what failed. Empty if it took too many steps.
     */
    readonly open: readonly DecidingCondition[];
    readonly elements: readonly DecidingElement[];
}
/** True for a path of a field that says which thing an element is, such as the type of a document. */
export type IdentifiesElement = (path: Path) => boolean;
/**
 * Says why a condition came out as it did: the sub-conditions that decided it, and no others.
 * @param node a compiled condition
 * @param scope the scope it was evaluated on, with a fresh budget
 * @param label how paths are called; by default as they are written
 * @param identifies an element that differs in such a field is another thing, not one that fails
 */
export declare function explain(node: Node, scope: Scope, label?: PathLabel, identifies?: IdentifiesElement): Explanation;
