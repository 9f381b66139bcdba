import { defineConfig } from "vitest/config";

// The tests of the evaluator and of what it explains; those of the type checker are about other files.
export default defineConfig({
  test: {
    include: ["tests/logic/*.test.ts"],
    exclude: ["tests/logic/types.test.ts", "tests/logic/suite.test.ts"],
    testTimeout: 20_000,
  },
});
