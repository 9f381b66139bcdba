import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    maxConcurrency: 10,
    maxWorkers: "100%",
    hookTimeout: 60_000,
  },
});
