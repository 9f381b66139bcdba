/** A pattern taken apart: texts to choose from, things in a row, alternatives, and repetitions. */
type PatternPart =
  | { readonly is: "text"; readonly options: readonly string[] }
  | { readonly is: "row"; readonly parts: readonly PatternPart[] }
  | { readonly is: "any"; readonly parts: readonly PatternPart[] }
  | { readonly is: "repeat"; readonly part: PatternPart; readonly least: number; readonly most: number };

/** Texts made of one part of a pattern, and repetitions of it. */
const MOST_TEXTS = 60;
const MOST_REPEATS = 40;

const escapes: Readonly<Record<string, string>> = { d: "0", w: "a", s: " ", D: "x", W: "-", S: "x", n: "\n", t: "\t" };
/** What stands for a place, not for a character. */
const places = "bBAz";

const text = (...options: readonly string[]): PatternPart => ({ is: "text", options });

/** Reads as much of a regular expression as is needed to write texts around it; undefined for what is rarer than that. */
function partsOf(source: string): PatternPart | undefined {
  let at = 0;

  function alternatives(): PatternPart {
    const parts = [row()];
    while (source[at] === "|") {
      at += 1;
      parts.push(row());
    }
    return { is: "any", parts };
  }

  function row(): PatternPart {
    const parts: PatternPart[] = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") parts.push(repeated(atom()));
    return { is: "row", parts };
  }

  function atom(): PatternPart {
    const character = source[at++] as string;
    if (character === "(") {
      const flags = /^\?(?:P?<\w+>|[a-zA-Z-]*:)/.exec(source.slice(at)) ?? /^\?[a-zA-Z-]+(?=\))/.exec(source.slice(at));
      at += flags?.[0].length ?? 0;
      const inner = alternatives();
      at += 1;
      return inner;
    }
    if (character === "[") return characterClass();
    if (character === "\\") return escaped(source[at++] ?? "");
    if (character === "^" || character === "$") return text("");
    return text(character === "." ? "x" : character);
  }

  function escaped(character: string): PatternPart {
    return text(places.includes(character) ? "" : (escapes[character] ?? character));
  }

  function characterClass(): PatternPart {
    const end = /^\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]/.exec(source.slice(at))?.[0] ?? "";
    at += end.length;
    const body = end.slice(0, -1);
    if (body.startsWith("^")) return text(...["x", "0", "-", " "].filter((one) => !body.includes(one)));
    const members = body.replaceAll(/\\(.)/g, (_, one: string) => escapes[one] ?? one).replaceAll(/(.)-(.)/g, "$1$2");
    return text(...new Set(members));
  }

  function repeated(part: PatternPart): PatternPart {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(source.slice(at));
    if (!found) return part;
    at += found[0].length;
    const [, sign, least, comma, most] = found;
    if (sign) return { is: "repeat", part, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity };
    return { is: "repeat", part, least: Number(least), most: most ? Number(most) : comma ? Infinity : Number(least) };
  }

  const whole = alternatives();
  return at === source.length ? whole : undefined;
}

/** Texts around a part: first the plainest, then each with one thing other than in that. */
function textsOf(part: PatternPart): string[] {
  if (part.is === "text") return part.options.length > 0 ? [...part.options] : [""];
  if (part.is === "any") return part.parts.flatMap(textsOf).slice(0, MOST_TEXTS);
  if (part.is === "row") {
    const each = part.parts.map(textsOf);
    const plain = each.map(([first = ""]) => first);
    const others = each.flatMap((options, i) => options.slice(1).map((option) => plain.with(i, option).join("")));
    return [plain.join(""), ...others].slice(0, MOST_TEXTS);
  }
  const [plain = "", ...others] = textsOf(part.part);
  const { least, most } = part;
  const beside = Number.isFinite(most) ? [most, most + 1] : [];
  const counts = [least, least - 1, least + 1, ...beside].filter((count) => count >= 0 && count <= MOST_REPEATS);
  const longest = Math.min(Math.max(least, 1), MOST_REPEATS);
  return [
    ...counts.map((count) => plain.repeat(count)),
    ...others.map((other) => plain.repeat(longest - 1) + other),
  ].slice(0, MOST_TEXTS);
}

/** Texts that a regular expression matches, and texts that it just does not. */
export function sampleTextsAround(pattern: string): string[] {
  const part = partsOf(pattern);
  if (!part) return [];
  const texts = textsOf(part);
  const [plain = ""] = texts;
  return [...new Set([...texts, `${plain}x`, `x${plain}`, ` ${plain}`, plain.toLowerCase(), plain.toUpperCase()])];
}
