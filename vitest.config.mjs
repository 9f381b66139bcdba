import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/support/temporary-root.ts",
    testTimeout: 60_000,
    maxConcurrency: 10,
    maxWorkers: "100%",
    // What one file has warmed up, the next ones of its worker find warm.
    isolate: false,
    hookTimeout: 60_000,
  },
});
