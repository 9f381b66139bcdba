import { expect, test, vi } from "vitest";
import { answering, governed } from "../support/governed-repository.ts";
import { repository } from "../support/repository.ts";

vi.mock(import("../../src/evaluate/evaluate-deployment.ts"), { spy: true });

// Another test file of this process may have loaded the module without its spy.
vi.resetModules();
const { check } = await import("../../src/engine/check.ts");
const { evaluateDeployment: evaluate } = await import("../../src/evaluate/evaluate-deployment.ts");
const { GitError } = await import("../../src/repository/git/error.ts");

/** Checks two files, and throws an error at the first one. */
async function checkWith(error: Error) {
  const cwd = repository({ ...governed, "a.yaml": answering(12, "first"), "b.yaml": answering(99, "second") });
  vi.mocked(evaluate).mockImplementationOnce(() => {
    throw error;
  });
  return (await check({ targets: ["."], cwd, asOf: "2026-11-22" })).report;
}

test("an unexpected failure is an error of its file, and the others are checked", async () => {
  const { verdict, diagnostics, findings } = await checkWith(new RangeError("Maximum call stack size exceeded"));
  expect(verdict).toBe("error");
  expect(diagnostics).toMatchObject([{ code: "internal/file", severity: "error", file: "a.yaml" }]);
  expect(diagnostics[0]?.message).toContain("Maximum call stack size exceeded");
  expect(findings).toMatchObject([{ outcome: "fail", manifest: { name: "second", file: "b.yaml" } }]);
});

test("a failure of git ends the check", async () => {
  await expect(checkWith(new GitError("git failed"))).rejects.toThrow("git failed");
});
