import { chmodSync, cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test, vi } from "vitest";
import { check } from "../../src/engine/check.ts";
import { readBundle } from "../../src/policy/bundle.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { planVendoring, writeVendored } from "../../src/engine/vendor.ts";
import { checkAddress, fetchGitSource } from "../../src/repository/fetch/git-source.ts";
import { type SourceEntry, selectFiles } from "../../src/repository/fetch/source-files.ts";
import { readTar } from "../../src/repository/fetch/tar.ts";
import { isSharedPath } from "../../src/policy/shared-sets.ts";
import { answering, policy } from "../support/governed-repository.ts";
import { commitAll, git, read, repository, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const shared = policy.replaceAll("local", "group");
const head = "apiVersion: caregate/v1\nkind: Config\n";
const none = `${head}packs: []\n`;

/** A repository with a set to share. */
function group(files: Record<string, string> = {}): { root: string; commit: string } {
  const root = repository({ ".caregate/policies/group.yaml": shared, ".caregate/config.yaml": none, ...files });
  return { root, commit: commitAll(root, "Share") };
}

const entry = (root: string, commit: string, rest = ""): string =>
  `extends:\n  - name: group\n    git: file://${root}\n    commit: ${commit}\n${rest}`;

/** A repository that takes a set. */
const member = (text: string, hours = 60): string =>
  repository({ ".caregate/config.yaml": `${none}${text}`, "deploy/a.yaml": answering(hours) });

const plan = (cwd: string) => planVendoring({ cwd, asOf });

/** A repository that has taken a set. */
async function vendored(text = "", files: Record<string, string> = {}, hours = 60) {
  const source = group(files);
  const root = member(entry(source.root, source.commit) + text, hours);
  const result = await plan(root);
  expect(result.sets.map(({ state, problem }) => [state, problem])).toEqual([["new", undefined]]);
  writeVendored(result);
  return { root, source, result };
}

/** One of them that no test changes. */
const undo: (() => void | Promise<void>)[] = [];
afterAll(async () => {
  for (const one of undo) await one();
});
let kept: Promise<string> | undefined;
const once = (): Promise<string> =>
  (kept ??= vendored().then(({ root }) => {
    const copy = temporaryFolder((one) => void undo.push(one));
    cpSync(root, copy, { recursive: true });
    return copy;
  }));

async function report(root: string) {
  const { report: found } = await check({ targets: ["."], cwd: root, asOf });
  return {
    verdict: found.verdict,
    findings: found.findings.map(({ rule, outcome }) => `${rule.id} ${outcome}`),
    problems: found.diagnostics.map(({ file, span, message }) => `${file}:${span.start.line}: ${message}`),
  };
}

describe("a set of another repository", () => {
  test("is brought with its digest, and its rules count without the other repository", async () => {
    const { root, source, result } = await vendored("", {
      ".caregate/waivers/x.yaml": "x",
      ".caregate/notes.txt": "x",
    });
    expect(result.change).toMatchObject({ loosened: false, tightened: true });
    expect(result.sets).toMatchObject([
      { added: ["config.yaml", "policies/group.yaml"], leftOut: ["notes.txt", "waivers"] },
    ]);
    expect(read(root, ".caregate/vendor/group/policies/group.yaml")).toBe(shared);
    expect(read(root, ".caregate/config.yaml")).toMatch(/\n {4}digest: sha256:[0-9a-f]{64}\n$/);
    git(source.root, "update-ref", "-d", "HEAD");
    expect(await report(root)).toEqual({ verdict: "fail", findings: ["group/first-answer fail"], problems: [] });
  });

  test("is an error before it is brought", async () => {
    const { root, commit } = group();
    const { verdict, problems } = await report(member(entry(root, commit)));
    expect([verdict, problems[1]]).toEqual([
      "error",
      ".caregate/config.yaml:5: the set `group` is not in `.caregate/vendor/`: run `caregate vendor`",
    ]);
  });

  test.each<[string, (root: string) => void, string]>([
    [
      "changed file",
      (root) =>
        write(root, { ".caregate/vendor/group/policies/group.yaml": shared.replace("default: 48", "default: 90") }),
      ".caregate/vendor/group/policies/group.yaml:1: this file differs from the lock of the set `group`: restore it, run `caregate vendor`",
    ],
    [
      "further policy",
      (root) => write(root, { ".caregate/vendor/group/policies/b.yaml": shared.replaceAll("group", "other") }),
      ".caregate/vendor/group/policies/b.yaml:1: this file is not in the lock of the set `group`: remove it",
    ],
    [
      "changed lock",
      (root) => {
        const lock = ".caregate/vendor/group.sha256";
        write(root, { [lock]: read(root, lock).replace(/^[0-9a-f]{8}/m, "00000000") });
      },
      ".caregate/config.yaml:8: the lock of the set `group` has another digest: restore its files, run `caregate vendor`",
    ],
    [
      "changed commit in the config",
      (root) => {
        const file = ".caregate/config.yaml";
        write(root, { [file]: read(root, file).replace(/commit: .*/, `commit: ${"a".repeat(40)}`) });
      },
      ".caregate/config.yaml:7: the files in `.caregate/vendor/group/` are of another version: run `caregate vendor`",
    ],
    [
      "entry removed from the config",
      (root) => write(root, { ".caregate/config.yaml": none }),
      ".caregate/vendor/group/config.yaml:1: `extends` of config.yaml names no set `group`: name it or remove its files",
    ],
  ])("is an error after a %s", async (_, change, problem) => {
    const root = temporaryFolder();
    cpSync(await once(), root, { recursive: true });
    change(root);
    const { diagnostics } = await readBundle(workingTree(root));
    expect(diagnostics.map(({ severity }) => severity)).toEqual(diagnostics.map(() => "error"));
    expect(diagnostics.map(({ file, span, message }) => `${file}:${span.start.line}: ${message}`)).toContain(problem);
  });

  test("is restored where a vendored file was changed, and then nothing is to be written", async () => {
    const { root } = await vendored();
    write(root, { ".caregate/vendor/group/policies/group.yaml": "x", ".caregate/vendor/group/tests/evil.sh": "x" });
    const restored = await plan(root);
    expect(restored.sets).toMatchObject([
      { state: "restored", changed: ["policies/group.yaml"], removed: ["tests/evil.sh"] },
    ]);
    writeVendored(restored);
    expect(read(root, ".caregate/vendor/group/policies/group.yaml")).toBe(shared);
    expect(existsSync(join(root, ".caregate/vendor/group/tests"))).toBe(false);
    const again = await plan(root);
    expect([again.sets[0]?.state, again.change, again.changes]).toEqual(["current", undefined, []]);
  });

  test("shows what an update loosens, with an example, before it is written", async () => {
    const { root, source } = await vendored();
    const file = ".caregate/policies/group.yaml";
    write(source.root, { [file]: shared.replace("default: 48", "default: 90") });
    const next = commitAll(source.root, "Loosen");
    const config = read(root, ".caregate/config.yaml");
    write(root, { ".caregate/config.yaml": config.replace(/commit: .*/, `commit: ${next}`) });
    const { sets, change } = await plan(root);
    expect(sets).toMatchObject([{ state: "updated", changed: ["policies/group.yaml"] }]);
    expect(change).toMatchObject({ loosened: true, rules: [{ id: "group/first-answer", kind: "loosened" }] });
    expect(change?.rules[0]?.witnesses.loosened?.[0]?.origin).toMatchObject({ name: "theatre-cleaning" });
    expect(read(root, ".caregate/vendor/group/policies/group.yaml")).toBe(shared);
  });

  test("is refused where the pinned version has other files than its digest says", async () => {
    const { root, source } = await vendored();
    const set = await planVendoring({ cwd: root, asOf }, () => ({
      files: [{ path: "policies/group.yaml", bytes: Buffer.from(shared.replace("48", "90")) }],
      leftOut: [],
    }));
    expect(set.sets).toMatchObject([{ state: "refused" }]);
    expect(set.changes).toEqual([]);
    expect(source.commit).toHaveLength(40);
  });

  test("goes with its files when the config no longer names it", async () => {
    const { root } = await vendored();
    write(root, { ".caregate/config.yaml": none });
    const result = await plan(root);
    expect([result.sets[0]?.state, result.change?.loosened]).toEqual(["removed", true]);
    writeVendored(result);
    expect(existsSync(join(root, ".caregate/vendor/group"))).toBe(false);
    expect((await report(root)).problems.filter((one) => one.includes("vendor"))).toEqual([]);
  });

  test("of a pull request decides nothing: that of the base does", async () => {
    const { root, source } = await vendored("", {}, 60);
    commitAll(root, "Base");
    write(source.root, { ".caregate/policies/group.yaml": shared.replace("default: 48", "default: 90") });
    const next = commitAll(source.root, "Loosen");
    const config = read(root, ".caregate/config.yaml");
    write(root, { ".caregate/config.yaml": config.replace(/commit: .*/, `commit: ${next}`) });
    writeVendored(await plan(root));
    const { report: found } = await check({ targets: ["."], cwd: root, asOf, base: "HEAD" });
    expect(found.findings.map(({ rule, outcome }) => `${rule.id} ${outcome}`)).toEqual(["group/first-answer fail"]);
    expect((await report(root)).findings).toEqual(["group/first-answer pass"]);
  });
});

describe("what a repository states beside a set", () => {
  const parameters = (hours: number): string => `parameters: { group: { hours: ${hours} } }\n`;

  test("may be stricter", async () => {
    const { root } = await vendored(parameters(24), {}, 30);
    expect(await report(root)).toMatchObject({ findings: ["group/first-answer fail"], problems: [] });
  });

  test("may not be looser: that takes a setting with a reason", async () => {
    const { root } = await vendored(parameters(90));
    expect(await report(root)).toEqual({
      verdict: "error",
      findings: ["group/first-answer fail"],
      problems: [
        ".caregate/config.yaml:9: `group.hours` is not stricter than `48` of the shared set `group`: write a setting in `rules`, with a reason",
      ],
    });
    const setting = `rules:
  - rule: group/first-answer
    parameters: { hours: 90 }
    reason: The new team starts in June.
    owner: { name: Ada Example, role: chief-medical-officer }
    from: 2026-11-01
    until: 2027-06-30
`;
    const other = await vendored(setting);
    expect(await report(other.root)).toMatchObject({ verdict: "pass", findings: ["group/first-answer pass"] });
  });

  test("is merged with the organisation, the packs and the fail level of the set", async () => {
    const facts = "organisation: { employees: 40, states: [US-MN, US-WI] }\n";
    const files = { ".caregate/config.yaml": `${head}${facts}packs: [doj]\nfailOn: low\nexpects: none\n` };
    const own =
      "organisation: { name: North, roles: [care-provider], countries: [US], states: [US-MN] }\nfailOn: high\n";
    const { root } = await vendored(own, files);
    const { problems, findings } = await report(root);
    expect(problems).toEqual([
      ".caregate/config.yaml:3: the shared set `group` requires the pack `doj`: add it",
      ".caregate/config.yaml:10: the shared set `group` blocks from `low`: write that or a lower severity",
      ".caregate/config.yaml:9: `organisation.states` differs from the shared set `group`",
    ]);
    expect(findings.some((one) => one.startsWith("doj/"))).toBe(true);
  });

  test("can use the fields that the set declares", async () => {
    const declared = {
      title: "clinic",
      "x-caregate": { extends: "AIDeployment" },
      type: "object",
      additionalProperties: false,
      properties: { hours: { description: "Time to a first answer.", type: "integer" } },
    };
    const { root } = await vendored("", {
      ".caregate/policies/group.yaml": shared.replace(
        "spec.monitoring.reportResponseHours }, { param",
        "spec.extensions.clinic.hours }, { param",
      ),
      ".caregate/schemas/own/clinic.json": JSON.stringify(declared),
    });
    expect(await report(root)).toMatchObject({ findings: ["group/first-answer unknown"], problems: [] });
    write(root, { "deploy/a.yaml": `${answering(60)}  extensions: { clinic: { hours: 12 } }\n` });
    expect(await report(root)).toMatchObject({ verdict: "pass", problems: [] });
  });

  test("has to state what no set states", async () => {
    const facts = "organisation: { employees: 40 }\n";
    const { root } = await vendored("", { ".caregate/config.yaml": `${none}${facts}` });
    expect((await report(root)).problems.map((one) => one.split(" has")[0])).toEqual(
      ["countries", "name", "roles"].map((key) => `.caregate/config.yaml:1: organisation.${key}`),
    );
  });
});

describe("a source that strangers wrote", () => {
  test("has its links, programs and submodules known as such, and its other folders left alone", () => {
    const root = repository({ ".caregate/policies/group.yaml": shared, "notes.txt": "x" });
    symlinkSync("/etc/passwd", join(root, ".caregate/policies/b.yaml"));
    symlinkSync("/etc", join(root, ".caregate/formats"));
    writeFileSync(join(root, ".caregate/run.sh"), "x", { mode: 0o755 });
    mkdirSync(join(root, ".caregate/tests"));
    git(join(root, ".caregate/tests"), "init", "-q");
    commitAll(join(root, ".caregate/tests"), "Inner");
    const commit = commitAll(root, "Share");
    const address = { address: `file://${root}`, commit, folder: ".caregate" };
    const { entries, read: contents } = fetchGitSource(address, temporaryFolder());
    expect(entries.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      "formats link",
      "policies/b.yaml link",
      "policies/group.yaml file",
      "run.sh executable",
      "tests submodule",
    ]);
    expect(String(contents(["policies/group.yaml"]).get("policies/group.yaml"))).toBe(shared);
  });

  test.each<[string, readonly Partial<SourceEntry>[], string, Uint8Array?]>([
    ["link", [{ path: "policies/b.yaml", kind: "link" }], "`policies/b.yaml` is a symbolic link"],
    ["link to a folder", [{ path: "formats", kind: "link" }], "`formats` is a symbolic link"],
    ["submodule", [{ path: "tests", kind: "submodule" }], "`tests` is a submodule"],
    ["program", [{ path: "tests/a.sh", kind: "executable" }], "`tests/a.sh` is an executable file"],
    ["large file", [{ path: "tests/a.yaml", size: 1024 * 1024 + 1 }], "has 1048577 bytes"],
    ["binary file", [{ path: "tests/a.yaml" }], "is not UTF-8 text", Buffer.from([0, 1])],
    ["text in Latin-1", [{ path: "tests/a.yaml" }], "is not UTF-8 text", Buffer.from([0xe9, 10])],
    ["blank in a name", [{ path: "policies/a b.yaml" }], "the name `policies/a b.yaml`"],
    ["second name but for case", [{ path: "tests/a" }, { path: "tests/A" }], "have the same name but for case"],
    ["second folder but for case", [{ path: "tests/a/x" }, { path: "tests/A/y" }], "have the same name but for case"],
    ["folder in the place of a file", [{ path: "tests/a" }, { path: "tests/A/y" }], "have the same name but for case"],
    [
      "great number of files",
      Array.from({ length: 2001 }, (_, i) => ({ path: `tests/${i}` })),
      "the set has 2001 files",
    ],
  ])("with a %s is refused", (_, wrong, problem, bytes = Buffer.from("x")) => {
    const entries = wrong.map((one) => ({ path: "", kind: "file", size: 1, ...one }) as const);
    const contents = (paths: readonly string[]) => new Map(paths.map((path) => [path, bytes]));
    expect(() => selectFiles({ entries, read: contents }, isSharedPath)).toThrow(problem);
  });

  test("without the folder or the commit is refused", async () => {
    const { root, commit } = group();
    const other = { address: `file://${root}`, commit, folder: "shared/policies" };
    expect(() => fetchGitSource(other, temporaryFolder())).toThrow("there is no folder `shared/policies`");
    const { sets, changes } = await plan(member(entry(root, "a".repeat(40))));
    expect(sets[0]?.problem).toMatch(/^commit aaaaaaaaaaaa of file:.* cannot be fetched: git reports `/);
    expect(changes).toEqual([]);
  });

  test("with an address that names a program is no source, and nothing goes for the mistake", async () => {
    const marker = join(temporaryFolder(), "ran");
    const root = repository({ ".caregate/policies/group.yaml": shared });
    const commit = commitAll(root, "Share");
    vi.stubEnv("GIT_SSH_COMMAND", `touch ${marker}`);
    const target = temporaryFolder();
    cpSync(await once(), target, { recursive: true });
    write(target, {
      ".caregate/config.yaml": none + entry(root, commit).replace(/git: .*/, `git: ext::sh -c "touch ${marker}"`),
    });
    const { diagnostics } = await plan(target);
    expect(diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^extends\[0\]\.git has to be/),
    );
    expect(existsSync(marker)).toBe(false);
    vi.unstubAllEnvs();
  });

  test.each([
    "http://a.example/x",
    "ext::sh",
    "git@host:x",
    "https://me:secret@host.example/x",
    "https://me@host.example/x",
    "ssh://-oProxyCommand=x/y",
    "https://host.example/x?y",
    "git://host.example/x",
  ])("with the address %s is refused", (address) => {
    expect(() => checkAddress(address)).toThrow();
  });

  test.each([
    "https://git.example/group/policies.git",
    "ssh://git@git.example:2222/policies.git",
    "file:///srv/policies",
  ])("with the address %s is taken", (address) => {
    expect(() => checkAddress(address)).not.toThrow();
  });

  test.each<[string, Partial<SourceEntry>]>([
    ["../policies/a.yaml", {}],
    ["policies/../../a.yaml", {}],
    ["policies/.git/a.yaml", {}],
    ["tests/con.yaml", {}],
    ["tests/x./a", {}],
    ["policies/a\nb.yaml", {}],
    ["policies/a.yaml", { kind: "other" }],
    ["tests/a", { size: 2 ** 40 }],
  ])("with %j is refused or left out", (path, rest) => {
    const source = { entries: [{ path, kind: "file", size: 1, ...rest } as const], read: () => new Map() };
    // What no set may have is left out; everything else is refused before it is read.
    const select = () => selectFiles(source, isSharedPath);
    if (isSharedPath(path)) expect(select).toThrow(/`/);
    else expect(select().files).toEqual([]);
  });
});

