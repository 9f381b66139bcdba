import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { type Severity, atLeast } from "../model/rule.ts";
import {
  type Json,
  type JsonObject,
  type Path,
  emptyObject,
  equalJson,
  formatPath,
  getAt,
  isObject,
} from "../util/json.ts";
import { readConfig } from "./config.ts";

/** The config of a shared set. */
export interface SharedConfig {
  /** Name of the set. */
  readonly set: string;
  readonly document: Document;
}

/** A value that a shared set states, and the document with it. */
interface SharedValue {
  readonly path: Path;
  readonly value: Json;
  readonly from: SharedConfig;
}

/** The merged config, and what to say about values that differ. */
export interface MergedConfig {
  readonly config: Document;
  readonly diagnostics: readonly Diagnostic[];
}

const isStated = (value: Json | undefined): value is Json => value !== undefined && value !== null;

/** The paths of the single values and lists of a map. */
function* valuePaths(value: Json | undefined, path: Path): Iterable<Path> {
  if (isObject(value)) for (const [key, child] of Object.entries(value)) yield* valuePaths(child, [...path, key]);
  else if (isStated(value)) yield path;
}

/** A copy of a map with a value at a path; maps on the way are copied too. */
function withValue(root: JsonObject, [key, ...rest]: Path, value: Json): JsonObject {
  const copy = Object.assign(emptyObject(), root);
  const child = copy[String(key)];
  copy[String(key)] = rest.length === 0 ? value : withValue(isObject(child) ? child : emptyObject(), rest, value);
  return copy;
}

/** What the sets state about the organisation, by path; the first one counts. */
function organisationValues(shared: readonly SharedConfig[]): Map<string, SharedValue> {
  const first = new Map<string, SharedValue>();
  for (const from of shared)
    for (const path of valuePaths(from.document.value["organisation"], ["organisation"])) {
      const name = formatPath(path);
      if (!first.has(name)) first.set(name, { value: getAt(from.document.value, path) as Json, path, from });
    }
  return first;
}

/** What a merge adds to the config of a repository. */
interface Merge {
  readonly own: Document;
  readonly shared: readonly SharedConfig[];
  readonly report: (severity: Diagnostic["severity"], path: Path, message: string) => void;
}

/**
 * Facts about the organisation that the repository does not state itself. Its own value counts, since it is about itself,
 * and a note says so.
 */
function mergeOrganisation({ own, shared, report }: Merge): SharedValue[] {
  const first = organisationValues(shared);
  const unsettled = new Set<string>();
  for (const from of shared)
    for (const path of valuePaths(from.document.value["organisation"], ["organisation"])) {
      const name = formatPath(path);
      const stated = getAt(own.value, path);
      const known = first.get(name) as SharedValue;
      const value = getAt(from.document.value, path) as Json;
      if (isStated(stated)) {
        if (!equalJson(stated, value)) report("note", path, `\`${name}\` differs from the shared set \`${from.set}\``);
      } else if (!equalJson(known.value, value) && !unsettled.has(name)) {
        unsettled.add(name);
        const sets = `\`${known.from.set}\` and \`${from.set}\``;
        report("error", path, `the sets ${sets} state different values of \`${name}\`: state your own`);
      }
    }
  return [...first].flatMap(([name, one]) =>
    isStated(getAt(own.value, one.path)) || unsettled.has(name) ? [] : [one],
  );
}

/** The packs that are on: those that a set requires stay on. Undefined for all. */
function mergePacks({ own, shared, report }: Merge): string[] | undefined {
  const stated = readConfig(own).packs;
  if (stated === undefined) return undefined;
  const on = [...stated];
  for (const { set, document } of shared)
    for (const pack of readConfig(document).packs ?? []) {
      if (on.includes(pack)) continue;
      on.push(pack);
      report("error", ["packs"], `the shared set \`${set}\` requires the pack \`${pack}\`: add it`);
    }
  return on;
}

/** The severity that blocks: the lowest that a set or the repository states. */
function mergeFailOn({ own, shared, report }: Merge): Severity | undefined {
  const stated = readConfig(own).failOn;
  let strictest = stated;
  for (const { set, document } of shared) {
    const limit = readConfig(document).failOn;
    if (limit === undefined) continue;
    if (stated !== undefined && stated !== limit && atLeast(stated, limit))
      report("error", ["failOn"], `the shared set \`${set}\` blocks from \`${limit}\`: write that or a lower severity`);
    if (strictest === undefined || atLeast(strictest, limit)) strictest = limit;
  }
  return strictest;
}

/**
 * Adds what shared sets state to the config of a repository. What the repository states itself counts as far as it is not
 * looser; parameters are merged where their policy declares which side is stricter.
 */
export function mergeSharedConfigs(own: Document, shared: readonly SharedConfig[]): MergedConfig {
  if (shared.length === 0) return { config: own, diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const report: Merge["report"] = (severity, path, message) => {
    diagnostics.push({ ...errorAt(own.locate(path), "config/shared", message), severity });
  };
  const merge = { own, shared, report };
  let { value } = own;
  const origins = new Map<string, Document>();
  for (const one of mergeOrganisation(merge)) {
    value = withValue(value, one.path, one.value);
    origins.set(formatPath(one.path), one.from.document);
  }
  const packs = mergePacks(merge);
  if (packs) value = withValue(value, ["packs"], packs);
  const failOn = mergeFailOn(merge);
  if (failOn) value = withValue(value, ["failOn"], failOn);
  const originOf = (path: Path): Document =>
    path.map((_, i) => origins.get(formatPath(path.slice(0, i + 1)))).find((one) => one !== undefined) ?? own;
  return { config: { ...own, value, locate: (path) => originOf(path).locate(path) }, diagnostics };
}
