import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/cli/exit-code.ts";
import { check } from "../../src/engine/check.ts";
import { loadText } from "../../src/documents/load.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import type { Document } from "../../src/model/document.ts";
import type { Detail } from "../../src/model/detail.ts";
import type { Outcome, Report } from "../../src/model/finding.ts";
import { type Json, isObject } from "../../src/util/json.ts";
import { examples, read } from "../support/repository.ts";
import { asOf } from "./support.ts";

const outcomesOf = ({ findings }: Report): Map<string, Outcome> =>
  new Map(findings.map(({ rule, outcome }) => [rule.id, outcome]));

/** The evidence files that a manifest pins, from the repository root. */
function pinnedBy(manifest: Document): string[] {
  const entries = manifest.value["evidence"];
  return (Array.isArray(entries) ? entries : [])
    .filter(isObject)
    .filter(({ sha256 }) => typeof sha256 === "string")
    .map(({ path }) => posix.join(posix.dirname(manifest.file), String(path)));
}

/** The rules that pass because of what stands in a file: where their deciding conditions lead. */
const restingOn = ({ findings }: Report, file: string): string[] =>
  findings
    .filter(
      ({ outcome, primary, related }) => outcome === "pass" && [primary, ...related].some((one) => one.file === file),
    )
    .map(({ rule }) => rule.id);

/** Ways to change a file: a bit of a byte, here and there and at both ends, bytes too many, bytes too few. */
function tampered(bytes: Buffer): [string, Buffer][] {
  const { length } = bytes;
  const inside = Array.from({ length: 20 }, (_, i) => Math.floor(((i + 0.5) * length) / 20));
  const flipped = [0, 1, ...inside, length - 2, length - 1].map((position, i): [string, Buffer] => {
    const copy = Buffer.from(bytes);
    copy[position] = (copy[position] ?? 0) ^ (1 << (i % 8));
    return [`byte ${position}`, copy];
  });
  return [
    ...flipped,
    ["the last byte gone", bytes.subarray(0, length - 1)],
    ["half of it", bytes.subarray(0, Math.floor(length / 2))],
    ["nothing left", Buffer.alloc(0)],
    ["one line more", Buffer.concat([bytes, Buffer.from("# seen\n")])],
  ];
}

/** Rules that may do without a document they rested on, and who asks for it then. */
const unmoved: ReadonlyMap<string, string> = new Map([
  ["ai-act/literacy", "another record of training is enough"],
  ["fairness/predictive-parity", "the manifest says why another criterion decides"],
  ["gdpr/impact-assessment-content", "that there is an assessment at all is for gdpr/impact-assessment"],
  ["gdpr/transfer-tool-valid", "that there is a tool at all is for gdpr/transfer-tool"],
  ["hipaa/officials-and-policies", "another record of training is enough"],
  ["monitoring/errors-corrected", "errors that nobody reports are for the rules that ask for reports"],
  ["section1557/coordinator", "another record of training is enough"],
  ["transparency/test-results-open", "what is not there shows no small cells"],
]);

const fewest: Readonly<Record<string, number>> = {
  "chest-xray-triage": 6,
  "sepsis-early-warning": 7,
  "theatre-scheduling": 0,
};

describe.each(Object.keys(fewest))("%s", (name) => {
  const file = `deploy/${name}.yaml`;

  function manifestIn(root: string): Document {
    const [manifest] = loadText(file, read(root, file)).documents;
    if (!manifest) throw new Error("no manifest");
    return manifest;
  }

  test("a file with any byte changed is refused", async () => {
    const root = examples();
    const manifest = manifestIn(root);
    const pinned = pinnedBy(manifest);
    expect(pinned.length).toBeGreaterThanOrEqual(fewest[name] ?? 0);
    const { references: sound } = await createEvidenceStore(workingTree(root)).resolve(manifest, asOf);
    const entries = manifest.value["evidence"] as Json[];
    for (const evidence of pinned) {
      const path = join(root, evidence);
      const bytes = readFileSync(path);
      // The entries of this file alone: what the others say is not asked here.
      const own = sound.filter((one) => one.file === evidence).map(({ index }) => entries[index] as Json);
      const alone = { ...manifest, value: { ...manifest.value, evidence: own } };
      for (const [how, changed] of tampered(bytes)) {
        writeFileSync(path, changed);
        const { references } = await createEvidenceStore(workingTree(root)).resolve(alone, asOf);
        const states = references.map(({ state }) => state.is);
        expect([evidence, how, new Set(states)]).toEqual([evidence, how, new Set(["refused"])]);
      }
      writeFileSync(path, bytes);
    }
  }, 300_000);

  test("and what it showed is shown no more", async () => {
    const root = examples();
    const judged = async (detail: Detail = "outcomes"): Promise<Report> =>
      (await check({ targets: [file], asOf, cwd: root, detail })).report;
    const sound = await judged("explained");
    const before = outcomesOf(sound);
    expect(before.get("evidence/usable")).toBe("pass");
    const pinned = pinnedBy(manifestIn(root));
    const unmoving: string[] = [];
    let moved = 0;
    for (const evidence of pinned) {
      const path = join(root, evidence);
      const bytes = readFileSync(path);
      const rules = restingOn(sound, evidence).filter((id) => !unmoved.has(id));
      moved += rules.length;
      // A comment more, so that the file can still be read and only its digest differs.
      writeFileSync(path, Buffer.concat([bytes, Buffer.from("# seen\n")]));
      const report = await judged();
      const after = outcomesOf(report);
      expect([evidence, exitCodeOf(report)]).not.toEqual([evidence, 0]);
      expect([evidence, after.get("evidence/usable")]).toEqual([evidence, "fail"]);
      const still = rules.filter((id) => after.get(id) !== "fail" && after.get(id) !== "unknown");
      for (const id of still) unmoving.push(`${evidence}: ${id} ${after.get(id) ?? "gone"}`);
      writeFileSync(path, bytes);
    }
    expect(unmoving).toEqual([]);
    expect(moved).toBeGreaterThanOrEqual(pinned.length);
    expect(outcomesOf(await judged())).toEqual(before);
  }, 300_000);
});
