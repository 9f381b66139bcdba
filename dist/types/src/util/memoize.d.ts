/** What a function says of a thing, worked out once for as long as the thing is there; the thing must not change. */
export declare function memoizeByObject<K extends object, V>(tell: (thing: K) => V): (thing: K) => V;
/** Asks once, when first asked. */
export declare function lazy<T>(tell: () => T): () => T;
/** What a function says of a text, worked out once; an error is not kept. */
export declare function memoizeByText<V>(tell: (text: string) => V): (text: string) => V;
/** What a function says of a short text, kept until there are too many: manifests and tests repeat their texts. */
export declare function memoizeRecentTexts<V>(tell: (text: string) => V): (text: string) => V;
