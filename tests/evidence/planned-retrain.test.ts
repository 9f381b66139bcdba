import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkSnapshot } from "../../src/engine/check-tree.ts";
import { modelKinds } from "../../src/evidence/binding.ts";
import { type Json, type JsonObject, type Path, isObject, setAt } from "../../src/util/json.ts";
import { project, sha256 } from "../support/repository.ts";
import { type Contents, treeOf } from "../support/tree.ts";

const asOf = "2026-11-29";
const folder = join(project, "examples");
const settings = readFileSync(join(folder, ".caregate/config.yaml"), "utf8");

/** The examples that pass and change by a plan. */
const clean = ["chest-xray-triage", "sepsis-early-warning"];

interface Entry {
  readonly [key: string]: Json;
  readonly kind: string;
  readonly path: string;
}

/** The day of the training, of the tests afterwards, and of the go-live of the new version. */
const [trained, tested, live] = ["2026-11-20", "2026-11-22", "2026-11-25"];

/** The documents that measure the model, about the new version. */
function renewed(kind: string, value: JsonObject): JsonObject {
  if (!modelKinds.has(kind)) return value;
  const { subject, metadata } = value as { readonly subject: JsonObject; readonly metadata: JsonObject };
  return { ...value, subject: { ...subject, modelVersion: "99.0.0" }, metadata: { ...metadata, date: tested } };
}

/** A clean example after edits of its manifest and its evidence. */
function contentsWith(
  name: string,
  edits: readonly (readonly [Path, Json])[],
  edit: (kind: string, value: JsonObject) => JsonObject,
): Contents {
  const manifest = parse(readFileSync(join(folder, `deploy/${name}.yaml`), "utf8")) as JsonObject;
  for (const [path, value] of edits) setAt(manifest, path, value, "replace");
  const files: Record<string, string> = { ".caregate/config.yaml": settings };
  const evidence = (manifest["evidence"] as Entry[]).map((entry) => {
    const path = join("deploy", entry.path);
    const text = readFileSync(join(folder, path), "utf8");
    const value = /^kind: /m.test(text) ? (parse(text) as JsonObject) : undefined;
    const content = value === undefined ? text : JSON.stringify(edit(entry.kind, value));
    files[path] = content;
    return { ...entry, sha256: sha256(content) };
  });
  return { ...files, [`deploy/${name}.yaml`]: JSON.stringify({ ...manifest, evidence }) };
}

/** The rules that block. */
async function blocking(files: Contents): Promise<string[]> {
  const tree = treeOf("/r", files);
  const state = { tree, governing: tree, policies: { source: "working-tree", commit: null } as const, targets: ["/r"] };
  const { findings, diagnostics } = await checkSnapshot(state, { asOf });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return findings.filter(({ gates }) => gates).map(({ rule }) => rule.id);
}

function versionsOf(name: string): Json[] {
  const manifest = parse(readFileSync(join(folder, `deploy/${name}.yaml`), "utf8")) as JsonObject;
  const spec = manifest["spec"] as JsonObject;
  const regulatory = isObject(spec["regulatory"]) ? spec["regulatory"] : {};
  return [...((regulatory["fdaAuthorisedVersions"] as Json[] | undefined) ?? []), "99.0.0"];
}

const retrained = (name: string): [Path, Json][] => [
  [["spec", "model", "version"], "99.0.0"],
  [["spec", "model", "lastChange"], trained],
  [["spec", "goLive"], live],
  [["spec", "regulatory", "fdaAuthorisedVersions"], versionsOf(name)],
];

describe.each(clean)("%s", (name) => {
  test("stays clean after a training within its plan, with new documents about the model alone", async () => {
    expect(await blocking(contentsWith(name, retrained(name), renewed))).toEqual([]);
  });

  test("is open after the same training without a plan", async () => {
    const unplanned: [Path, Json][] = [...retrained(name), [["spec", "change", "plan"], "TBD"]];
    expect(await blocking(contentsWith(name, unplanned, renewed))).toEqual(
      expect.arrayContaining([
        "accountability/committee-review",
        "privacy/minimum-data",
        "readiness/interoperability",
        "security/risk-analysis",
      ]),
    );
  });

  test("is open after a training within its plan as long as no test of the new version is attached", async () => {
    expect(await blocking(contentsWith(name, retrained(name), (_, value) => value))).toEqual(
      expect.arrayContaining(["fairness/tested-before-live", "transparency/model-card", "validation/independent"]),
    );
  });

  test("has no new security risk analysis to make after an edit of its prompts", async () => {
    const edited: [Path, Json][] = [[["spec", "model", "lastPromptChange"], trained]];
    const open = await blocking(contentsWith(name, edited, (_, value) => value));
    expect(open).toContain("fairness/tested-before-live");
    expect(open.filter((rule) => rule.startsWith("security/"))).toEqual([]);
  });

  test("is open if its security risk analysis is 27 months old, whatever changed", async () => {
    const aged = (kind: string, value: JsonObject): JsonObject =>
      kind === "RiskAnalysis"
        ? { ...value, metadata: { ...(value["metadata"] as JsonObject), date: "2024-08-29" } }
        : value;
    const unchanged: [Path, Json][] = [[["spec", "model", "lastSecurityChange"], "2024-01-01"]];
    expect(await blocking(contentsWith(name, unchanged, aged))).toContain("security/risk-analysis");
  });
});
