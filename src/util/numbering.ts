/** Numbers distinct values in the order of their first use. */
export function numbering<T>() {
  const numbers = new Map<string, number>();
  const things: T[] = [];
  return {
    things,
    of(thing: T): number {
      const key = JSON.stringify(thing);
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = things.push(thing) - 1));
      return number;
    },
  };
}
