/** What a function says of a thing, worked out once for as long as the thing is there; the thing must not change. */
export function memoizeByObject<K extends object, V>(tell: (thing: K) => V): (thing: K) => V {
  const known = new WeakMap<K, { readonly told: V }>();
  return (thing) => {
    const before = known.get(thing);
    if (before) return before.told;
    const told = tell(thing);
    known.set(thing, { told });
    return told;
  };
}

/** Asks once, when first asked. */
export function lazy<T>(tell: () => T): () => T {
  let told: { readonly it: T } | undefined;
  return () => (told ??= { it: tell() }).it;
}

/** What a function says of a text, worked out once; an error is not kept. */
export function memoizeByText<V>(tell: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    if (!known.has(text)) known.set(text, tell(text));
    return known.get(text) as V;
  };
}

const MOST_TEXTS = 10_000;
const LONGEST_TEXT = 200;

/** What a function says of a short text, kept until there are too many: manifests and tests repeat their texts. */
export function memoizeRecentTexts<V>(tell: (text: string) => V): (text: string) => V {
  const known = new Map<string, V>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const told = tell(text);
    if (text.length > LONGEST_TEXT) return told;
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(text, told);
    return told;
  };
}
