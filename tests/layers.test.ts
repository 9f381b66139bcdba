import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

/** The modules in their order; each imports only from itself and from those above. */
const order = [
  "model",
  "documents",
  "schema",
  "logic",
  "policy",
  "evidence",
  "facts",
  "evaluate",
  "report",
  "shard",
  "testing",
  "lint",
  "change",
  "history",
  "commands",
  "action",
];
/** Files that stand beside the modules, and what each may import. */
const tops: Readonly<Record<string, readonly string[]>> = {
  "version.ts": [],
  "cli.ts": ["model", "commands", "version.ts"],
  "action.ts": ["model", "action"],
  "worker.ts": ["commands"],
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

const moduleOf = (path: string): string => relative(src, path).split(/[\\/]/)[0] as string;

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => match[1] as string);
  return specifiers.map((specifier) => resolve(dirname(file), specifier)).filter((path) => path.startsWith(src));
}

const files = filesIn(src);

test("finds the source", () => {
  expect(files.length).toBeGreaterThan(45);
  expect(files.flatMap(importsOf).length).toBeGreaterThan(150);
  for (const module of order) expect(files.map(moduleOf)).toContain(module);
});

test.each(files.map((file) => [relative(src, file), file]))("%s imports only from above", (_, file) => {
  const own = moduleOf(file);
  const allowed = tops[own] ?? [...order.slice(0, order.indexOf(own) + 1), "version.ts"];
  expect(own in tops || order.includes(own)).toBe(true);
  const wrong = importsOf(file).filter((path) => !allowed.includes(moduleOf(path)) && moduleOf(path) !== own);
  expect(wrong.map((path) => relative(src, path))).toEqual([]);
});

/** Modules that may touch files, processes, the network, the clock or the environment. */
const effects = ["documents", "commands", "action", "cli.ts", "action.ts", "worker.ts"];

test.each(files.filter((file) => !effects.includes(moduleOf(file))).map((file) => [relative(src, file), file]))(
  "%s is free of effects",
  (_, file) => {
    const text = readFileSync(file, "utf8");
    expect(text).not.toMatch(/"node:(?!crypto|path)/);
    expect(text).not.toMatch(/\bprocess\.(?!pid)|Date\.now|new Date\(\)|\bfetch\(/);
  },
);
