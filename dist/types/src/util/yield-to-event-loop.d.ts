/** Lets pending events happen in the middle of long work, such as a request to stop. */
export declare const yieldToEventLoop: () => Promise<void>;
