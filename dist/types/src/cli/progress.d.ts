/** Says on standard error how far something is, from a second on, and only where someone watches. */
export interface Progress {
    readonly tell: (done: number, all: number) => void;
    /** Takes the line away. */
    readonly clear: () => void;
}
/** Lets what waits outside happen, such as a wish to stop. */
export declare const yieldToEventLoop: () => Promise<void>;
/** @param what what is being done, such as `tests` */
export declare function createProgress(what: string): Progress;