/** An archive as npm writes it. */
function tar(files: readonly { path: string; text: string; type?: string; mode?: number }[]): Buffer {
  const blocks = files.flatMap(({ path, text, type = "0", mode = 0o644 }) => {
    const header = Buffer.alloc(512);
    header.write(path.slice(0, 100), 0);
    header.write(`${mode.toString(8).padStart(7, "0")}\0`, 100);
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, "0")}\0`, 124);
    header.write(`        ${type}`, 148);
    header.write("ustar\u000000", 257);
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, "0")}\0 `,
      148,
    );
    const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    content.write(text);
    return [header, content];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

describe("a package of npm", () => {
  /** Puts a program in the place of npm that writes an archive. */
  function npm(archive: Buffer): void {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "a.tgz"), gzipSync(archive));
    writeFileSync(
      join(folder, "npm"),
      `#!/bin/sh\necho "$@" > "${folder}/arguments"\ncp "${folder}/a.tgz" "$5/set.tgz"\n`,
    );
    chmodSync(join(folder, "npm"), 0o755);
    vi.stubEnv("PATH", `${folder}:${process.env["PATH"] ?? ""}`);
  }
  const extended = 'extends:\n  - { name: group, npm: "@group/ai-policies", version: 1.2.3 }\n';

  test("is a source too", async () => {
    npm(
      tar([
        { path: "package/package.json", text: "{}", mode: 0o755 },
        { path: "package/.caregate/policies/group.yaml", text: shared },
      ]),
    );
    const root = member(extended);
    const result = await plan(root);
    vi.unstubAllEnvs();
    expect(result.sets).toMatchObject([
      { state: "new", source: "@group/ai-policies 1.2.3 from npm", problem: undefined },
    ]);
    writeVendored(result);
    expect(await report(root)).toMatchObject({ findings: ["group/first-answer fail"], problems: [] });
    expect(read(root, ".caregate/vendor/group.sha256")).toMatch(/^# npm @group\/ai-policies@1\.2\.3 \.caregate\n/);
  });

  test("with a link is refused", async () => {
    npm(tar([{ path: "package/.caregate/policies/group.yaml", text: "", type: "2" }]));
    const { sets } = await plan(member(extended));
    vi.unstubAllEnvs();
    expect(sets[0]?.problem).toContain("is a symbolic link");
  });
});

test("an archive that is cut off or damaged is an error, whatever is wrong with it", () => {
  const whole = tar([{ path: "package/a", text: "some text" }]);
  expect(readTar(whole).map(({ path, kind, size }) => [path, kind, size])).toEqual([["package/a", "file", 9]]);
  for (let end = 1; end < 1024; end += 100) expect(() => readTar(whole.subarray(0, end))).toThrow(/archive/);
  const damaged = Buffer.from(whole);
  damaged[0] = 65;
  expect(() => readTar(damaged)).toThrow("the archive is damaged");
});
