import type { Node } from "./compile.ts";
import { type Checker, type Typed } from "./type-checker.ts";
import { type Type } from "./types.ts";
export declare function pattern(node: Node, types: readonly Type[], checker: Checker): Typed;
export declare function scalars(node: Node, types: readonly Type[], checker: Checker): Typed;
export declare function substring(node: Node, types: readonly Type[], checker: Checker): Typed;
