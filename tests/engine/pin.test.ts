import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { pinCommand } from "../../src/cli/commands/pin.ts";
import { check } from "../../src/engine/check.ts";
import { writeFileChanges } from "../../src/engine/file-changes.ts";
import { pinEvidence } from "../../src/engine/pin.ts";
import { UsageError } from "../../src/util/errors.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, lowRisk, read, repository, sha256, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const contract =
  "apiVersion: caregate/v1\nkind: Contract\nmetadata: { id: c, date: 2026-01-01, by: Ada Example }\nvendor: Acme\n";
const review = `apiVersion: caregate/v1
kind: CommitteeReview
metadata: { id: r, date: 2026-02-01, by: Ada Example }
body: ai-governance
decision: approved
`;
const manifest = (...entries: readonly string[]): string =>
  `${lowRisk}# what proves it\nevidence: # all of it\n${entries.map((entry) => `  ${entry}\n`).join("")}# the end\n`;
const entry = (pin = ""): string => `- { kind: Contract, path: ../proof/c.yaml${pin} } # the contract`;
const files = (text: string): Record<string, string> => ({ "deploy/m.yaml": text, "proof/c.yaml": contract });
const pinOf = (text: string): string => `, sha256: ${sha256(text)}`;

describe("pin", () => {
  test("adds a digest to an entry in braces and to one in lines, and changes nothing else", async () => {
    const block = "- kind: Contract # again\n    path: ../proof/c.yaml\n    id: second";
    const cwd = repository(files(manifest(entry(), block)));
    const result = await pinEvidence({ cwd, asOf });
    expect(result.pins.map(({ state, actual }) => [state, actual])).toEqual([
      ["new", sha256(contract)],
      ["new", sha256(contract)],
    ]);
    expect(read(cwd, "deploy/m.yaml")).toBe(manifest(entry(), block));
    writeFileChanges(result);
    expect(read(cwd, "deploy/m.yaml")).toBe(
      manifest(entry(pinOf(contract)), `${block}\n    sha256: ${sha256(contract)}`),
    );
    expect((await pinEvidence({ cwd, asOf })).changes).toEqual([]);
  });

  test("replaces a digest in its own quotes, an empty one and a word in its place", async () => {
    const before = manifest(
      `- { kind: Contract, path: ../proof/c.yaml, sha256: '${"0".repeat(64)}' }`,
      "- { kind: Contract, path: ../proof/c.yaml, sha256: }",
      "- { kind: Contract, path: ../proof/c.yaml, sha256: DIGEST }",
    );
    const cwd = repository(files(before));
    writeFileChanges(await pinEvidence({ cwd, asOf }));
    expect(read(cwd, "deploy/m.yaml")).toBe(
      before
        .replace("0".repeat(64), sha256(contract))
        .replace("sha256: }", `sha256: ${sha256(contract)} }`)
        .replace("DIGEST", sha256(contract)),
    );
  });

  test("shows the old and the new digest, and what changed in the evidence since", async () => {
    const cwd = repository(files(manifest(entry(pinOf(contract)))));
    commitAll(cwd, "Add a contract");
    write(cwd, { "proof/c.yaml": contract.replace("vendor: Acme", "vendor: Acme\ncovers: [m]") });
    const { code, stdout } = await invoke(pinCommand, ["--check"], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain(`old: ${sha256(contract)}`);
    expect(stdout).toContain(`new: ${sha256(read(cwd, "proof/c.yaml"))}`);
    expect(stdout).toContain('changed: covers: none → ["m"]');
    expect(read(cwd, "deploy/m.yaml")).toBe(manifest(entry(pinOf(contract))));
    expect(await invoke(pinCommand, [], cwd)).toMatchObject({ code: 0 });
    expect(read(cwd, "deploy/m.yaml")).toBe(manifest(entry(pinOf(read(cwd, "proof/c.yaml")))));
  });

  test.each([
    ["CRLF line ends", contract.replaceAll("\n", "\r\n"), "the line ends are CRLF"],
    ["a byte order mark", `\uFEFF${contract}`, "a byte order mark was added"],
    ["no last line break", contract.trimEnd(), "the line break at its end was removed"],
  ])("names %s as the cause, normalises nothing, and the check says the same", async (_, content, cause) => {
    const cwd = repository({ ...files(manifest(entry(pinOf(contract)))), "proof/c.yaml": content });
    const [pin] = (await pinEvidence({ cwd, asOf })).pins;
    expect(pin).toMatchObject({ state: "changed", actual: sha256(content), cause: expect.stringContaining(cause) });
    const { report } = await check({ cwd, asOf });
    const { message = "" } = report.findings.find(({ rule }) => rule.id === "evidence/usable") ?? {};
    const texts = report.findings.flatMap(({ message: text, explanation }) => [
      text,
      ...explanation.map((one) => one.text),
    ]);
    expect(texts.join("\n") + message).toContain(
      `pinned ${sha256(contract).slice(0, 12)}, actual ${sha256(content).slice(0, 12)}`,
    );
    expect(texts.join("\n")).toContain(cause);
  });

  test("names a git LFS pointer as the cause, in the file and in the pin", async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(contract)}\nsize ${contract.length}\n`;
    const fetched = repository(files(manifest(entry(pinOf(pointer)))));
    expect((await pinEvidence({ cwd: fetched, asOf })).pins[0]?.cause).toContain("git LFS pointer");
    const notFetched = repository({ ...files(manifest(entry(pinOf(contract)))), "proof/c.yaml": pointer });
    const result = await pinEvidence({ cwd: notFetched, asOf });
    expect(result.pins[0]).toMatchObject({ state: "unreadable", cause: expect.stringContaining("git lfs pull") });
    expect(result.changes).toEqual([]);
  });

  test("does not pin again what a committee reviewed, unless that is confirmed", async () => {
    const reviewed = "- { kind: CommitteeReview, path: ../proof/r.yaml }";
    const before = manifest(entry(pinOf("as it was")), reviewed);
    const cwd = repository({ ...files(before), "proof/r.yaml": review });
    const { code, stdout, stderr } = await invoke(pinCommand, [], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain("reviewed: ai-governance, 2026-02-01, proof/r.yaml");
    expect(stderr).toContain("--reviewed");
    expect(read(cwd, "deploy/m.yaml")).toContain(entry(pinOf("as it was")));
    // What has no pin yet was reviewed by nobody.
    expect(read(cwd, "deploy/m.yaml")).toContain(sha256(review));
    expect(await invoke(pinCommand, ["--reviewed"], cwd)).toMatchObject({ code: 0 });
    expect(read(cwd, "deploy/m.yaml")).toContain(entry(pinOf(contract)));
  });
});

describe("what pin refuses", () => {
  test("evidence outside the repository, in the folder of git, empty, missing, and the manifest itself", async () => {
    const paths = ["../../../etc/hostname", "../.git/config", "empty.txt", "missing.yaml", "m.yaml"];
    const before = manifest(...paths.map((path) => `- { kind: Contract, path: ${path} }`));
    const cwd = repository({ "deploy/m.yaml": before, "deploy/empty.txt": "" });
    const { code, stdout } = await invoke(pinCommand, [], cwd);
    expect(code).toBe(2);
    expect(stdout.match(/^not read/gm)).toHaveLength(paths.length);
    expect(read(cwd, "deploy/m.yaml")).toBe(before);
  });

  test("a manifest that is a link, so that no file of somebody else is written", async () => {
    const outside = temporaryFolder();
    write(outside, { "m.yaml": manifest(entry()) });
    const cwd = repository({ "proof/c.yaml": contract, "deploy/own.yaml": manifest(entry()) });
    symlinkSync("own.yaml", join(cwd, "deploy/m.yaml"));
    symlinkSync(join(outside, "m.yaml"), join(cwd, "deploy/out.yaml"));
    expect((await invoke(pinCommand, ["deploy/m.yaml"], cwd)).code).toBe(2);
    expect((await invoke(pinCommand, ["deploy/out.yaml"], cwd)).code).toBe(2);
    expect(readFileSync(join(outside, "m.yaml"), "utf8")).toBe(manifest(entry()));
    expect(read(cwd, "deploy/own.yaml")).toBe(manifest(entry()));
  });

  test("a file that somebody else has changed since it was read", async () => {
    const cwd = repository(files(manifest(entry())));
    const result = await pinEvidence({ cwd, asOf });
    write(cwd, { "deploy/m.yaml": `${manifest(entry())}# mine\n` });
    expect(() => writeFileChanges(result)).toThrow(UsageError);
    expect(read(cwd, "deploy/m.yaml")).toBe(`${manifest(entry())}# mine\n`);
  });

  test("an entry behind an alias, with a message that says what to do", async () => {
    const before = manifest("- &c { kind: Contract, path: ../proof/c.yaml }", "- *c");
    const cwd = repository(files(before));
    const { code, stderr } = await invoke(pinCommand, [], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain("by hand");
    expect(read(cwd, "deploy/m.yaml")).toBe(before);
  });

  test("text that steers a terminal", async () => {
    const cwd = repository(files(manifest('- { kind: Contract, path: "../proof/\\e[2Jc.yaml" }')));
    const { stdout, stderr } = await invoke(pinCommand, [], cwd);
    expect(stdout + stderr).not.toContain("\u001B");
  });
});

test("many entries take time in proportion to their number", async () => {
  const count = 2000;
  const cwd = repository(files(manifest(...Array<string>(count).fill(entry()))));
  const result = await pinEvidence({ cwd, asOf });
  expect(result.changes[0]?.edits).toHaveLength(count);
}, 20_000);
