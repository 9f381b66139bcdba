/** Names of operators in other languages. */
const confused: Readonly<Record<string, string>> = {
  "=": "==",
  "=>": ">=",
  "=<": "<=",
  "<>": "!=",
  "&&": "and",
  "||": "or",
  not: "!",
  any: "some",
  every: "all",
  contains: "in",
  includes: "in",
  has: "in",
  startsWith: "matches",
  endsWith: "matches",
  regex: "matches",
  like: "matches",
  unique: "distinct",
  between: "<=",
  length: "count",
  size: "count",
  exists: "!!",
};

/** What an operator of another language is called here; undefined for a name that is not known. */
export const ownName = (op: string): string | undefined => (Object.hasOwn(confused, op) ? confused[op] : undefined);
