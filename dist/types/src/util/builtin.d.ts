export declare const v8: () => typeof import("node:v8");
export declare const workerThreads: () => typeof import("node:worker_threads");
