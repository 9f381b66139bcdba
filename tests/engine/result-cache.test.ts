// Results that are kept: a report with the cache is the report without it, whatever changed between the runs.
import fc from "fast-check";
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { createHash } from "node:crypto";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { CheckOptions } from "../../src/engine/options.ts";
import { formats } from "../../src/output/report/index.ts";
import { answering, config, governed, policy, waiver } from "../support/governed-repository.ts";
import { project, repository, temporaryFolder, write } from "../support/repository.ts";
import { inFull } from "../support/sample.ts";

const asOf = "2026-11-22";
const posix = process.platform !== "win32";

const cacheFolder = (): string => join(temporaryFolder(), "results");

/** The report as JSON, as text and as SARIF, with everything that the check gave. */
async function reportOf(root: string, options: Partial<CheckOptions> = {}): Promise<string> {
  const { report, ...files } = await check({ cwd: root, asOf, ...options });
  const render = { all: true, color: false, ...files };
  return [formats.json, formats.console, formats.sarif].map((format) => format(report, render)).join("\n");
}

/** True for the same bytes. A failure does not print two long reports. */
const isSame = (one: string, other: string): boolean => one === other;

/** The names of the entries with what changes when one is written again. */
const entriesIn = (folder: string): string[] =>
  readdirSync(folder).map((name) => `${name} ${statSync(join(folder, name)).ino}`);

/** A repository with the evidence of an example, which two manifests share. */
function withEvidence(): string {
  const root = repository(governed);
  const examples = join(project, "examples");
  cpSync(join(examples, "evidence/sepsis-early-warning"), join(root, "evidence/sepsis-early-warning"), {
    recursive: true,
  });
  cpSync(join(examples, "contracts"), join(root, "contracts"), { recursive: true });
  const manifest = readFileSync(join(examples, "deploy/sepsis-early-warning.yaml"), "utf8");
  write(root, {
    ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\n",
    "deploy/one.yaml": manifest,
    "deploy/two.yaml": manifest.replace(/name: sepsis-early-warning/, "name: sepsis-second"),
    "deploy/small.yaml": answering(30),
    "other/values.yaml": "replicas: 3\n",
  });
  execFileSync("git", ["add", "."], { cwd: root });
  return root;
}

interface World {
  readonly root: string;
  readonly options: Partial<CheckOptions>;
}
type Edit = (world: World) => World | void;

const evidence = "evidence/sepsis-early-warning";
const at = ({ root }: World, file: string): string => join(root, file);

/** Changes the text of a file, if it is there and is one. */
const rewrite =
  (file: string, change: (text: string) => string): Edit =>
  (world) => {
    const path = at(world, file);
    if (existsSync(path) && statSync(path).isFile()) writeFileSync(path, change(readFileSync(path, "utf8")));
  };
const put =
  (file: string, text: string): Edit =>
  (world) => {
    rmSync(at(world, file), { recursive: true, force: true });
    write(world.root, { [file]: text });
  };
const remove =
  (file: string): Edit =>
  (world) =>
    rmSync(at(world, file), { recursive: true, force: true });
const rename =
  (from: string, to: string): Edit =>
  (world) => {
    if (existsSync(at(world, from)) && !existsSync(at(world, to))) renameSync(at(world, from), at(world, to));
  };
const restore =
  (file: string): Edit =>
  (world) => {
    rmSync(at(world, file), { recursive: true, force: true });
    cpSync(join(project, "examples", file), at(world, file));
  };
const choose =
  (options: Partial<CheckOptions>): Edit =>
  (world) => ({ ...world, options: { ...world.options, ...options } });

const files = ["deploy/one.yaml", "deploy/two.yaml", "deploy/small.yaml"];
const documents = ["fairness", "vendor", "committee", "validation", "model-card"].map(
  (name) => `${evidence}/${name}.yaml`,
);

