import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Json, type JsonObject, emptyObject, formatPath, getAt, isObject, parsePath } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Reference } from "../evidence/reference.ts";
import { evaluateAttached } from "../evidence/binding.ts";
import type { Type } from "../logic/types.ts";
import { factsRead } from "../policy/facts-read.ts";
import type { Rule } from "../policy/rule.ts";
import { validate } from "../schema/validate.ts";
import { buildInput } from "../workspace/prepare.ts";
import { type Base, type TestFixture, applyOverrides } from "./apply-overrides.ts";

/** Default evaluation date of tests. */
export const TEST_DATE = "2026-11-22";

/** Number of prepared tests that are cached for tests with the same overrides. */
const MOST_KEPT = 100;

/** The documents of one test, ready for evaluation. */
export interface Prepared {
  readonly subject: EvaluationInput;
  /** ISO date of the evaluation. */
  readonly asOf: string;
}

/** The reason why the documents of a test are invalid. */
export interface InvalidOverride {
  /** The path in `given` that causes the problem. */
  readonly change: string;
  readonly message: string;
}

/**
 * Builds the documents of a test from a base and overrides.
 * @param rules the rules that are evaluated on them, which decide the facts that are derived (default: all facts)
 */
export type Prepare = (
  given: JsonObject,
  rules?: readonly Rule[],
) => Promise<Prepared | { readonly refusals: readonly InvalidOverride[] }>;

/**
 * Evidence of a base needs no files: each document counts as attached and pinned, unless the base's own `evidence`
 * names it by its id and sets other values. Entries that name no document of the base are unreadable evidence.
 */
function referencesOf({ manifest, evidence, asOf }: TestFixture): Reference[] {
  const stated = manifest.value["evidence"];
  const entries = Array.isArray(stated) ? stated.map((entry) => (isObject(entry) ? entry : {})) : [];
  const idOf = ({ value }: Document): Json | undefined => getAt(value, ["metadata", "id"]);
  const attached = evidence.map((document, i) => {
    const index = entries.findIndex(({ id }) => id === idOf(document));
    const pinned = index < 0 || typeof entries[index]?.["sha256"] === "string";
    return evaluateAttached(manifest, document, index < 0 ? entries.length + i : index, pinned, asOf);
  });
  const ids = evidence.map(idOf);
  const alone = entries.flatMap((entry, i) => (ids.includes(entry["id"]) ? [] : [referenceOnly(entry, i)]));
  return [...attached, ...alone];
}

function referenceOnly({ kind, path, format }: JsonObject, index: number): Reference {
  const base = { index, kind: typeof kind === "string" ? kind : undefined, file: String(path), ids: [], pinned: true };
  if (typeof path !== "string") return { ...base, state: { is: "unstated", field: "path" } };
  if (typeof format === "string") return { ...base, state: { is: "unread", format } };
  return { ...base, state: { is: "refused", reason: "missing" } };
}

function preparedFrom(fixture: TestFixture, rules: readonly Rule[] | undefined): Prepared {
  const { manifest, config, own, asOf } = fixture;
  const isRead = rules && factsRead(rules);
  return { subject: buildInput({ manifest, config, own, references: referencesOf(fixture), asOf, isRead }), asOf };
}

/** Reports a removed path that no document has. */
function nowhere(context: Type, text: string): string | undefined {
  const path = parsePath(text);
  if (path[0] === "evidence" && typeof path[1] !== "string") return undefined;
  let type: Type | undefined = context;
  for (const [i, key] of path.entries()) {
    const fields: ReadonlyMap<string, Type> = type?.is === "map" ? type.fields : new Map();
    const next: Type | undefined = type?.is === "list" ? type.element : fields.get(String(key));
    if (next === undefined && !(type?.is === "map" && type.others)) {
      const hint = didYouMean(String(key), [...fields.keys()]);
      return `\`given\` removes \`${text}\`, but there is no field \`${key}\` in ${formatPath(path.slice(0, i))}${hint}`;
    }
    type = next ?? (type?.is === "map" ? type.others : undefined);
  }
  return undefined;
}

/** Suggests single paths instead of a map that replaces a part of a document. A new evidence document may be a map. */
function insteadOfWhole(change: string, value: Json): string | undefined {
  if (!isObject(value) || change.startsWith("evidence.")) return undefined;
  const path: string[] = [change];
  let at: Json = value;
  while (isObject(at) && Object.keys(at).length > 0) {
    const key = Object.keys(at)[0] as string;
    path.push(key);
    at = at[key] as Json;
  }
  return `the documents are invalid: this replaces all of \`${change}\`: to change one value, write its path: \`${path.join(".")}\``;
}

/**
 * Creates a preparer for the documents of tests over a base. Equal overrides are prepared once, and unchanged
 * documents are checked once.
 * @param base documents that are valid
 * @param context the type of the rule context; with it, removing a field that no document has is an error
 */
export function createPrepare(base: Base, context?: Type): Prepare {
  const checked = new WeakMap<Document, Promise<Diagnostic[]>>();
  const made = new Map<string, ReturnType<Prepare>>();

  function check(document: Document): Promise<Diagnostic[]> {
    let problems = checked.get(document);
    if (!problems) checked.set(document, (problems = validate(document, base.own)));
    return problems;
  }

  /** Problems of the documents after some overrides. */
  async function problemsOf(given: JsonObject): Promise<{ fixture?: TestFixture; messages: string[] }> {
    const fixture = applyOverrides(base, given, TEST_DATE);
    if ("problem" in fixture) return { messages: [fixture.problem] };
    const taken = Object.keys(given).filter((path) => given[path] === null);
    const lost = context ? taken.flatMap((path) => nowhere(context, path) ?? []) : [];
    if (lost.length > 0) return { messages: lost };
    const { manifest, config, evidence } = fixture;
    const found = await Promise.all([manifest, ...(config ? [config] : []), ...evidence].map(check));
    const messages = found.flat().map(({ message }) => `the documents are invalid: ${message}`);
    return { fixture, messages };
  }

  /**
   * Assigns each problem to the first override that causes it.
   * @param final problems of all overrides together; undefined if some cannot be applied
   */
  async function blame(given: JsonObject, final: readonly string[] | undefined): Promise<InvalidOverride[]> {
    const refusals: InvalidOverride[] = [];
    const known = new Set<string>();
    const some = emptyObject();
    for (const change of Object.keys(given)) {
      some[change] = given[change] as Json;
      const { fixture, messages } = await problemsOf(some);
      const fresh = messages.filter((message) => !known.has(message) && final?.includes(message) !== false);
      for (const message of fresh) known.add(message);
      const whole = fresh.length > 1 ? insteadOfWhole(change, given[change] as Json) : undefined;
      refusals.push(...(whole === undefined ? fresh : [whole]).map((message) => ({ change, message })));
      // An invalid override is skipped, so that the other overrides are checked too.
      if (!fixture) delete some[change];
    }
    return refusals;
  }

  async function make(given: JsonObject, rules: readonly Rule[] | undefined): ReturnType<Prepare> {
    const { fixture, messages } = await problemsOf(given);
    if (fixture && messages.length === 0) return preparedFrom(fixture, rules);
    return { refusals: await blame(given, fixture && messages) };
  }

  return (given, rules) => {
    const key = JSON.stringify([given, rules?.map(({ id, document }) => [id, document.file])]);
    let one = made.get(key);
    if (!one) {
      if (made.size >= MOST_KEPT) made.clear();
      made.set(key, (one = make(given, rules)));
    }
    return one;
  };
}
