import { readFileSync, readdirSync, realpathSync } from "node:fs";
import { evaluateOutcome, isBlockingRule } from "../src/evaluate/decision.ts";
import { loadFile } from "../src/documents/load.ts";
import { usable } from "../src/evidence/reference.ts";
import { createEvidenceStore } from "../src/evidence/resolve.ts";
import type { Document } from "../src/model/document.ts";
import { type Severity, severities } from "../src/model/rule.ts";
import { readBundle } from "../src/policy/bundle.ts";
import type { Rule } from "../src/policy/rule.ts";
import { buildRuleSet, emptyBundle } from "../src/policy/rule-set.ts";
import { validate } from "../src/schema/validate.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { type Base, readBase } from "../src/testing/apply-overrides.ts";
import { createPrepare } from "../src/testing/prepare-input.ts";
import { type Json, type JsonObject, copyJson, getAt, isObject } from "../src/util/json.ts";
import { formatPath, type Path } from "../src/util/json-path.ts";
import { readPacksFromTree } from "../src/workspace/packs.ts";
import { schemaOf } from "../src/schema/validators.ts";

const asOf = "2026-11-22";
const settings = { failOn: "medium" as Severity, asOf };

/** One manifest with its documents, by name. */
export interface State {
  readonly name: string;
  readonly base: Base;
}

/** The examples and the bases of the packs. */
const packsOf = (root: string) => readPacksFromTree(workingTree(realpathSync(root)));

export async function states(root: string): Promise<State[]> {
  const examples = workingTree(`${root}examples`);
  const governance = await readBundle(examples);
  const { config } = buildRuleSet({ packs: await packsOf(root), governance, asOf });
  const found: State[] = [];
  for (const file of readdirSync(`${root}examples/deploy`)) {
    const [manifest] = loadFile(examples, `deploy/${file}`).documents;
    if (!manifest) continue;
    const { references } = await createEvidenceStore(examples).resolve(manifest, asOf);
    const evidence: Document[] = [];
    for (const { document } of usable(references)) if ((await validate(document)).length === 0) evidence.push(document);
    const value: JsonObject = { ...manifest.value };
    delete value["evidence"];
    found.push({
      name: file.replace(".yaml", ""),
      base: { manifest: { ...manifest, value, locate: (path) => manifest.locate(path) }, config, evidence },
    });
  }
  for (const file of readdirSync(`${root}policies/base`)) {
    const { base } = readBase(file, readFileSync(`${root}policies/base/${file}`, "utf8"));
    if (base) found.push({ name: `base/${file.replace(".yaml", "")}`, base });
  }
  return found;
}

interface Edit {
  readonly path: string;
  readonly value: Json;
}

/** Every edit of one enumerated or boolean field, and of one list, that a manifest states. */
export function editsOf({ manifest }: Base, schema: JsonObject): Edit[] {
  const edits = new Map<string, Edit>();
  const add = (path: Path, now: Json, value: Json): void => {
    const edit = { path: formatPath(path), value };
    if (JSON.stringify(now) !== JSON.stringify(value)) edits.set(JSON.stringify(edit), edit);
  };
  /** Leaves out each element; without the last one a list is empty. */
  const shorten = (path: Path, now: Json[]): void => {
    if (now.length > 1) now.forEach((_, i) => add(path, now, now.toSpliced(i, 1)));
  };
  const walk = (part: JsonObject, now: Json | undefined, path: Path): void => {
    if (now === undefined || now === null) return;
    const choices = part["enum"];
    const items = part["items"];
    if (Array.isArray(choices)) {
      for (const one of choices) if (one !== null) add(path, now, one);
      return;
    }
    if (isObject(part["properties"])) {
      for (const [key, inner] of Object.entries(part["properties"]))
        walk(inner as JsonObject, isObject(now) ? now[key] : undefined, [...path, key]);
      return;
    }
    if (typeof now === "boolean") add(path, now, !now);
    if (!Array.isArray(now) || !isObject(items)) return;
    const words = items["enum"];
    if (Array.isArray(words)) for (const one of words) if (one !== null) add(path, now, [one]);
    shorten(path, now);
    if (part["minItems"] === undefined) add(path, now, []);
    if (!Array.isArray(words)) now.forEach((one, i) => walk(items, one, [...path, i]));
  };
  walk((schema["properties"] as JsonObject)["spec"] as JsonObject, manifest.value["spec"], ["spec"]);
  const places = getAt(manifest.value, ["spec", "jurisdictions"]) as Json[];
  for (const code of ["US", "DE", "EU", "GB", "CA", "AU", "JP", "ZA", "US-TX", "US-CA", "US-MN"])
    add(["spec", "jurisdictions"], places, [code]);
  add(["spec", "model", "provider"], getAt(manifest.value, ["spec", "model", "provider"]) as Json, "self");
  return [...edits.values()];
}

