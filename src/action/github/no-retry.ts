/** Overrides the retry of a request that may have had its effect although it failed. */
export const NO_RETRY = { request: { retries: 0 } } as const;
