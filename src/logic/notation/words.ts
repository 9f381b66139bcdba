import { ownName } from "../operator-names.ts";

/** The first keys of the rule context. Each path starts with one of them, or with the name of an element. */
export const roots: readonly string[] = ["metadata", "spec", "organisation", "evidence", "facts", "asOf"];

/** Words with a meaning of their own, which cannot name an element. */
export const reserved: ReadonlySet<string> = new Set(
  (
    "and or not in is every some no where if then else true false null mod otherwise those each fold " +
    "subset intersects within matches"
  ).split(" "),
);

/** Relations that are words. */
export const wordRelations: readonly string[] = ["in", "subset", "intersects", "within", "matches"];

/** Relations that are signs. */
export const comparisons: readonly string[] = ["==", "!=", "===", "!==", "<=", ">=", "<", ">"];

/** The names of the element and of the intermediate result in a `fold`. */
export const foldNames: readonly string[] = ["current", "accumulator"];

/** Operators that cannot be called by their name without a backtick, since the notation has another form for them. */
export const ownForm: ReadonlySet<string> = new Set(
  "var param missing missing_some all some none filter map reduce if and or".split(" "),
);

const plainKey = /^(?:[A-Za-z_]\w*|\d+)$/;

/** The keys of a dotted path, whose quoted keys may hold any character but a dot. */
export function splitKeys(text: string): string[] {
  return [...text.matchAll(/"(?:\\.|[^"\\])*"|[^."]+/g)].map(([key]) =>
    key.startsWith('"') ? (JSON.parse(key) as string) : key,
  );
}

/** A key as the notation writes it in a path. */
export function writeKey(key: string): string {
  return plainKey.test(key) ? key : JSON.stringify(key);
}

/** What to write for a word between two values that is no relation. */
export function unjoinedWord(word: string): string {
  const own = ownName(word);
  if (own === "in") return `there is no \`${word}\` here: write the value first, \`VALUE in LIST\``;
  if (own !== undefined && wordRelations.includes(own)) return `there is no \`${word}\` here: write \`${own}\``;
  return `\`${word}\` does not continue the condition: join it with \`and\`, \`or\` or a comparison`;
}
