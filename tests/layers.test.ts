import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

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
/** Front ends, which import neither each other nor what lies under the engine's surface. */
const frontEnds = ["cli", "action"];
/** Files beside the modules, and what each may import. */
const entries: Readonly<Record<string, readonly string[]>> = {
  "version.ts": [],
  "cli.ts": ["util", "cli", "version.ts"],
  "action.ts": ["util", "action"],
  "worker.ts": ["engine"],
  "index.ts": [...order, "version.ts"],
};

/** Imports that still run against the order: each goes away with the step that is named. */
const pending: Readonly<Record<string, readonly string[]>> = {};
/** Files that still have effects outside their places. */
const pendingEffects: readonly string[] = ["documents/parse.ts", "history/replay-cache.ts"];

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
  if (frontEnds.includes(module)) return [...order, module, "version.ts"];
  return [...order.slice(0, order.indexOf(module) + 1), "version.ts"];
}

test("finds the source", () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => importsOf(file, ALL)).length).toBeGreaterThan(800);
  for (const module of [...order, ...frontEnds]) expect(files.map(moduleOf)).toContain(module);
});

test.each(files.map((file) => [nameOf(file), file]))("%s imports only from above", (name, file) => {
  const module = moduleOf(file);
  expect(module in entries || order.includes(module) || frontEnds.includes(module)).toBe(true);
  const wrong = importsOf(file, ALL).filter((path) => !allowedFor(module).includes(moduleOf(path)));
  expect(wrong.map(nameOf).toSorted()).toEqual((pending[name] ?? []).toSorted());
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
const effects = ["repository", "engine/pool.ts", "cli", "action", "cli.ts", "action.ts", "worker.ts", "index.ts"];
const mayHaveEffects = (name: string): boolean =>
  effects.some((place) => name === place || name.startsWith(`${place}/`)) || pendingEffects.includes(name);

test.each(files.map((file) => [nameOf(file), file]).filter(([name]) => !mayHaveEffects(name as string)))(
  "%s is free of effects",
  (_, file) => {
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(/"node:(?!crypto|path)/);
    expect(text).not.toMatch(/\bprocess\.(?!pid)|Date\.now|new Date\(\)|\bfetch\(/);
  },
);
