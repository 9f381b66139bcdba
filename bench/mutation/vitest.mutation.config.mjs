import { defineConfig } from "vitest/config";

// The tables first of all: they are quick, and kill most. The properties are asked about what these leave.
export default defineConfig({
  test: {
    include: process.env["PROPERTIES"]
      ? ["tests/logic/*.test.ts"]
      : ["tests/logic/{operators,budget,shared-scope,check,wording,reference}.test.ts"],
    exclude: ["tests/logic/types.test.ts", "tests/logic/suite.test.ts"],
    testTimeout: 20_000,
  },
});
