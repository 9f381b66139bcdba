import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import { answering, governed, silent } from "../../support/governed-repository.ts";
import { cli, project, repository, write } from "../../support/repository.ts";

const asOf = "2026-11-22";

/** Deployments enough for three threads, some of which break the rule, do not say, or cannot be read. */
function many(): string {
  const files = Array.from({ length: 125 }, (_, i): [string, string] => {
    const name = `system-${i % 120}`;
    const text = i % 7 === 0 ? silent(name) : i % 31 === 0 ? "apiVersion: caregate/v1\nkind: [\n" : answering(i, name);
    return [`deploy/${i % 3}/${i}.yaml`, text];
  });
  return repository({ ...governed, ...Object.fromEntries(files) });
}

test("several threads give the same report as one, byte for byte", () => {
  const root = many();
  const [alone, ...others] = ["1", "2", "3"].map((threads) =>
    cli(["check", ".", "--as-of", asOf, "--all", "--format", "json", "--threads", threads], { cwd: root }),
  );
  expect(alone).toMatchObject({ code: 2, stderr: "" });
  expect(JSON.parse(alone?.stdout ?? "").summary.fail).toBeGreaterThan(40);
  for (const one of others) expect(one).toEqual(alone);
});

/** The report, rules by their ids. */
async function whole(root: string, program?: URL): Promise<unknown> {
  const { report } = await check({ cwd: root, asOf, ...(program ? { threads: { program, most: 3 } } : {}) });
  return { ...report, findings: report.findings.map(({ rule, ...finding }) => ({ ...finding, rule: rule.id })) };
}

test.each([
  ["stops at once", "process.exit(1);"],
  ["throws", 'throw new Error("no");'],
  [
    "takes files and sends nothing",
    'import { workerData } from "node:worker_threads";\nAtomics.add(workerData.next, 0, 50);',
  ],
])("a thread that %s leaves its files to the others", async (_, program) => {
  const root = many();
  write(root, { "thread.mjs": program });
  const found = await whole(root, pathToFileURL(join(root, "thread.mjs")));
  expect(found).toEqual(await whole(root));
});

test("a thread that finds other rules evaluates nothing", async () => {
  const root = many();
  // The thread reads the rules again: with a waiver that was not there before, all of it is left to this one.
  const program = `
    import { writeFileSync } from "node:fs";
    import { workerData } from "node:worker_threads";
    writeFileSync(${JSON.stringify(join(root, ".caregate/policies/more.yaml"))}, "# another");
    await import(${JSON.stringify(pathToFileURL(join(project, "dist/worker.js")).href)});
  `;
  write(root, { "thread.mjs": program });
  const before = await whole(root);
  expect(await whole(root, pathToFileURL(join(root, "thread.mjs")))).toEqual(before);
});

test.each(["0", "x", "1000", "-1"])("--threads %s is a usage error", (threads) => {
  expect(cli(["check", `--threads=${threads}`])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--threads"),
  });
});
