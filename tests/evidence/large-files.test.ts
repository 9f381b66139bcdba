import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import { lowRisk } from "../support/repository.ts";
import { treeOf } from "../support/tree.ts";

/** A bill of materials of at least so many bytes, with a model card at its end. */
function billOf(bytes: number): string {
  const component =
    '{"type":"library","name":"lib","version":"1.0.0","purl":"pkg:pypi/lib@1.0.0","description":"' +
    "x".repeat(900) +
    '"},';
  const card =
    '{"type":"machine-learning-model","name":"rota","version":"1.0.0","modelCard":{"considerations":{"useCases":["Order of cleaning"]}}}';
  return `{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${component.repeat(Math.ceil(bytes / component.length))}${card}]}`;
}

const MIB = 1024 * 1024;

async function readingOf(text: string, options: { maxEvidenceMiB?: number } = {}) {
  const [manifest] = loadText(
    "m.yaml",
    `${lowRisk.split("\nevidence:")[0]}\nevidence:\n  - { kind: ModelCard, path: bom.json, format: cyclonedx }\n`,
  ).documents;
  if (!manifest) throw new Error("no manifest");
  const { references, diagnostics } = await createEvidenceStore(treeOf("/r", { "bom.json": text }), options).resolve(
    manifest,
    "2026-11-22",
  );
  return {
    state: references[0]?.state.is,
    said: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}

test("a bill of materials of 20 MiB is read", async () => {
  expect(await readingOf(billOf(20 * MIB))).toEqual({ state: "usable", said: [] });
}, 60_000);

test("a bill of materials with more than a million values is read", async () => {
  const text = billOf(0).replace('"components":[', `"x":[${"1,".repeat(600_000)}1],"components":[`);
  expect(await readingOf(text)).toEqual({ state: "usable", said: [] });
});

test("a larger file is refused with the setting that allows it, and is read with the setting", async () => {
  const text = billOf(2 * MIB);
  const refused = await readingOf(text, { maxEvidenceMiB: 1 });
  expect(refused.state).toBe("refused");
  expect(refused.said).toEqual([
    "evidence `bom.json` cannot be read: `bom.json` is larger than 1 MiB: set `maxEvidenceMiB` in .caregate/config.yaml",
  ]);
  expect(await readingOf(text, { maxEvidenceMiB: 4 })).toEqual({ state: "usable", said: [] });
}, 60_000);
