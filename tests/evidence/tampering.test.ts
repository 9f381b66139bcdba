import { readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../../src/commands/check.ts";
import { check } from "../../src/commands/run.ts";
import { loadText } from "../../src/documents/load.ts";
import type { Document } from "../../src/model/document.ts";
import type { Outcome, Report } from "../../src/model/finding.ts";
import { isObject } from "../../src/model/json.ts";
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

/** A few ways to change a file: a bit of a byte, here and there and at both ends, a byte too many, a byte too few. */
function tampered(bytes: Buffer): [string, Buffer][] {
  const { length } = bytes;
  const inside = Array.from({ length: 3 }, (_, i) => Math.floor(((i + 0.5) * length) / 3));
  const positions = [0, ...inside, length - 1];
  const flipped = [...new Set(positions)].map((position, i): [string, Buffer] => {
    const copy = Buffer.from(bytes);
    copy[position] = (copy[position] ?? 0) ^ (1 << (i % 3));
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

/** Rules that may pass although a document they rest on is lost, and what else they then rest on. */
const unmoved: ReadonlyMap<string, string> = new Map([
  ["fairness/predictive-parity", "the manifest says why another criterion decides"],
]);

describe.each(["chest-xray-triage", "sepsis-early-warning", "theatre-scheduling"])("%s", (name) => {
  test("any change of a pinned file takes away what it showed", async () => {
    const root = examples();
    const file = `deploy/${name}.yaml`;
    const [manifest] = loadText(file, read(root, file)).documents;
    if (!manifest) throw new Error("no manifest");
    const judged = async (explainAll: boolean = false): Promise<Report> =>
      (await check({ targets: [file], asOf, cwd: root, explainAll })).report;
    const sound = await judged(true);
    const before = outcomesOf(sound);
    expect(before.get("evidence/usable")).toBe("pass");
    const pinned = pinnedBy(manifest);
    expect(pinned.length).toBeGreaterThanOrEqual({ "chest-xray-triage": 6, "sepsis-early-warning": 7 }[name] ?? 0);
    let moved = 0;
    const unmoving: string[] = [];
    for (const evidence of pinned) {
      const path = join(root, evidence);
      const bytes = readFileSync(path);
      const rules = restingOn(sound, evidence).filter((id) => !unmoved.has(id));
      moved += rules.length;
      for (const [how, changed] of tampered(bytes)) {
        writeFileSync(path, changed);
        const report = await judged();
        const after = outcomesOf(report);
        expect([evidence, how, exitCodeOf(report)]).not.toEqual([evidence, how, 0]);
        expect([evidence, how, after.get("evidence/usable")]).toEqual([evidence, how, "fail"]);
        const still = rules
          .filter((id) => after.get(id) !== "fail" && after.get(id) !== "unknown")
          .map((id) => `${id} ${after.get(id) ?? "gone"}`);
        for (const one of still) unmoving.push(`${evidence} ${how}: ${one}`);
      }
      writeFileSync(path, bytes);
    }
    expect(outcomesOf(await judged())).toEqual(before);
    expect(unmoving).toEqual([]);
    expect(moved).toBeGreaterThanOrEqual(pinned.length);
  }, 300_000);
});
