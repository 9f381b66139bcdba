import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parsePlain } from "../../src/documents/parse.ts";
import { parseYaml } from "../../src/documents/parse-yaml.ts";
import type { ParseLimits } from "../../src/documents/parse-yaml.ts";
import { type Json, type Path, formatPath, isObject } from "../../src/util/json.ts";

/** A random number from 0 to a limit (exclusive). */
export type Random = (limit: number) => number;

/** Random numbers that a seed determines (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Parts of texts, separated by `¦`: all that the readers of plain texts decide by. */
const tokens = [
  "a¦b: ¦b:¦key: value¦- ¦-¦  ¦    ¦ ¦\n¦\n\n¦\n  ¦\n    ¦\n- ¦\n  - ¦: ¦:¦, ¦[¦]¦{¦}¦[a, b]¦{ a: 1 }¦{a: [b]}¦#¦# note¦\n# note\n",
  "\n  # note\n¦ # note¦\"¦'¦''¦\\¦\\n¦\\u0041¦\\x41¦\"a\"¦'it''s'¦\"a\": ¦'b' : ¦|¦|-\n  a¦|\n  a\n\n  b\n¦|2\n  a¦|+\n  a\n\n¦>¦>-\n  a\n  b\n",
  ">\n  a\n\n  b\n¦|-\n  a\n    b\n¦---\n¦...\n¦--- ¦---¦%YAML 1.2\n¦&a ¦*a¦!!str ¦!t ¦? ¦<<: ¦null¦~¦Null¦true¦False¦__proto__: 1",
  "0¦-0¦1.50¦.5¦5.¦1e3¦0x1f¦0o7¦007¦+1¦9007199254740993¦.inf¦.NaN¦2026-01-01¦10:30¦http://x.example/a#b¦a#b¦a,b¦a]¦(x)¦<= 5¦=¦@¦`",
  "\t¦\r\n¦\u0085¦\u2028¦\uFEFF¦é¦日本¦😀¦\u00A0¦-a¦?a¦:a¦a: b: c¦a:b",
].flatMap((some) => some.split("¦"));

/** Changes a text in a few places: parts added, removed, moved or doubled, and lines indented. */
export function mutate(text: string, random: Random): string {
  let changed = text;
  for (let left = 1 + random(3); left > 0; left--) {
    const at = random(changed.length + 1);
    const to = Math.min(changed.length, at + 1 + random(random(4) === 0 ? 30 : 3));
    const token = tokens[random(tokens.length)] as string;
    const lineStart = changed.lastIndexOf("\n", at - 1) + 1;
    const lineEnd = changed.indexOf("\n", at) + 1 || changed.length;
    const changes = [
      () => changed.slice(0, at) + token + changed.slice(at),
      () => changed.slice(0, at) + token + changed.slice(to),
      () => changed.slice(0, at) + changed.slice(to),
      () => changed.slice(0, lineStart) + " ".repeat(1 + random(4)) + changed.slice(lineStart),
      () => changed.slice(0, lineStart) + changed.slice(lineStart + 1 + random(2)),
      () => changed.slice(0, lineEnd) + changed.slice(lineStart),
      () => changed.slice(0, lineStart) + changed.slice(lineEnd),
      () => changed.slice(0, lineStart) + token + changed.slice(lineStart),
      () => changed.slice(0, at),
    ];
    changed = (changes[random(changes.length)] as () => string)();
  }
  return changed;
}

/** A text made of parts only. */
export function assemble(random: Random): string {
  let text = "";
  for (let left = 1 + random(12); left > 0; left--) text += tokens[random(tokens.length)] as string;
  return text;
}

/** Some lines of a text, indented as little as possible. */
function excerpt(text: string, random: Random): string {
  const lines = text.split("\n");
  const from = random(lines.length);
  const part = lines.slice(from, from + 1 + random(14));
  const indent = Math.min(...part.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return part.map((line) => line.slice(Number.isFinite(indent) ? indent : 0)).join("\n");
}

/** The texts of all YAML and JSON files of the project. */
export function projectTexts(project: string): string[] {
  const listed = execFileSync("git", ["ls-files", "*.yaml", "*.yml", "*.json"], { cwd: project, encoding: "utf8" });
  return listed
    .trimEnd()
    .split("\n")
    .map((file) => readFileSync(join(project, file), "utf8"))
    .filter((text) => text.length < 300_000);
}

/** A text to compare the readers with: an excerpt of a text, changed or not, or one made of parts. */
export function randomText(texts: readonly string[], random: Random): string {
  const kind = random(6);
  if (kind === 0) return assemble(random);
  const part = excerpt(texts[random(texts.length)] as string, random);
  const text = kind === 1 ? part : mutate(part, random);
  return random(2) === 0 ? text : `${text}\n`;
}

export function pathsIn(value: Json, path: Path = []): Path[] {
  const inner = Array.isArray(value)
    ? value.flatMap((item, i) => pathsIn(item, [...path, i]))
    : isObject(value)
      ? Object.keys(value).flatMap((key) => pathsIn(value[key] as Json, [...path, key]))
      : [];
  return [path, ...inner];
}

/** The result of reading a text as a plain text: it was left to `yaml`, is the same, or differs as described. */
export type Comparison = "left" | "same" | `differs: ${string}`;

/** Reads a text with both readers. A plain text must have the value, texts, places and (no) diagnostics that `yaml` gives. */
export function comparePlain(text: string, limits?: ParseLimits): Comparison {
  const plain = parsePlain("f", text, limits);
  if (plain === undefined) return "left";
  const { documents, diagnostics } = parseYaml("f", text, limits);
  const [only] = documents;
  if (diagnostics[0]) return `differs: ${diagnostics[0].code}`;
  if (only === undefined || documents.length > 1) return `differs: ${documents.length} documents`;
  if (!isDeepStrictEqual(plain.value, only.value)) return `differs: ${JSON.stringify([plain.value, only.value])}`;
  if (plain.text !== only.text || plain.index !== only.index) return "differs: text";
  for (const path of pathsIn(plain.value))
    for (const one of [path, [...path, "absent"], [...path, 99]])
      if (!isDeepStrictEqual(plain.locate(one), only.locate(one)))
        return `differs: ${formatPath(one)} at ${JSON.stringify([plain.locate(one), only.locate(one)])}`;
  return "same";
}
