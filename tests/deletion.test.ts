import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../src/commands/check.ts";
import { loadPacks } from "../src/commands/packs.ts";
import { check } from "../src/commands/run.ts";
import { loadText } from "../src/documents/load.ts";
import { createEvidenceStore, usable } from "../src/evidence/resolve.ts";
import { buildContext } from "../src/facts/index.ts";
import { type Json, type Path, compareText, formatPath, isObject } from "../src/model/json.ts";
import { readGovernance } from "../src/policy/governance.ts";
import { buildRuleSet } from "../src/policy/ruleset.ts";
import { manifestReads } from "./support/reads.ts";
import { examples, read } from "./support/repository.ts";

const asOf = "2026-11-22";

/** Every path of a value, leaves and empty collections, with what stands there. */
function leaves(value: Json, path: Path = []): [string, string][] {
  if (Array.isArray(value) && value.length > 0) return value.flatMap((one, i) => leaves(one, [...path, i]));
  if (isObject(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
  }
  return [[formatPath(path), JSON.stringify(value)]];
}

/** What a deleted line took out of a manifest; lists close up behind a deleted element. */
function removed(before: string, after: string): string[] {
  const [a, b] = [before, after].map((text) => leaves(loadText("m.yaml", text).documents[0]?.value ?? {}));
  const left = (b ?? []).map(([path, value]) => `${path.replaceAll(/\[\d+\]/g, "[]")} ${value}`);
  return (a ?? []).flatMap(([path, value]) => {
    const general = path.replaceAll(/\[\d+\]/g, "[]");
    const at = left.indexOf(`${general} ${value}`);
    if (at < 0) return [general];
    left.splice(at, 1);
    return [];
  });
}

/** The fields of a manifest that some rule reads, each with these rules. */
async function asked(root: string, file: string): Promise<Map<string, Set<string>>> {
  const [manifest] = loadText(file, read(root, file)).documents;
  if (!manifest) throw new Error(`no manifest in ${file}`);
  const { rules, config } = buildRuleSet({
    packs: await loadPacks(),
    governance: await readGovernance(root),
    asOf,
  });
  const { references } = await createEvidenceStore(root).resolve(manifest, asOf);
  const context = buildContext({ manifest, config, references, evidence: usable(references), asOf });
  const by = new Map<string, Set<string>>();
  for (const { id, appliesWhen, require } of rules) {
    for (const condition of [appliesWhen, require]) {
      if (!condition) continue;
      for (const path of manifestReads(condition.plain, context, file))
        by.set(path, (by.get(path) ?? new Set()).add(id));
    }
  }
  return by;
}

/** The rules that read a field, or a part of it, or what it is part of. */
function readersOf(path: string, by: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const within = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || a.startsWith(`${b}[`);
  const rules = [...by].flatMap(([known, ids]) => (within(path, known) || within(known, path) ? [...ids] : []));
  return [...new Set(rules)].toSorted(compareText);
}

/**
 * Deletes each line of a manifest in turn.
 * @returns every line whose loss leaves the gate open, with what was lost and which rules read it
 */
async function harmless(name: string): Promise<string[]> {
  const root = examples();
  const file = `deploy/${name}.yaml`;
  const text = read(root, file);
  const lines = text.split("\n");
  const by = await asked(root, file);
  const lost: string[] = [];
  for (const [i, line] of lines.entries()) {
    const without = [...lines.slice(0, i), ...lines.slice(i + 1)].join("\n");
    writeFileSync(join(root, file), without);
    const { report } = await check({ targets: [file], asOf, cwd: root });
    if (exitCodeOf(report) !== 0) continue;
    const gone = removed(text, without);
    if (gone.length === 0) {
      expect(line.trim() === "" || line.trim().startsWith("#")).toBe(true);
      continue;
    }
    const readers = [...new Set(gone.flatMap((path) => readersOf(path, by)))];
    lost.push(
      `${line.trim().slice(0, 72)}\n    ${readers.length > 0 ? `read by ${readers.join(", ")}` : "no rule reads it"}`,
    );
  }
  return lost;
}

describe("a line can go without shutting the gate only where no rule needs it", () => {
  // What no rule reads needs no account. Each other line of these snapshots was looked at; why it may go:
  // - evidence of a kind that rules read, when the document itself decides nothing for this system
  // - one overseer of several, when the others have every power in time
  // - what a stricter promise of the team itself adds to the default of a parameter
  // - one of two answers to the same question, when the other one alone decides
  test.each(["sepsis-early-warning", "chest-xray-triage", "theatre-scheduling"])("%s", async (name) => {
    expect(`\n${(await harmless(name)).join("\n")}\n`).toMatchSnapshot();
  });
});
