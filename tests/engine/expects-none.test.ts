import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/report.ts";
import { describeConclusion } from "../../src/output/report/conclusion.ts";
import { answering, config, governed } from "../support/governed-repository.ts";
import { commitAll, repository, write } from "../support/repository.ts";

const none = { ...governed, ".caregate/config.yaml": `${config}expects: none\n` };
const readme = { "README.md": "No AI here.\n" };

type Files = Readonly<Record<string, string | null>>;

/** Checks a repository: as it is, or, with a change, against its state before the change. */
async function report(files: Readonly<Record<string, string>>, change?: Files, targets = ["."]): Promise<Report> {
  const root = repository(files);
  const base = commitAll(root, "base");
  for (const [file, text] of Object.entries(change ?? {})) {
    if (text === null) rmSync(join(root, file));
    else write(root, { [file]: text });
  }
  if (change) commitAll(root, "change");
  const options = { targets, cwd: root, asOf: "2026-11-22" };
  return (await check(change ? { ...options, base } : options)).report;
}

const said = ({ diagnostics }: Report): string[] => diagnostics.map(({ code, severity }) => `${severity} ${code}`);

describe("a repository without a manifest", () => {
  test("is an error, also with `expects: manifests`", async () => {
    for (const extra of ["", "expects: manifests\n", "expects: null\n"]) {
      const found = await report({ ...none, ...readme, ".caregate/config.yaml": config + extra });
      expect([found.verdict, said(found)]).toEqual(["error", ["error run/no-manifest"]]);
    }
  });

  test("passes with `expects: none`, and the report says why", async () => {
    const found = await report({ ...none, ...readme });
    expect([found.verdict, said(found)]).toEqual(["pass", ["note run/no-manifest"]]);
    expect(found.diagnostics[0]?.message).toContain("`expects: none`");
    expect(describeConclusion(found)).toBe("There is no deployment to check.");
    expect((await report({ ...none, ...readme }, { "README.md": "Still none.\n" })).verdict).toBe("pass");
  });

  test.each([
    ["a file that does not exist", "gone.yaml", "error file/missing"],
    ["a folder that does not exist", "deploy", "error file/missing"],
    ["a pattern", "deploy/*.yaml", "error file/missing"],
    ["a folder without a manifest", "docs", "error run/no-manifest"],
  ])("is an error for a path that matches nothing: %s", async (_, path, what) => {
    const found = await report({ ...none, "docs/x.md": "x" }, undefined, [path]);
    expect(found.verdict).toBe("error");
    expect(said(found)).toContain(what);
  });

  test("is an error if a file that may be a manifest cannot be read", async () => {
    const found = await report({ ...none, "a.yaml": "apiVersion: caregate/v1\nkind: AIDeployment\n" });
    expect(found.verdict).toBe("error");
  });

  test("is checked like any other when it has one", async () => {
    expect((await report({ ...none, "a.yaml": answering(99) })).verdict).toBe("fail");
    expect((await report({ ...none, ...readme }, { "a.yaml": answering(99) })).verdict).toBe("fail");
  });

  test("takes no other word", async () => {
    const found = await report({ ...none, ...readme, ".caregate/config.yaml": `${config}expects: nothing\n` });
    expect(found.verdict).toBe("error");
  });
});

describe("a change", () => {
  const two = { ...governed, "deploy/a.yaml": answering(24), "deploy/b.yaml": answering(24, "b") };

  test("that withdraws the last deployments passes with a warning that names them", async () => {
    const found = await report(two, { "deploy/a.yaml": null, "deploy/b.yaml": null });
    expect([found.verdict, said(found)]).toEqual(["pass", ["warning run/no-manifest"]]);
    expect(found.diagnostics[0]?.message).toBe(
      "this change removes the last deployments, `b`, `theatre-cleaning`: if no other follows, set `expects: none` in `.caregate/config.yaml`, because a check without a manifest is an error",
    );
  });

  test("that also sets `expects: none`, or whose base has it, does not advise it", async () => {
    for (const [base, settings] of [
      [two, none[".caregate/config.yaml"]],
      [{ ...two, ...none }, undefined],
    ] as const) {
      const own: Files = settings === undefined ? {} : { ".caregate/config.yaml": settings };
      const found = await report(base, { "deploy/a.yaml": null, "deploy/b.yaml": null, ...own });
      expect([found.verdict, said(found)]).toEqual(["pass", ["warning run/no-manifest"]]);
      expect(found.diagnostics[0]?.message).toBe("this change removes the last deployments, `b`, `theatre-cleaning`");
    }
  });

  test("that withdraws one of two says nothing of this", async () => {
    expect(said(await report(two, { "deploy/a.yaml": null }))).toEqual([]);
  });

  test("that breaks the last manifest, or moves it where nothing is searched, does not pass", async () => {
    const one = { ...governed, "deploy/a.yaml": answering(24) };
    expect((await report(one, { "deploy/a.yaml": answering(24).replace("spec:", "spec: [") })).verdict).toBe("error");
    const ignored = { ...one, ".caregateignore": "attic\n" };
    const moved = await report(ignored, { "deploy/a.yaml": null, "attic/a.yaml": answering(24) });
    expect(moved.baseline?.withdrawn).toEqual(["theatre-cleaning"]);
  });

  test("that brings `expects: none` to a repository without a manifest passes, and says what it sets", async () => {
    const found = await report({ ...governed, ...readme }, { ".caregate/config.yaml": `${config}expects: none\n` });
    expect([found.verdict, said(found)]).toEqual(["pass", ["warning run/no-manifest"]]);
    expect(found.diagnostics[0]?.message).toContain("before and after this change");
  });

  test("without it stays an error in a repository without a manifest", async () => {
    expect((await report({ ...governed, ...readme }, { "README.md": "x" })).verdict).toBe("error");
    const other = { ".caregate/config.yaml": `${config}failOn: high\n` };
    expect((await report({ ...governed, ...readme }, other)).verdict).toBe("error");
    expect((await report({ ...none, ...readme }, { ".caregate/config.yaml": config })).verdict).toBe("pass");
  });
});
