import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { checkComparison } from "../../src/engine/check-change.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { project, sha256 } from "../support/repository.ts";
import { type Contents, treeOf } from "../support/tree.ts";

const folder = join(project, "examples");
const files: Record<string, string> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
);

/** A value with every list in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed).toReversed();
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, reversed(child)]));
}

/** A value without every ninth of its texts and numbers, so that rules of all kinds are open. */
function thinned(value: Json, count = { n: 0 }): Json | undefined {
  if (Array.isArray(value)) return value.flatMap((one) => thinned(one, count) ?? []);
  if (!isObject(value)) return ++count.n % 9 === 0 ? undefined : value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) => {
      const kept = thinned(child, count);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

interface Manifest {
  metadata: Json;
  evidence?: { path: string; sha256?: string }[];
  spec: { [key: string]: Json };
}

/** The files of one example, with its manifest and its evidence changed. */
function withChanges(
  name: string,
  spec: (value: Json) => Json,
  order: (value: Json) => Json,
  move: (path: string) => string,
): Contents {
  const manifest = parse(files[name] as string) as Manifest;
  const { risk, model, ...rest } = manifest.spec;
  const kept = { ...(spec(rest) as object), risk, model } as Manifest["spec"];
  const contents: Record<string, string> = {
    ".caregate/config.yaml": `${files[".caregate/config.yaml"]}\ngate: new\n`,
  };
  const evidence = (manifest.evidence ?? []).map((entry) => {
    const path = join("deploy", entry.path);
    const text = files[path] as string;
    const isOwn = /^kind: /m.test(text);
    const content = isOwn ? JSON.stringify(order(parse(text) as Json)) : text;
    contents[join("deploy", move(entry.path))] = content;
    return { ...entry, path: move(entry.path), ...(entry.sha256 ? { sha256: sha256(content) } : {}) };
  });
  return { ...contents, [name]: JSON.stringify(order({ ...manifest, spec: kept, evidence })) };
}

const required = new Set([
  "purpose",
  "function",
  "stage",
  "jurisdictions",
  "users",
  "affects",
  "decisionRole",
  "vendors",
]);

/** The optional sections without some of what they state. */
const thinOptional = (spec: Json): Json =>
  Object.fromEntries(
    Object.entries(spec as object).map(([key, value]) => [
      key,
      required.has(key) || key === "data" ? value : (thinned(value as Json) ?? null),
    ]),
  );

const names = Object.keys(files).filter((name) => name.startsWith("deploy/") && files[name]?.includes("\nevidence:"));

test.each(names)(
  "a new order of lists in %s and its evidence, and another folder for the evidence, create no new finding",
  async (name) => {
    const change = {
      head: treeOf(
        "/r",
        withChanges(name, thinOptional, reversed, (path) => path.replace("/evidence/", "/moved/")),
      ),
      base: treeOf(
        "/r",
        withChanges(
          name,
          thinOptional,
          (value) => value,
          (path) => path,
        ),
      ),
      baseCommit: "0".repeat(40),
      targets: ["/r"],
    };
    const { report } = await checkComparison(change, { asOf: "2026-11-22" });
    const fresh = report.findings.filter(({ baselineState }) => baselineState === "new").map(({ rule }) => rule.id);
    expect(fresh).toEqual([]);
    expect(report.baseline?.fixed).toEqual([]);
    expect(report.findings.filter(({ baselineState }) => baselineState === "unchanged").length).toBeGreaterThan(3);
  },
);