const edits: readonly Edit[] = [
  ...[...files, ...documents].flatMap((file): Edit[] => [
    rewrite(file, (text) => `# a line before\n${text}`),
    rewrite(file, (text) => text.replace(/\d+(?=\s*$)/m, (number) => String(Number(number) + 1))),
    rewrite(file, (text) => text.slice(0, text.length / 2)),
    remove(file),
  ]),
  ...documents.flatMap((file): Edit[] => [
    restore(file),
    put(file, "apiVersion: caregate/v1\nkind: ["),
    (world) => {
      rmSync(at(world, file), { recursive: true, force: true });
      write(world.root, { [`${file}/inner.yaml`]: "a: 1\n" });
    },
    rename(file, file.replace(".yaml", ".yml")),
    put(file.replace(".yaml", ".yml"), "a: 1\n"),
    rewrite(file, (text) => text + "# long\n".repeat(400_000)),
    ({ root }) => {
      rmSync(join(root, file), { recursive: true, force: true });
      symlinkSync(join(project, "examples", file), join(root, file));
    },
  ]),
  put("deploy/more.yaml", answering(99, "more")),
  put("deploy/more.yaml", answering(1, "theatre-cleaning")),
  put("evidence/README.yaml", "a: 1\n"),
  put(".gitignore", "evidence/\n"),
  put(".gitignore", "vendor.yaml\nmodel-card.yaml\n"),
  remove(".gitignore"),
  ({ root }) => void execFileSync("git", ["rm", "-r", "-q", "--cached", "--ignore-unmatch", evidence], { cwd: root }),
  ({ root }) => void execFileSync("git", ["add", "--all"], { cwd: root, stdio: "ignore" }),
  put(".caregate/policies/local.yaml", policy),
  put(".caregate/policies/local.yaml", policy.replace("default: 48", "default: 12")),
  remove(".caregate/policies/local.yaml"),
  put(".caregate/config.yaml", config),
  put(".caregate/config.yaml", "apiVersion: caregate/v1\nkind: Config\nfailOn: low\n"),
  put(".caregate/config.yaml", "apiVersion: caregate/v1\nkind: Config\n"),
  put(".caregate/waivers/w.yaml", waiver),
  remove(".caregate/waivers/w.yaml"),
  put(".caregate/keys/k.pem", "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n"), // prettier-ignore
  put(".caregateignore", "deploy/two.yaml\n"),
  remove(".caregateignore"),
  ...["2026-11-22", "2026-11-23", "2027-06-01", "2025-01-01"].map((day) => choose({ asOf: day })),
  ...(["outcomes", "open", "explained"] as const).map((detail) => choose({ detail })),
  ...(["low", "critical", "never", undefined] as const).map((failOn) => choose({ failOn })),
  ...[["."], ["deploy"], ["deploy/one.yaml", "deploy/small.yaml"]].map((targets) => choose({ targets })),
  () => undefined,
];

