import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/temporary-root.ts",
    testTimeout: 60_000,
    maxConcurrency: 40,
    // One more than there are processors, since some tests wait for what answers late.
    maxWorkers: availableParallelism() + 1,
    // What one file has warmed up, the next ones of its worker find warm.
    isolate: false,
    hookTimeout: 60_000,
    // Style sheets are imported as text, which vitest would leave empty.
    css: true,
  },
});
