import { describe, expect, test } from "vitest";
import { compareSuggestions, planSuggestions } from "../../src/action/suggestions.ts";
import type { IsChanged } from "../../src/action/changed-lines.ts";
import type { Suggestion } from "../../src/action/host.ts";
import { openWorkingTree } from "../../src/repository/git/checkout-tree.ts";
import { sha256 } from "../../src/util/hash.ts";
import { governed } from "../support/governed-repository.ts";
import { commitAll, lowRisk, repository } from "../support/repository.ts";

const evidence = "apiVersion: caregate/v1\nkind: ModelCard\n";
const pinning = `${lowRisk}evidence:\n  - kind: ModelCard\n    path: card.yaml\n`;

/** Suggests for a file of a repository; `changed` are the lines that the pull request changed. */
async function suggest(text: string, changed: (line: number) => boolean = () => true): Promise<Suggestion[]> {
  const root = repository({ ...governed, "deploy/a.yaml": text, "deploy/card.yaml": evidence });
  commitAll(root, "all");
  const touches: IsChanged = ({ start }) => changed(start.line);
  const source = { targets: [root], root, asOf: "2026-11-22", key: "default", head: openWorkingTree(root), touches };
  return planSuggestions({ ...source, pathOf: (file) => `top/${file}` });
}

/** The text of a file after its suggestions are accepted. */
function accept(text: string, all: readonly Suggestion[]): string {
  const lines = text.split("\n");
  for (const { startLine, endLine, body } of all.toSorted((a, b) => b.startLine - a.startLine)) {
    const [, fence = "", block = ""] = /^(`{3,})suggestion\n([^]*)\n\1$/m.exec(body) ?? [];
    expect(fence).not.toBe("");
    lines.splice(startLine - 1, endLine - startLine + 1, ...block.split("\n"));
  }
  return lines.join("\n");
}

describe("suggestions", () => {
  test("write what `caregate fix` writes", async () => {
    const wrong = lowRisk
      .replace("stage: production", "stage: Production")
      .replace("learning: locked", "learning: LOCKED");
    const all = await suggest(wrong);
    expect(all.map(({ path, startLine, endLine }) => [path, startLine, endLine])).toEqual([
      ["top/deploy/a.yaml", 10, 10],
      ["top/deploy/a.yaml", 16, 16],
    ]);
    expect(accept(wrong, all)).toBe(lowRisk);
    expect(all[0]?.body).toContain("`caregate fix`");
  });

  test("write what `caregate pin` writes, with the line before a line that is only added", async () => {
    const all = await suggest(pinning);
    expect(accept(pinning, all)).toBe(`${pinning}    sha256: ${sha256(evidence)}\n`);
    expect(all[0]?.body).toContain("`caregate pin`");
  });

  test("are made only for lines that the pull request changed", async () => {
    const wrong = lowRisk
      .replace("stage: production", "stage: Production")
      .replace("learning: locked", "learning: LOCKED");
    expect((await suggest(wrong, (line) => line === 10)).map(({ startLine }) => startLine)).toEqual([10]);
    expect(await suggest(wrong, (line) => line === 11)).toEqual([]);
  });

  test("keep the ends of lines, and cannot be ended by a fence in the file", async () => {
    const crlf = lowRisk.replace("stage: production", "stage: Production").replaceAll("\n", "\r\n");
    expect((await suggest(crlf))[0]?.body).not.toContain("\r");
    const fenced = lowRisk.replace("stage: production", "stage: Production # ```` and ```");
    const [one] = await suggest(fenced);
    expect(one?.body).toMatch(/^`{5}suggestion\n {2}stage: production # ```` and ```\n`{5}$/m);
  });

  test("are none for a file without a mechanical change", async () => {
    expect(await suggest(lowRisk)).toEqual([]);
  });

  test("are not made twice, also not after a person resolved one, and are resolved when outdated", async () => {
    const wanted = await suggest(lowRisk.replace("stage: production", "stage: Production"));
    const [one] = wanted;
    const made = (body: string, isResolved: boolean) => ({ thread: "T1", body, isResolved });
    const body = one?.body ?? "";
    expect(compareSuggestions(wanted, [], "default")).toEqual({ added: wanted, outdated: [] });
    for (const isResolved of [true, false])
      expect(compareSuggestions(wanted, [made(body, isResolved)], "default")).toEqual({ added: [], outdated: [] });
    expect(compareSuggestions([], [made(body, false)], "default").outdated).toEqual(["T1"]);
    expect(compareSuggestions([], [made(body, true)], "default").outdated).toEqual([]);
    // Those of another key, and comments of people, are left alone.
    expect(compareSuggestions([], [made(body, false)], "other").outdated).toEqual([]);
    expect(compareSuggestions([], [made("looks good", false)], "default").outdated).toEqual([]);
  });
});
