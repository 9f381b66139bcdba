/** Lets pending events happen in the middle of long work, such as a request to stop. */
export const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
