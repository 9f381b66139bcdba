// Texts that are made to take long or much memory. Each is a file of a repository that is checked.
import { lowRisk } from "./repository.ts";

/** Characters of a text, as far as its pieces allow. */
const SIZE = 200_000;
const fill = (text: string, size = SIZE): string => text.repeat(Math.floor(size / text.length));
const lines = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join("");

/** Texts for the parser alone: no word of caregate is in them. */
export const foreignTexts: Readonly<Record<string, string>> = {
  "open brackets": fill("["),
  "closed brackets": "[".repeat(SIZE / 2) + "]".repeat(SIZE / 2),
  "brackets closed only": fill("]"),
  "maps in maps": fill("{a:"),
  dashes: fill("- "),
  "question marks": fill("? "),
  colons: fill(": "),
  "keys in keys": fill("a: b: "),
  "the same key": fill("k: v\n"),
  commas: `[${fill(",")}`,
  quotes: fill('"'),
  escapes: `a: "${fill("\\q")}"`,
  documents: fill("---\na\n"),
  anchors: fill("&a "),
  tags: fill("- !a b\n"),
  directives: fill("%a\n"),
  "unclosed quotes": fill('a: "x\n'),
  spaces: `a: "${fill(" ")}\n"`,
};

const without = (field: string): string => lowRisk.replace(new RegExp(`^ {2}${field}:.*\\n`, "m"), "");
const doubling = (levels: number): string =>
  lines(levels, (i) => `x${i}: &x${i} [${i === 0 ? "a" : `*x${i - 1}, *x${i - 1}, *x${i - 1}`}]\n`);

/** Manifests with very much in one place. */
export const manifests: Readonly<Record<string, () => string>> = {
  "aliases of aliases": () => `${lowRisk}${doubling(40)}`,
  "aliases of a long list": () => `${lowRisk}x: &x [${fill("a, ")}]\ny: [${fill("*x, ", 40_000)}]\n`,
  "anchors without aliases": () => `${lowRisk}x:\n${lines(20_000, (i) => `  - &a${i} b\n`)}`,
  "merge keys": () => `${lowRisk}x: &x { a: 1 }\n${lines(5000, (i) => `y${i}: { <<: *x }\n`)}`,
  "levels of a list": () => `${lowRisk}x: ${"[".repeat(5000)}${"]".repeat(5000)}\n`,
  "levels of maps": () => `${lowRisk}x:\n${lines(400, (i) => `${" ".repeat(i + 1)}a:\n`)}`,
  "unknown keys at the top": () => `${lowRisk}${lines(60_000, (i) => `k${i}: 1\n`)}`,
  "unknown keys of spec": () => `${lowRisk}${lines(60_000, (i) => `  k${i}: 1\n`)}`,
  "keys with a large number": () => `${lowRisk}x:\n${lines(50_000, (i) => `  ${i}${"0".repeat(20)}: 1\n`)}`,
  "the same key": () => `${lowRisk}${lines(60_000, () => "a: 1\n")}`,
  "documents of others": () => `${lowRisk}${lines(20_000, (i) => `---\na: ${i}\n`)}`,
  "broken documents of caregate": () =>
    `${lowRisk}${lines(2000, () => "---\napiVersion: caregate/v1\nkind: Contract\nx: [1,\n")}`,
  "documents that do not fit": () =>
    `${lowRisk}${lines(2000, () => "---\napiVersion: caregate/v1\nkind: Contract\nx: 1\n")}`,
  "manifests of one name": () => lines(400, () => `---\n${lowRisk}`),
  "evidence entries of no file": () =>
    `${lowRisk}evidence:\n${lines(5000, (i) => `  - { kind: Contract, id: c${i}, path: c${i}.yaml }\n`)}`,
  "evidence entries of the manifest itself": () =>
    `${lowRisk}evidence:\n${lines(5000, () => "  - { kind: Contract, path: hostile.yaml }\n")}`,
  "evidence entries that lead out": () =>
    `${lowRisk}evidence:\n${lines(5000, (i) => `  - { kind: Contract, path: ../../../c${i}.yaml }\n`)}`,
  "evidence entries with addresses": () =>
    `${lowRisk}evidence:\n${lines(5000, (i) => `  - { kind: Contract, path: "https://c${i}.example/" }\n`)}`,
  "evidence entries without a path": () => `${lowRisk}evidence:\n${lines(10_000, () => "  - { kind: Contract }\n")}`,
  "a path of many steps": () => `${lowRisk}evidence:\n  - { kind: Contract, path: "${fill("../")}c.yaml" }\n`,
  vendors: () =>
    `${without("vendors")}  vendors:\n${lines(1000, (i) => `    - { name: V${i}, roles: [processor], supplies: [hosting] }\n`)}`,
  "vendors of one name": () =>
    `${without("vendors")}  vendors:\n${lines(1000, () => "    - { name: V, roles: [processor], supplies: [hosting] }\n")}`,
  jurisdictions: () => lowRisk.replace("[US, US-MN]", `[${lines(20_000, () => "US, ")}DE]`),
  "a long purpose": () => lowRisk.replace(/purpose: .*/, `purpose: ${fill("long ", 1_500_000)}`),
  "a long name": () => lowRisk.replace("name: theatre-cleaning", `name: ${fill("a-", 1_000_000)}a`),
  "a long e-mail address": () => lowRisk.replace("facilities@hospital.example", `${fill("a.")}@${fill("a.")}example`),
  "a long date": () => lowRisk.replace("stage: production", `stage: production\n  goLive: "${fill("2026-")}"`),
  "a long number": () => lowRisk.replace("stage: production", `stage: ${fill("9")}`),
  "a long comment": () => `${lowRisk}# ${fill("x ", 1_900_000)}\n`,
  "comments on every line": () => lines(60_000, () => "# a\n") + lowRisk,
  "one line of JSON": () => `{"apiVersion":"caregate/v1","kind":"AIDeployment","x":[${fill('{"a":1},', 1_500_000)}1]}`,
  "as many brackets as fit": () =>
    `{"apiVersion":"caregate/v1","kind":"AIDeployment","x":[${fill('{"a":1},', 340_000)}1]} # no JSON`,
  "keys of JSON twice": () => `{"apiVersion":"caregate/v1","kind":"AIDeployment",${fill('"a":1,')}"b":2}`,
  "characters that control a terminal": () => `${lowRisk}x: "${fill("\\e[2J\\u202E")}"\n`,
  "a page that is no UTF-8": () => `${lowRisk}x: ${fill("\uFFFD")}\n`,
};
