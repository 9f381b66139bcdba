import type { Rule } from "./rule.ts";

/** True if a fact, such as `facts.fairness` or `facts.fairness.ppvGap`, may be read: itself, a part of it, or all around it. */
export type IsFactRead = (fact: string) => boolean;

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The paths that a rule reads: in its conditions, its message, and for its binding date. */
function pathsOf({ appliesWhen, require, message, binding }: Rule): readonly Iterable<string>[] | undefined {
  const conditions = [appliesWhen ? appliesWhen.paths : [], require.paths];
  const named = [...message.matchAll(placeholder)].map(([, path]) => path as string);
  const from = typeof binding === "string" ? [] : [binding.gatesFrom];
  const known = conditions.filter((paths) => paths !== undefined);
  return known.length < conditions.length ? undefined : [...known, named, from];
}

const FACTS = "facts";

/** Answers which facts some rules read. A rule that does not name what it reads may read all. */
export function factsRead(rules: readonly Rule[]): IsFactRead {
  const whole = new Set<string>();
  for (const rule of rules) {
    const lists = pathsOf(rule);
    if (!lists) return () => true;
    for (const paths of lists) for (const path of paths) if (path.startsWith(FACTS)) whole.add(path);
  }
  const parts = new Set([...whole].flatMap(parentsOf));
  return (fact) => parts.has(fact) || parentsOf(fact).some((parent) => whole.has(parent));
}

/** A path, and the paths of what it is part of. */
function parentsOf(path: string): string[] {
  const keys = path.split(/\.|\[/);
  return keys.map((_, i) => keys.slice(0, i + 1).join("."));
}
