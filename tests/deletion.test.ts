import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCodeOf } from "../src/cli/exit-code.ts";
import { loadPacks } from "../src/workspace/packs.ts";
import { check } from "../src/engine/check.ts";
import { loadText } from "../src/documents/load.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { evaluateRule } from "../src/evaluate/evaluate-deployment.ts";
import { createEvidenceStore } from "../src/evidence/resolve.ts";
import { buildContext } from "../src/facts/index.ts";
import type { Diagnostic } from "../src/model/diagnostic.ts";
import type { Document } from "../src/model/document.ts";
import { type Json, type Path, compareCodeUnits, formatPath, isObject } from "../src/util/json.ts";
import { readBundle } from "../src/policy/bundle.ts";
import { buildRuleSet } from "../src/policy/rule-set.ts";
import { validate } from "../src/schema/validate.ts";
import { manifestReads } from "./support/reads.ts";
import { examples, read } from "./support/repository.ts";
import type { EvaluationInput } from "../src/evaluate/input.ts";
import { usable } from "../src/evidence/reference.ts";

const asOf = "2026-11-22";
const isError = ({ severity }: Diagnostic): boolean => severity === "error";

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

interface Judging {
  /**
   * What each rule says of a text in place of the manifest; undefined when it blocks. What the other files say
   * is read once.
   */
  readonly outcomes: (text: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** The fields of the manifest that some rule reads, each with these rules. */
  readonly by: ReadonlyMap<string, ReadonlySet<string>>;
}

async function judging(root: string, file: string): Promise<Judging> {
  const { rules, config, failOn, waivers } = buildRuleSet({
    packs: await loadPacks(),
    governance: await readBundle(workingTree(root)),
    asOf,
  });
  const store = createEvidenceStore(workingTree(root));
  const prepare = async (manifest: Document): Promise<{ subject: EvaluationInput; sound: boolean }> => {
    const { references, diagnostics } = await store.resolve(manifest, asOf);
    const context = buildContext({ manifest, config, references, evidence: usable(references), asOf });
    return { subject: { manifest, context, references }, sound: !diagnostics.some(isError) };
  };
  const settings = { failOn, asOf, waivers, explainAll: false };
  const outcomes: Judging["outcomes"] = async (text) => {
    const { documents, diagnostics } = loadText(file, text);
    const [manifest] = documents;
    if (!manifest || [...diagnostics, ...(await validate(manifest))].some(isError)) return undefined;
    const { subject, sound } = await prepare(manifest);
    if (!sound) return undefined;
    const told = new Map<string, string>();
    for (const rule of rules) {
      const { outcome, gates } = evaluateRule(rule, subject, settings).finding;
      if (gates) return undefined;
      told.set(rule.id, outcome);
    }
    return told;
  };

  const [manifest] = loadText(file, read(root, file)).documents;
  if (!manifest) throw new Error(`no manifest in ${file}`);
  const { subject } = await prepare(manifest);
  const by = new Map<string, Set<string>>();
  for (const { id, appliesWhen, require } of rules) {
    for (const condition of [appliesWhen, require]) {
      if (!condition) continue;
      for (const path of manifestReads(condition.plain, subject.context, file))
        by.set(path, (by.get(path) ?? new Set()).add(id));
    }
  }
  return { outcomes, by };
}

/** The rules that read a field, or a part of it, or what it is part of. */
function readersOf(path: string, by: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const within = (a: string, b: string): boolean => a === b || a.startsWith(`${b}.`) || a.startsWith(`${b}[`);
  const rules = [...by].flatMap(([known, ids]) => (within(path, known) || within(known, path) ? [...ids] : []));
  return [...new Set(rules)].toSorted(compareCodeUnits);
}

/**
 * Deletes each line of a manifest in turn.
 * @returns every line whose loss leaves the gate open, with what changes by it
 */
async function passing(name: string): Promise<string[]> {
  const root = examples();
  const file = `deploy/${name}.yaml`;
  const text = read(root, file);
  const lines = text.split("\n");
  const { outcomes, by } = await judging(root, file);
  const whole = await outcomes(text);
  if (!whole) throw new Error(`${name} is not clean`);
  const lost: string[] = [];
  for (const [i, line] of lines.entries()) {
    const without = [...lines.slice(0, i), ...lines.slice(i + 1)].join("\n");
    const left = await outcomes(without);
    if (!left) continue;
    const gone = removed(text, without);
    if (gone.length === 0) {
      expect(line.trim() === "" || line.trim().startsWith("#")).toBe(true);
      continue;
    }
    // The whole run agrees.
    writeFileSync(join(root, file), without);
    expect(exitCodeOf((await check({ targets: [file], asOf, cwd: root })).report)).toBe(0);
    const read = gone.some((path) => readersOf(path, by).length > 0);
    const changed = [...left].filter(([rule, outcome]) => whole.get(rule) !== outcome);
    const account = changed.map(([rule, outcome]) => `${rule}: ${whole.get(rule)} to ${outcome}`);
    lost.push(
      [
        line.trim().slice(0, 72),
        ...(account.length > 0 ? account : [read ? "no outcome changes" : "no rule reads it"]),
      ].join("\n    "),
    );
  }
  return lost;
}

describe("a line can be deleted without blocking only where no rule needs it", () => {
  // What no rule reads needs no account. Each other line of these snapshots was looked at; why it may go:
  // - a rule turns to unknown that is advisory: it informs, and never blocks
  // - a rule is then not applicable, for the line said that it was, such as a device's date on the market
  // - what is asked of other systems only, such as a patient's question of a tool that only clinicians see
  // - evidence of a kind that rules read, when the document itself decides nothing for this system
  // - one overseer of several, when the others have every power in time
  // - what a stricter promise of the team itself adds to the default of a parameter
  // - one of two answers to the same question, when the other one alone decides
  test.each(["sepsis-early-warning", "chest-xray-triage", "theatre-scheduling"])(
    "%s",
    async (name) => {
      expect(`\n${(await passing(name)).join("\n")}\n`).toMatchSnapshot();
    },
    240_000,
  );
});
