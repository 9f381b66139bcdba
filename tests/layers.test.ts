import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** The modules in their order; each imports only from itself and from those above. */
const order = [
  "util",
  "model",
  "logic",
  "repository",
  "documents",
  "schema",
  "policy",
  "evidence",
  "facts",
  "evaluate",
  "workspace",
  "testing",
  "lint",
  "diff",
  "history",
  "output",
  "engine",
];
/** Front ends. Neither imports the other. */
const frontEnds = ["cli", "action"];
/** What a front end imports: the operations, the renderers, and the words that both use. */
const frontEndImports = ["engine", "output", "model", "util", "version.ts"];
/** Files beside the modules, and what each may import. */
const entries: Readonly<Record<string, readonly string[]>> = {
  "version.ts": [],
  "cached-code.ts": ["repository"],
  "cli.ts": ["cached-code.ts", "util", "cli"],
  "action.ts": ["util", "action"],
  "worker.ts": ["cached-code.ts", "util", "engine"],
  "index.ts": [...order, "version.ts"],
};

const src = resolve(import.meta.dirname, "../src");

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "generated" ? [] : filesIn(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

const nameOf = (path: string): string => relative(src, path).split(/[\\/]/).join("/");
const moduleOf = (path: string): string => nameOf(path).split("/")[0] as string;

function importsOf(file: string, pattern: RegExp): string[] {
  const specifiers = [...readFileSync(file, "utf8").matchAll(pattern)].map((match) => match[1] as string);
  return specifiers.map((specifier) => resolve(dirname(file), specifier)).filter((path) => path.startsWith(src));
}

const ALL = /(?:from|import)\s*\(?\s*"(\.[^"]+)"/g;
/** Imports at run time, when a file is loaded: without types, and without those asked for later. */
const LOADED = /^(?:import|export) (?!type\b)[^;]*?from "(\.[^"]+)"/gm;

const files = filesIn(src);

function allowedFor(module: string): readonly string[] {
  if (module in entries) return entries[module] as readonly string[];
  if (frontEnds.includes(module)) return [...frontEndImports, module];
  // Renderers get the lines of files as a function.
  if (module === "output") return [...allowedBelow(module).filter((one) => one !== "repository"), "version.ts"];
  return [...allowedBelow(module), "version.ts"];
}

const allowedBelow = (module: string): string[] => order.slice(0, order.indexOf(module) + 1);

test("finds the source", () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => importsOf(file, ALL)).length).toBeGreaterThan(800);
  for (const module of [...order, ...frontEnds]) expect(files.map(moduleOf)).toContain(module);
});

test.each(files.map((file) => [nameOf(file), file]))("%s imports only from above", (_, file) => {
  const module = moduleOf(file);
  expect(module in entries || order.includes(module) || frontEnds.includes(module)).toBe(true);
  const wrong = importsOf(file, ALL).filter((path) => !allowedFor(module).includes(moduleOf(path)));
  expect(wrong.map(nameOf)).toEqual([]);
});

test("no file reaches itself through what it loads", () => {
  const graph = new Map(files.map((file) => [file, importsOf(file, LOADED)]));
  const state = new Map<string, "open" | "done">();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      cycles.push([...trail.slice(trail.indexOf(file)), file].map(nameOf).join(" -> "));
      return;
    }
    state.set(file, "open");
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

/** Where files, processes, the network, threads, the clock or the environment may be touched. */
const effects = [
  "repository",
  "engine/pool.ts",
  "util/builtin.ts",
  "cli",
  "action",
  "cached-code.ts",
  "cli.ts",
  "action.ts",
  "worker.ts",
  "index.ts",
];
const withoutComments = (text: string): string => text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
const mayHaveEffects = (name: string): boolean =>
  effects.some((place) => name === place || name.startsWith(`${place}/`));

test.each(files.map((file) => [nameOf(file), file]).filter(([name]) => !mayHaveEffects(name as string)))(
  "%s is free of effects",
  (_, file) => {
    const text = withoutComments(readFileSync(file, "utf8"));
    expect(text).not.toMatch(/"node:(?!crypto|path)|util\/builtin\.ts"/);
    expect(text).not.toMatch(/\bprocess\.(?!pid)|Date\.now|new Date\(\)|\bfetch\(/);
  },
);

/** The files of a check that carry the date, in the order of its way from the command to the evaluation. */
const carriers = [
  "cli/commands/check.ts",
  "engine/options.ts",
  "engine/check-tree.ts",
  "workspace/policies.ts",
  "workspace/deployments.ts",
  "workspace/prepare.ts",
  "engine/evaluate-file.ts",
];
/** The files of a check that could carry it. */
const isOnTheWay = (name: string): boolean =>
  name === "cli/commands/check.ts" ||
  name.startsWith("workspace/") ||
  /^engine\/(?:check|evaluate-file|hints|options|pool|shard\/check-shard)/.test(name);

describe("the date of a check", () => {
  const onTheWay = files.filter((file) => isOnTheWay(nameOf(file)));
  const mentioning = (word: RegExp): string[] =>
    onTheWay.filter((file) => word.test(withoutComments(readFileSync(file, "utf8")))).map(nameOf);

  test("is carried as `asOf` by these files alone, and by at most ten", () => {
    expect(mentioning(/\basOf\b/).toSorted()).toEqual(carriers.toSorted());
    expect(carriers.length).toBeLessThanOrEqual(10);
  });

  test("has no other name", () => {
    expect(mentioning(/\b(?:today|as-of|strictness|judgedBy|onDate)\b/)).toEqual([]);
  });

  test("goes one way: from a lower file no import leads back to a higher one", () => {
    const level = (name: string): number => {
      const module = name.split("/")[0] as string;
      return frontEnds.includes(module) ? order.length : order.indexOf(module);
    };
    for (const file of onTheWay)
      for (const next of importsOf(file, ALL)) expect(level(nameOf(next))).toBeLessThanOrEqual(level(nameOf(file)));
  });
});
