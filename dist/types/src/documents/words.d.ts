/** The `apiVersion` of caregate documents. */
export declare const apiVersion = "caregate/v1";
export declare const ownKinds: import("../model/document.ts").BuiltInKind[];
/**
 * Checks quickly whether a text may contain a caregate document, to avoid parsing other files. It never misses one: a
 * version and a kind are written out, as escapes, or as an alias of a written text. It also finds what looks like one. The
 * name `caregate` alone does not count, because lock files and workflows of any user contain it.
 *
 * @param named true if the user named the file. Then a known kind without the `apiVersion` also counts.
 */
export declare function mayContainDocuments(text: string, named?: boolean): boolean;
/** True if a broken text may hold a document of ours: its version as a text of its own, or its kind, and a part of one. */
export declare function mayHideDocument(text: string, named: boolean): boolean;
/** True for a text with at most two typing errors in the version of caregate. */
export declare function isNearVersion(stated: string, mistakes?: number): boolean;
/** True for the kind that is checked, also in another spelling: no other program has a kind like it. */
export declare function isNearKind(stated: string): boolean;
/** True for a text that is the kind that is checked and nothing else, also in another spelling. */
export declare const isOnlyKind: (stated: string) => boolean;
/** True for a text that starts with the version of caregate, of any number. */
export declare const isOurVersion: (stated: string) => boolean;
/** True for the value of an `apiVersion` that contains the name or the version of caregate in any form. */
export declare const mentionsUs: (value: string) => boolean;
/** True for a text that a person takes for a word, although it has other or more characters. */
export declare const looksLike: (stated: string, word: string) => boolean;