/** An edit that removes gating rules. */
export interface Effect {
  readonly state: string;
  readonly path: string;
  readonly was: Json | undefined;
  readonly value: Json;
  readonly removed: number;
  readonly gravest: Severity;
  readonly noticed: boolean;
  /** The claim rules that notice it. */
  readonly by: readonly string[];
}

/** The rules of the packs in a folder. */
export const rulesOf = async (root: string): Promise<readonly Rule[]> =>
  buildRuleSet({ packs: await packsOf(root), governance: emptyBundle, asOf }).rules;

/** Tries every edit of a state, or those of some paths. */
export async function measure(
  rules: readonly Rule[],
  { name, base }: State,
  isTried: (path: string) => boolean = () => true,
): Promise<{ edits: number; effects: Effect[]; accused: string[] }> {
  const prepare = createPrepare(base);
  const evaluate = async (given: JsonObject) => {
    const made = await prepare(given);
    if (!("subject" in made)) return undefined;
    const { data } = made.subject.context;
    return rules.map((rule) => ({
      rule,
      outcome: evaluateOutcome(rule, data),
      gates: isBlockingRule(rule, data, settings),
    }));
  };
  const before = await evaluate({});
  if (!before) throw new Error(`${name} is not valid`);
  const open = (one: { outcome: string; gates: boolean }): boolean =>
    one.gates && (one.outcome === "fail" || one.outcome === "unknown");
  const accused = before.filter((one) => open(one) && one.rule.id.endsWith("-consistent")).map(({ rule }) => rule.id);
  const made = await prepare({});
  if (accused.length > 0 && "subject" in made)
    accused.push(
      ...Object.values((made.subject.context.get("facts.claims") ?? {}) as JsonObject)
        .flat()
        .map((one) => String(isObject(one as Json) ? (one as JsonObject)["why"] : one)),
    );
  const edits = editsOf(base, (await schemaOf("AIDeployment")) as JsonObject).filter(({ path }) => isTried(path));
  const effects: Effect[] = [];
  for (const { path, value } of edits) {
    const after = await evaluate({ [path]: value });
    if (!after) continue;
    const removed = before.filter(
      (one, i) => one.gates && one.outcome !== "not-applicable" && after[i]?.outcome === "not-applicable",
    );
    if (removed.length === 0) continue;
    const noticing = after.filter((one, i) => open(one) && !(before[i] && open(before[i])));
    effects.push({
      state: name,
      path,
      was: getAt(
        base.manifest.value,
        path
          .replaceAll(/\[(\d+)\]/g, ".$1")
          .split(".")
          .map((k) => (/^\d+$/.test(k) ? Number(k) : k)),
      ) as Json,
      value,
      removed: removed.length,
      gravest: severities[Math.min(...removed.map(({ rule }) => severities.indexOf(rule.severity)))] as Severity,
      noticed: noticing.length > 0,
      by: noticing.map(({ rule }) => rule.id).filter((id) => id.endsWith("-consistent")),
    });
  }
  return { edits: edits.length, effects, accused };
}
