import { sha256 } from "../util/hash.ts";
import type { Tree } from "./tree.ts";

// What a result depends on: every call of a tree that led to it, with the digest of what the call gave.

type Method = {
  [K in keyof Tree]-?: NonNullable<Tree[K]> extends (...args: never) => unknown ? K : never;
}[keyof Tree];

/** A call of a tree, and the digest of its result or error. */
export type TracedCall = readonly [method: string, args: readonly unknown[], digest: string];

/** A tree that records its calls. */
export interface TracedTree {
  readonly tree: Tree;
  /**
   * The calls since the last time, and all earlier calls for the same paths: what was read of a path may be kept and used
   * again without a call.
   */
  readonly take: () => readonly TracedCall[];
}

type AnyMethod = (...args: readonly unknown[]) => unknown;

const methods: readonly Method[] = [
  "conversions",
  "entries",
  "isLinkToDirectory",
  "kind",
  "linkTarget",
  "listed",
  "locate",
  "objectAt",
  "origin",
  "readFile",
  "readPrefix",
];

function digestOf(result: unknown): string {
  if (result instanceof Uint8Array) return `bytes ${sha256(result)}`;
  return sha256(JSON.stringify(result instanceof Map ? [...(result as Map<string, string>)] : (result ?? null)));
}

const digestOfError = (error: unknown): string => `error ${String((error as { readonly code?: unknown }).code)}`;

/** No call gives this: something gave two results during one run. */
const CHANGED = "changed";

/** A recorded call with its last result. */
interface Known {
  readonly call: TracedCall;
  readonly result: unknown;
}

export function traceTree(tree: Tree): TracedTree {
  const known = new Map<string, Map<string, Known>>();
  let paths = new Set<string>();
  function note(method: Method, args: readonly unknown[], result: unknown, digest: (result: unknown) => string): void {
    const path = JSON.stringify(args[0]);
    const key = JSON.stringify([method, args]);
    paths.add(path);
    const calls = known.get(path) ?? new Map<string, Known>();
    known.set(path, calls);
    const before = calls.get(key);
    if (before && before.result === result) return;
    const found = digest(result);
    const isChanged = before !== undefined && before.call[2] !== found;
    // Bytes are not kept: there may be many.
    const kept = result instanceof Uint8Array ? undefined : result;
    calls.set(key, { call: [method, args, isChanged ? CHANGED : found], result: kept });
  }
  const traced: Record<string, unknown> = {};
  for (const method of methods) {
    const call = tree[method] as AnyMethod | undefined;
    if (call === undefined) continue;
    traced[method] = (...args: readonly unknown[]): unknown => {
      try {
        const result = call.apply(tree, args as never);
        note(method, args, result, digestOf);
        return result;
      } catch (error) {
        note(method, args, error, digestOfError);
        throw error;
      }
    };
  }
  return {
    tree: { ...tree, ...traced },
    take() {
      const touched = [...paths].toSorted();
      paths = new Set();
      return touched.flatMap((path) => [...(known.get(path)?.values() ?? [])].map(({ call }) => call));
    },
  };
}

/** Returns a test whether every call would give the same again. Each is made once. */
export function createReplay(tree: Tree): (calls: readonly TracedCall[]) => boolean {
  const known = new Map<string, string>();
  function digest(method: Method, args: readonly unknown[]): string {
    try {
      return digestOf((tree[method] as AnyMethod | undefined)?.apply(tree, args as never));
    } catch (error) {
      return digestOfError(error);
    }
  }
  return (calls) =>
    calls.every(([method, args, expected]) => {
      const key = JSON.stringify([method, args]);
      const found = known.get(key) ?? digest(method as Method, args);
      known.set(key, found);
      return methods.includes(method as Method) && found === expected;
    });
}
