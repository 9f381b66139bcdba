import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Json, type JsonObject, emptyObject, formatPath, getAt, isObject, parsePath } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { Reference } from "../evidence/reference.ts";
import { evaluateAttached } from "../evidence/binding.ts";
import type { Type } from "../logic/types.ts";
import { validate } from "../schema/validate.ts";
import { buildInput } from "../workspace/prepare.ts";
import { type Base, type TestFixture, applyOverrides } from "./apply-overrides.ts";

/** The date that tests judge by unless they say otherwise. */
export const TEST_DATE = "2026-11-22";

/** How many prepared tests are kept for others with the same changes. */
const MOST_KEPT = 100;

/** The documents of one test, ready to be judged. */
export interface Prepared {
  readonly subject: EvaluationInput;
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
}

/** Why the documents of a test could not occur. */
export interface InvalidOverride {
  /** The path in `given` that brings the problem. */
  readonly change: string;
  readonly message: string;
}

/** Makes the documents of a test from its changes to a base. */
export type Prepare = (given: JsonObject) => Promise<Prepared | { readonly refusals: readonly InvalidOverride[] }>;

/**
 * Evidence of a base needs no files: each document counts as attached and pinned, unless the base's own `evidence`
 * names it by its id and says otherwise. Entries that name no document of the base stand for what cannot be read.
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

function preparedFrom(fixture: TestFixture): Prepared {
  const { manifest, config, asOf } = fixture;
  return { subject: buildInput({ manifest, config, references: referencesOf(fixture), asOf }), asOf };
}

/** What is wrong with a path that a test takes away: that no document has it. */
function nowhere(context: Type, text: string): string | undefined {
  const path = parsePath(text);
  if (path[0] === "evidence" && typeof path[1] !== "string") return undefined;
  let type: Type | undefined = context;
  for (const [i, key] of path.entries()) {
    const fields: ReadonlyMap<string, Type> = type?.is === "map" ? type.fields : new Map();
    const next: Type | undefined = type?.is === "list" ? type.element : fields.get(String(key));
    if (next === undefined && !(type?.is === "map" && type.others)) {
      const hint = didYouMean(String(key), [...fields.keys()]);
      return `\`given\` takes away \`${text}\`, and there is no field \`${key}\` in ${formatPath(path.slice(0, i))}${hint}`;
    }
    type = next ?? (type?.is === "map" ? type.others : undefined);
  }
  return undefined;
}

/** What to write instead of a map that takes the place of a whole part of a document; evidence may be added whole. */
function insteadOfWhole(change: string, value: Json): string | undefined {
  if (!isObject(value) || change.startsWith("evidence.")) return undefined;
  const path: string[] = [change];
  let at: Json = value;
  while (isObject(at) && Object.keys(at).length > 0) {
    const key = Object.keys(at)[0] as string;
    path.push(key);
    at = at[key] as Json;
  }
  return `the documents could not occur: this takes the place of all of \`${change}\`; to change one value, name its path: \`${path.join(".")}\``;
}

/**
 * Makes what prepares the documents of tests over a base. Equal changes are prepared once, and documents that a test
 * leaves as they are were checked once.
 * @param base documents that are valid
 * @param context the type of the rule context; with it, taking away a field that no document has is refused
 */
export function createPrepare(base: Base, context?: Type): Prepare {
  const checked = new WeakMap<Document, Promise<Diagnostic[]>>();
  const made = new Map<string, ReturnType<Prepare>>();

  function check(document: Document): Promise<Diagnostic[]> {
    let problems = checked.get(document);
    if (!problems) checked.set(document, (problems = validate(document)));
    return problems;
  }

  /** What is wrong with the documents that some changes make. */
  async function problemsOf(given: JsonObject): Promise<{ fixture?: TestFixture; messages: string[] }> {
    const fixture = applyOverrides(base, given, TEST_DATE);
    if ("problem" in fixture) return { messages: [fixture.problem] };
    const taken = Object.keys(given).filter((path) => given[path] === null);
    const lost = context ? taken.flatMap((path) => nowhere(context, path) ?? []) : [];
    if (lost.length > 0) return { messages: lost };
    const { manifest, config, evidence } = fixture;
    const found = await Promise.all([manifest, ...(config ? [config] : []), ...evidence].map(check));
    const messages = found.flat().map(({ message }) => `the documents could not occur: ${message}`);
    return { fixture, messages };
  }

  /**
   * Blames each problem on the first change that brings it.
   * @param final what is wrong with all changes together; undefined when they could not all be made
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
      // What cannot be changed is left aside, so that the other changes are looked at too.
      if (!fixture) delete some[change];
    }
    return refusals;
  }

  async function make(given: JsonObject): ReturnType<Prepare> {
    const { fixture, messages } = await problemsOf(given);
    if (fixture && messages.length === 0) return preparedFrom(fixture);
    return { refusals: await blame(given, fixture && messages) };
  }

  return (given) => {
    const key = JSON.stringify(given);
    let one = made.get(key);
    if (!one) {
      if (made.size >= MOST_KEPT) made.clear();
      made.set(key, (one = make(given)));
    }
    return one;
  };
}
