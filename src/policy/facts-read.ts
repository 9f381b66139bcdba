import type { Rule } from "./rule.ts";

/** True if a fact, such as `facts.fairness` or `facts.fairness.ppvGap`, may be read: itself, a part of it, or all around it. */
export type IsFactRead = (fact: string) => boolean;

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The paths that a rule reads: in its conditions, its message, and for its binding date. */
function pathsOf({ appliesWhen, require, message, binding }: Rule): readonly string[] | undefined {
  const conditions = [appliesWhen?.paths ?? (appliesWhen ? undefined : []), require.paths];
  if (conditions.includes(undefined)) return undefined;
  const named = [...message.matchAll(placeholder)].map(([, path]) => path as string);
  const from = typeof binding === "string" ? [] : [binding.gatesFrom];
  return [...conditions.flatMap((paths) => [...(paths ?? [])]), ...named, ...from];
}

/** Answers which facts some rules read. A rule that does not name what it reads may read all. */
export function factsRead(rules: readonly Rule[]): IsFactRead {
  const read = new Set<string>();
  for (const rule of rules) {
    const paths = pathsOf(rule);
    if (!paths) return () => true;
    for (const path of paths) addWithParents(path, read);
  }
  return (fact) => read.has(fact) || parentsOf(fact).some((parent) => read.has(`${parent} whole`));
}

const FACTS = "facts";

/** Adds a path below `facts` with what it is part of, and marks it as read as a whole. */
function addWithParents(path: string, read: Set<string>): void {
  const keys = path.split(/[.[]/);
  if (keys[0] !== FACTS) return;
  for (let length = 1; length <= keys.length; length++) read.add(keys.slice(0, length).join("."));
  read.add(`${keys.join(".")} whole`);
}

/** A fact and what it is part of. */
function parentsOf(fact: string): string[] {
  const keys = fact.split(".");
  return keys.map((_, i) => keys.slice(0, i + 1).join("."));
}