test("a report with the cache is the same, byte for byte, after any edits", { timeout: 900_000 }, async () => {
  const sequence = fc.array(fc.nat({ max: edits.length - 1 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(sequence, async (chosen) => {
      const folder = cacheFolder();
      let world: World = { root: withEvidence(), options: {} };
      await reportOf(world.root, { cache: { folder } });
      for (const index of chosen) {
        world = edits[index]?.(world) ?? world;
        const { root, options } = world;
        const expected = await reportOf(root, options);
        for (const run of ["first", "second"])
          expect(isSame(await reportOf(root, { ...options, cache: { folder } }), expected), run).toBe(true);
      }
    }),
    { numRuns: inFull ? 20 : 3, seed: 24 },
  );
});

test("every edit alone gives the same report", { timeout: 900_000 }, async () => {
  const folder = cacheFolder();
  for (const [index, edit] of edits.entries()) {
    if (!inFull && index % 12 !== 0) continue;
    const root = withEvidence();
    await reportOf(root, { cache: { folder } });
    const { options } = edit({ root, options: {} }) ?? { options: {} };
    const [cached, plain] = [await reportOf(root, { ...options, cache: { folder } }), await reportOf(root, options)];
    expect(isSame(cached, plain), String(index)).toBe(true);
  }
});

describe("an entry", () => {
  test("is used while nothing changes, and written again when evidence does", async () => {
    const [folder, root] = [cacheFolder(), withEvidence()];
    await reportOf(root, { cache: { folder } });
    const before = entriesIn(folder);
    expect(before).toHaveLength(3);
    await reportOf(root, { cache: { folder } });
    expect(entriesIn(folder)).toEqual(before);
    rewrite(`${evidence}/fairness.yaml`, (text) => `${text}# one more\n`)({ root, options: {} });
    await reportOf(root, { cache: { folder } });
    // Both manifests share the evidence; the small one has none.
    expect(entriesIn(folder).filter((one) => !before.includes(one))).toHaveLength(2);
  });

  test("of a change is used for both states", async () => {
    const [folder, root] = [cacheFolder(), withEvidence()];
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "x"], { cwd: root });
    write(root, { "deploy/small.yaml": answering(99) });
    const expected = await reportOf(root, { base: "HEAD" });
    for (const run of ["first", "second"])
      expect(isSame(await reportOf(root, { base: "HEAD", cache: { folder } }), expected), run).toBe(true);
    const before = entriesIn(folder);
    await reportOf(root, { base: "HEAD", cache: { folder } });
    expect(entriesIn(folder)).toEqual(before);
  });

  const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
  /** Replaces what entries hold by another body, with the checksum of a first line. */
  function forge(folder: string, change: (body: string) => string, sum = digest): void {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "utf8");
      const body = change(text.slice(text.indexOf("\n") + 1));
      writeFileSync(join(folder, name), `${sum(body)}\n${body}`);
    }
  }
  const whitewash = (body: string): string => body.replaceAll('"outcome":"fail"', '"outcome":"pass"');

  test("that is damaged is not used", async () => {
    const root = repository({ ...governed, "a.yaml": answering(99) });
    const expected = await reportOf(root);
    const sums = [() => digest("x"), () => "", (body: string) => digest(body).slice(1)];
    const bodies = [whitewash, () => "", (body: string) => body.slice(0, -5)];
    for (const [sum, body] of [
      ...sums.map((one) => [one, whitewash]),
      ...bodies.map((one) => [() => digest("y"), one]),
    ]) {
      const folder = cacheFolder();
      await reportOf(root, { cache: { folder } });
      forge(folder, body as (body: string) => string, sum);
      expect(isSame(await reportOf(root, { cache: { folder } }), expected)).toBe(true);
    }
  });

  afterEach(() => {
    vi.doUnmock("../../src/version.ts");
    vi.doUnmock("../../src/repository/kept-entries.ts");
    vi.resetModules();
  });

  test("of another version or build is not used, and one of this build is believed", async () => {
    const [folder, root] = [cacheFolder(), repository({ ...governed, "a.yaml": answering(99) })];
    const expected = await reportOf(root);
    await reportOf(root, { cache: { folder } });
    forge(folder, whitewash);
    // This is what somebody can do who can write to the folder.
    expect(isSame(await reportOf(root, { cache: { folder } }), expected)).toBe(false);
    vi.doMock("../../src/version.ts", () => ({ version: "0.0.9" }));
    vi.resetModules();
    const later = await import("../../src/engine/check.ts");
    const { report } = await later.check({ cwd: root, asOf, cache: { folder } });
    expect(report.summary.fail).toBe(1);
  });

  test("of another build of the same version is not used", async () => {
    const [folder, root] = [cacheFolder(), repository({ ...governed, "a.yaml": answering(99) })];
    await reportOf(root, { cache: { folder } });
    forge(folder, whitewash);
    vi.doMock("../../src/repository/kept-entries.ts", async (original) => ({
      ...(await original<typeof import("../../src/repository/kept-entries.ts")>()),
      programDigest: () => "another",
    }));
    vi.resetModules();
    const later = await import("../../src/engine/check.ts");
    expect((await later.check({ cwd: root, asOf, cache: { folder } })).report.summary.fail).toBe(1);
  });
});

describe("the folder of the cache", () => {
  const root = (): string => repository({ ...governed, "a.yaml": answering(99) });

  test.runIf(posix)("and its entries are for this user alone", async () => {
    const folder = cacheFolder();
    await reportOf(root(), { cache: { folder } });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test("is refused in a checkout", async () => {
    const [own, other] = [root(), root()];
    for (const folder of [join(own, "cache"), join(other, "deep/cache")])
      await expect(reportOf(own, { cache: { folder } })).rejects.toThrow(/is in a checkout/);
  });

  test.runIf(posix)("is refused where others can write or put another in its place", async () => {
    const [open, replaceable, elsewhere] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    chmodSync(open, 0o755);
    mkdirSync(join(replaceable, "results"), { mode: 0o700 });
    chmodSync(replaceable, 0o777);
    symlinkSync(elsewhere, join(elsewhere, "link"));
    for (const folder of [open, join(replaceable, "results"), join(elsewhere, "link")])
      await expect(reportOf(root(), { cache: { folder } })).rejects.toThrow(/others can write to the cache/);
  });

  test("is refused where it cannot be created", async () => {
    const folder = join(temporaryFolder(), "file");
    writeFileSync(folder, "");
    await expect(reportOf(root(), { cache: { folder: join(folder, "below") } })).rejects.toThrow(/cannot be opened/);
  });
});
