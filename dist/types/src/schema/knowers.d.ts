/** Roles that usually know an answer. */
export declare const knowers: readonly ["clinical", "data-science", "legal", "privacy", "security", "vendor", "owner"];
export type Knower = (typeof knowers)[number];
/**
 * Who usually knows what to state at a path of the rule context.
 * @param kind the kind of the evidence that the path is about, if it is an entry of `evidence`
 */
export declare function knowerOf(path: string, kind?: string): Knower;
