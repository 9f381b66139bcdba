/** Letters that look like those of names, in other scripts. */
const lookalikes = new Map(
  Object.entries({
    a: "аɑα",
    A: "АΑ",
    c: "сϲ",
    C: "СϹ",
    d: "ԁ",
    D: "Ꭰ",
    e: "еҽ",
    E: "ЕΕ",
    g: "ɡց",
    i: "іı",
    I: "ІΙӀ",
    j: "ј",
    J: "Ј",
    k: "кκ",
    l: "ӏ",
    m: "м",
    M: "МΜ",
    n: "п",
    N: "Ν",
    o: "оοօ",
    O: "ОΟ",
    p: "рρ",
    r: "г",
    s: "ѕ",
    S: "Ѕ",
    t: "т",
    v: "νѵ",
    y: "уү",
    Y: "УΥ",
  }).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter] as const)),
);
const lookalike = new RegExp(`[${[...lookalikes.keys()].join("")}]`, "g");

/** Full-width and mathematical forms of ASCII. */
const formsOfAscii = /[\uFF01-\uFF5E]|[\u{1D400}-\u{1D7FF}]/gu;

/** A text with the letters that a person sees: without invisible characters, and with ASCII for what looks like it. */
export function asSeen(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/[^\0-\x7F]/.test(text)) return text;
  // One by one: the normal form of a long text may take long.
  return text
    .replaceAll(formsOfAscii, (letter) => letter.normalize("NFKC"))
    .replaceAll(/\p{Cf}/gu, "")
    .replaceAll(lookalike, (letter) => lookalikes.get(letter) as string);
}
