import type { Draft } from "./draft.ts";
import type { Log } from "./log.ts";
import type { Stated } from "./node.ts";
/** Puts the texts that state something into a list of a card. */
export declare function putList(draft: Draft, key: string, items: readonly Stated[], log: Log, from?: number): number;
/**
 * Puts the users a model was made for. All of them have to be known here, or none is put: a list that lacks one would
 * say that the model was not made for that one.
 */
export declare function putUsers(draft: Draft, items: readonly Stated[], log: Log): void;
