import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** Tests that start many processes: whole commands, the built program, the action, git histories and pages in a browser. */
const integration = [
  "tests/cli/**/*.test.ts",
  "tests/dist/**/*.test.ts",
  "tests/engine/shard/**/*.test.ts",
  "tests/history/**/*.test.ts",
  "tests/deletion.test.ts",
  "tests/first-hour.test.ts",
  "tests/report/browser.test.ts",
  "tests/report/paths.test.ts",
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: "unit", include: ["tests/**/*.test.ts"], exclude: integration } },
      { extends: true, test: { name: "integration", include: integration } },
    ],
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
