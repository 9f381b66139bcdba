import type { Rule } from "./rule.ts";

/** True if a fact, such as `facts.fairness` or `facts.fairness.ppvGap`, may be read: itself, a part of it, or all around it. */
export type IsFactRead = (fact: string) => boolean;

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The paths that a rule reads: in its conditions, its messages, and for its binding date. */
function pathsOf(rule: Rule): readonly Iterable<string>[] | undefined {
  const { appliesWhen, require, message, messages, binding, scopedParameters, advisoryIn } = rule;
  const scopes = [...scopedParameters.map(({ scope }) => scope), ...advisoryIn];
  const conditions = [appliesWhen, require, ...scopes, ...messages.map(({ when }) => when)].filter(
    (one) => one !== undefined,
  );
  const known = conditions.map(({ paths }) => paths).filter((paths) => paths !== undefined);
  const texts = [message, ...messages.flatMap((one) => [one.message, ...one.write])];
  const named = texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, path]) => path as string));
  const from = typeof binding === "string" ? [] : [binding.gatesFrom];
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
