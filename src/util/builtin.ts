import { createRequire } from "node:module";
import { lazy } from "./memoize.ts";

// Modules of Node that many runs do not need. Loading each takes milliseconds, and a check takes some hundred.
const load = createRequire(import.meta.url);

export const v8 = lazy(() => load("node:v8") as typeof import("node:v8"));

export const workerThreads = lazy(() => load("node:worker_threads") as typeof import("node:worker_threads"));
