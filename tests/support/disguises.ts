// Manifests in disguise, made up from numbers: some reader of YAML or of git finds a deployment in each of them, so that
// none may pass in silence.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { answering, governed } from "./governed-repository.ts";
import { numbers, pickFrom } from "./numbers.ts";

interface Random {
  (): number;
  pick<T>(items: readonly T[]): T;
  /** True in a share of the cases. */
  is(share: number): boolean;
}

function randomOf(seed: number): Random {
  const next = numbers(seed);
  return Object.assign(() => next(), { pick: pickFrom(next), is: (share: number) => next() < share });
}

/** A file of a repository; with a target it is a link to a file of this content. */
export interface Disguise {
  readonly path: string;
  readonly content: Buffer;
  readonly target?: string;
  /** What was done, for the message about a silent one. */
  readonly by: string;
}

/** What a deployment states besides its header, as JSON: its answer is too late, so that no disguise can pass. */
const body = (name: string): [string, string][] => [
  [
    "metadata",
    `{"name":"${name}","version":"1.0.0","owner":{"name":"Kim Example","role":"facilities-manager","email":"kim@hospital.example"}}`,
  ],
  [
    "spec",
    `{"purpose":"Propose an order of cleaning.","function":"operations","stage":"production","jurisdictions":["US"],"users":["administrative-staff"],"affects":["nobody"],"decisionRole":"none","risk":{"level":"low"},"model":{"name":"rota","version":"1.0.0","type":"predictive","provider":"self","learning":"locked"},"data":{"categories":["operational"]},"vendors":[],"monitoring":{"reportResponseHours":99}}`,
  ],
];

const hex = (char: string, digits: number): string => (char.codePointAt(0) ?? 0).toString(16).padStart(digits, "0");

/** A double-quoted text of YAML with some of its characters as escapes. */
function escaped(random: Random, text: string, isJson: boolean): string {
  const forms = isJson
    ? [(char: string) => `\\u${hex(char, 4)}`]
    : [
        (char: string) => `\\x${hex(char, 2)}`,
        (char: string) => `\\u${hex(char, 4)}`,
        (char: string) => `\\U${hex(char, 8)}`,
        (char: string) => `\\\n    ${char}`,
      ];
  const chars = Array.from(text, (char) => {
    if (char === "/" && random.is(0.5)) return "\\/";
    return random.is(0.3) ? random.pick(forms)(char) : char;
  });
  return `"${chars.join("")}"`;
}

/** A key or a short text as one of the forms that mean the same. */
function scalar(random: Random, text: string, form: "block" | "flow" | "json" | "key"): string {
  if (form === "json") return random.is(0.5) ? JSON.stringify(text) : escaped(random, text, true);
  const plain = [text, `'${text}'`, `"${text}"`, escaped(random, text, form === "key").replaceAll("\\\n    ", "")];
  if (form === "key") return random.pick(plain);
  const more = [`!!str ${text}`, `&n${Math.floor(random() * 1e6)} ${text}`, escaped(random, text, false), ...plain];
  if (form === "flow") return random.pick(more);
  return random.pick([
    ...more,
    `|-\n  ${text}`,
    `>-\n  ${text}`,
    `\n  ${text}`,
    `!<tag:yaml.org,2002:str> ${text}`,
    `!!binary ${Buffer.from(text).toString("base64")}`,
    `${text} # x`,
  ]);
}

type Entry = [key: string, value: string];

/** The header: as it should be, or as near to it that somebody takes it for one. */
function header(random: Random): { values: [string, string][]; how: string } {
  const [version, kind] = ["caregate/v1", "AIDeployment"];
  const near: [string, [string, string][]][] = [
    ["no version", [["kind", kind]]],
    [
      "version of others",
      [
        ["apiVersion", random.pick(["v1", "apps/v1", "caregate/v2", "caregate.io/v1", "1"])],
        ["kind", kind],
      ],
    ],
    [
      "version misspelt",
      [
        ["apiVersion", random.pick(["Caregate/v1", "caregte/v1", "caregate/V1", "caregate"])],
        ["kind", kind],
      ],
    ],
    [
      "kind misspelt",
      [
        ["apiVersion", version],
        ["kind", random.pick(["AIDeploymnt", "aideployment", "Deployment", "AI-Deployment"])],
      ],
    ],
    [
      "both misspelt",
      [
        ["apiVersion", random.pick(["caregte/v1", "carregate/v1", "https://caregate/v1"])],
        ["kind", random.pick(["AIDeploymnt", "AIDeployments", "ai_deployment"])],
      ],
    ],
    [
      "kind misspelt, version of others",
      [
        ["apiVersion", random.pick(["v1", "apps/v1"])],
        ["kind", random.pick(["AIDeployments", "AI Deployment", "AiDeployement"])],
      ],
    ],
    ["no kind", [["apiVersion", version]]],
    [
      "kind under another key",
      [
        ["version", random.pick(["1", "v1", "caregate"])],
        [random.pick(["type", "knid", "class"]), kind],
      ],
    ],
    [
      "twice",
      [
        ["apiVersion", "v1"],
        ["kind", "Service"],
        ["apiVersion", version],
        ["kind", kind],
      ],
    ],
  ];
  if (random.is(0.25)) {
    const [how, values] = random.pick(near);
    return { how, values };
  }
  return {
    how: "header",
    values: random.is(0.5)
      ? [
          ["apiVersion", version],
          ["kind", kind],
        ]
      : [
          ["kind", kind],
          ["apiVersion", version],
        ],
  };
}

/** A document as text: a map in block style, in flow style, or as JSON. */
function written(random: Random, name: string, form: "block" | "flow" | "json"): { text: string; how: string } {
  const { values, how } = header(random);
  const steps = [how, form];
  let entries: Entry[] = values.map(([key, value]) => [
    scalar(random, key, form === "json" ? "json" : "key"),
    scalar(random, value, form),
  ]);
  const rest = body(name).map(([key, value]): Entry => [form === "json" ? JSON.stringify(key) : key, value]);
  const before: Entry[] = [];
  if (form !== "json" && random.is(0.15)) {
    steps.push("alias");
    entries = entries.map(([key], i) => {
      before.push([`x${i}`, `&v${i} ${values[i]?.[1]}`]);
      return [key, `*v${i}`];
    });
  } else if (form !== "json" && random.is(0.1)) {
    steps.push("alias as key");
    entries = entries.map(([, value], i) => {
      before.push([`x${i}`, `&k${i} ${values[i]?.[0]}`]);
      return [`*k${i} `, value];
    });
  } else if (form === "block" && random.is(0.1)) {
    steps.push("merge key");
    before.push(["x", `&all { ${values.map(([key, value]) => `${key}: ${value}`).join(", ")} }`]);
    entries = [["<<", random.is(0.5) ? "*all" : "[*all]"]];
  }
  const all = random.is(0.7) ? [...before, ...entries, ...rest] : [...rest, ...before, ...entries];
  if (form === "json")
    return {
      text: `{${all.map(([key, value]) => `${key}:${value}`).join(random.pick([",", ",\n", ", \t"]))}}`,
      how: steps.join(", "),
    };
  if (form === "flow")
    return { text: `{${all.map(([key, value]) => `${key}: ${value}`).join(", ")}}`, how: steps.join(", ") };
  const isExplicit = random.is(0.1);
  const lines = all.map(([key, value]) => (isExplicit ? `? ${key}\n: ${value}\n` : `${key}: ${value}\n`));
  return {
    text: lines.join(random.pick(["", "", "\n", "# caregate\n"])),
    how: isExplicit ? `${steps.join(", ")}, explicit keys` : steps.join(", "),
  };
}

/** Other documents before or around one, with the name of each way. */
const places: readonly [string, (document: string, form: "block" | "flow" | "json") => string | undefined][] = [
  ["alone", (text) => text],
  ["alone", (text) => text],
  ["after others", (text) => `a: 1\n---\nb: 2\n---\n${text}`],
  ["after an end", (text) => `a: 1\n...\n---\n${text}`],
  ["before others", (text) => `${text}\n---\na: 1\n`],
  ["after a directive", (text) => `%YAML 1.2\n---\n${text}`],
  ["after a directive of tags", (text) => `%TAG !e! tag:example.org,2026:\n---\n${text}`],
  ["after a comment", (text) => `# ${"c".repeat(100)}\n\n${text}`],
  ["after a broken document", (text) => `a: [\n---\n${text}`],
  ["after many problems", (text) => `${"a: 1\n".repeat(103)}---\n${text}`],
  ["before a broken document", (text) => `${text}\n---\na: {\n`],
  ["after a long document", (text) => `${Array.from({ length: 400 }, (_, i) => `k${i}: v\n`).join("")}---\n${text}`],
  ["in a line with its start", (text, form) => (form === "block" ? undefined : `--- ${text}`)],
  ["in a list", (text, form) => (form === "block" ? undefined : form === "json" ? `[${text}]` : `- ${text}`)],
  [
    "in a list of block style",
    (text, form) => (form === "block" ? `- ${text.trimEnd().replaceAll("\n", "\n  ")}\n` : undefined),
  ],
  [
    "in a List",
    (text, form) =>
      form === "block"
        ? undefined
        : form === "json"
          ? `{"apiVersion":"v1","kind":"List","items":[${text}]}`
          : `apiVersion: v1\nkind: List\nitems:\n  - ${text}`,
  ],
  [
    "in a List of block style",
    (text, form) =>
      form === "block"
        ? `apiVersion: v1\nkind: List\nitems:\n  - ${text.trimEnd().replaceAll("\n", "\n    ")}\n`
        : undefined,
  ],
  [
    "deep in a map",
    (text, form) =>
      form === "block" ? undefined : form === "json" ? `{"a":{"b":[[${text}]]}}` : `a: { b: [[${text}]] }`,
  ],
  [
    "as an anchor that nobody uses",
    (text, form) => (form === "block" ? undefined : form === "json" ? undefined : `x: &m ${text}\n`),
  ],
];

const inUtf32 = (text: string): Buffer =>
  Buffer.from(Uint32Array.from(Array.from(text, (char) => char.codePointAt(0) ?? 0)).buffer);

/** The bytes of a text as some reader decodes them. */
const encodings: readonly [string, (text: string) => Buffer][] = [
  ...Array.from({ length: 8 }, (): [string, (text: string) => Buffer] => ["UTF-8", (text) => Buffer.from(text)]),
  ["UTF-8 with a mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["CRLF", (text) => Buffer.from(text.replaceAll("\n", "\r\n"))],
  ["UTF-16LE with a mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16LE", (text) => Buffer.from(text, "utf16le")],
  ["UTF-16BE with a mark", (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
  ["UTF-32LE", (text) => inUtf32(text)],
  ["UTF-32BE", (text) => inUtf32(text).swap32()],
  ["Latin-1", (text) => Buffer.from(`# \u00FC\n${text}`, "latin1")],
  ["an invalid byte at the end", (text) => Buffer.concat([Buffer.from(`${text}\n# `), Buffer.from([0xff, 0x0a])])],
  ["a NUL at the end", (text) => Buffer.from(`${text}\n# \0\n`)],
  ["a separator of lines", (text) => Buffer.from(`# x\u2028y\n${text}`)],
  ["a next line", (text) => Buffer.from(`# x\u0085y\n${text}`)],
];

/** Folders with attributes, an ignore file or a name that tools leave out, and the content of their files of settings. */
const folders: readonly [string, Readonly<Record<string, string>>][] = [
  ["deploy/", {}],
  ["deploy/", {}],
  ["", {}],
  ["node_modules/x/", {}],
  [".hidden/", {}],
  ["vendor/", { ".gitignore": "*\n" }],
  ["build/", { ".gitattributes": "*.[yjYJ]* linguist-generated export-ignore\n" }],
  ["deploy/.caregate/", {}],
  ["crlf/", { ".gitattributes": "*.[yjYJ]* text eol=crlf\n" }],
  ["ident/", { ".gitattributes": "*.[yjYJ]* ident\n" }],
  ["filtered/", { ".gitattributes": "*.[yjYJ]* filter=unknown\n" }],
  ["utf16/", { ".gitattributes": "*.[yjYJ]* working-tree-encoding=UTF-16\n" }],
  ["latin/", { ".gitattributes": "*.[yjYJ]* text working-tree-encoding=ISO-8859-1\n" }],
  ["ebcdic/", { ".gitattributes": "*.[yjYJ]* text working-tree-encoding=IBM037\n" }],
  ["utf7/", { ".gitattributes": "*.[yjYJ]* text working-tree-encoding=UTF-7\n" }],
];

/** As a person or some system reads them, which includes a Cyrillic letter, a blank and a dot at the end. */
const endings = [".yaml", ".yaml", ".yaml", ".yml", ".YAML", ".Yml", ".y\u0430ml", ".yaml ", ".yml."];
const padding = "# pad\n";

/** What git LFS and git-crypt store instead of a file. */
const substitutes: readonly [string, (text: string) => Buffer][] = [
  [
    "git LFS",
    (text) =>
      Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize ${text.length}\n`),
  ],
  [
    "git LFS of old",
    (text) =>
      Buffer.from(`version https://hawser.github.com/spec/v1\noid sha256:${"ab".repeat(32)}\nsize ${text.length}\n`),
  ],
  ["git-annex", () => Buffer.from(`/annex/objects/SHA256E-s12--${"ab".repeat(32)}.yaml\n`)],
  ["git-fat", () => Buffer.from(`#$# git-fat ${"ab".repeat(20)} 12\n`)],
  ["git-crypt", (text) => Buffer.concat([Buffer.from("\0GITCRYPT\0"), Buffer.from(text).map((byte) => byte ^ 0x5a)])],
];

/** The disguise of a number. */
export function disguise(seed: number): Disguise {
  const random = randomOf(seed);
  const form = random.pick(["block", "block", "flow", "json"] as const);
  const { text: document, how } = written(random, `d${seed}`, form);
  const [place, put] = random.pick(places);
  const inPlace = put(document, form);
  const [encoding, encode] = random.pick(encodings);
  const isLarge = random.is(0.01);
  const pad = isLarge ? padding.repeat(random.pick([15_000, 400_000])) : "";
  const text = inPlace ?? document;
  let content = encode(form === "json" || !isLarge || text.startsWith("%") ? text : pad + text);
  const by = [how, inPlace === undefined ? "alone" : place, encoding, ...(isLarge ? ["large"] : [])];
  if (random.is(0.02)) {
    const [name, stored] = random.pick(substitutes);
    content = stored(text);
    by.push(name);
  }
  const [folder] = random.pick(folders);
  const isJsonFile = form === "json" && ["alone", "in a list", "in a List", "deep in a map"].includes(place);
  const ending = isJsonFile && random.is(0.5) ? random.pick([".json", ".JSON"]) : random.pick(endings);
  const path = `${folder}${random.pick(["m", "a b", "ä", "-x", "[y]"])}${seed}${ending}`;
  by.push(folder);
  if (random.is(0.05)) return { path, content, target: `store/${seed}.txt`, by: [...by, "link"].join("; ") };
  // What only the program of a filter can turn into a manifest.
  if (folder === "filtered/" && random.is(0.5)) content = Buffer.from(content.toString("base64"));
  return { path, content, by: by.join("; ") };
}

const git = (root: string, ...args: string[]): void =>
  void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "core.safecrlf=false", ...args], {
    cwd: root,
    stdio: "pipe",
  });

function put(root: string, path: string, content: string | Buffer): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A disguise that a check passes over, and the way of the check. */
export interface Silent extends Pick<Disguise, "path" | "by"> {
  readonly seed: number;
  readonly way: string;
}

/** The files of which a report says something that makes a check fail. */
const noticedIn = ({ findings, diagnostics }: Report): Set<string> =>
  new Set([
    ...findings.filter(({ gates }) => gates).map(({ manifest }) => manifest.file),
    ...diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file),
  ]);

/**
 * Commits disguises to a repository, checks it out again and checks it in every way.
 * @param root absolute real path of a folder, which is emptied
 * @returns the disguises of which a report says nothing that makes the check fail
 */
export async function silentDisguises(root: string, from: number, count: number): Promise<Silent[]> {
  for (const name of readdirSync(root)) rmSync(join(root, name), { recursive: true, force: true });
  git(root, "init", "--quiet", "--initial-branch=main");
  for (const [path, content] of Object.entries({ ...governed, "deploy/a.yaml": answering(12) }))
    put(root, path, content);
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", "base");
  git(root, "branch", "base");
  const made = Array.from({ length: count }, (_, i) => ({ seed: from + i, ...disguise(from + i) }));
  for (const { path, content, target } of made) {
    put(root, target ?? path, content);
    if (target === undefined) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(relative(dirname(path), target), join(root, path));
  }
  git(root, "add", "--all", "--force");
  // After the files, so that git stores these as they are and converts them in the next checkout.
  for (const [folder, files] of folders)
    for (const [name, content] of Object.entries(files)) put(root, folder + name, content);
  git(root, "add", "--force", "--", ":(glob)**/.gitattributes", ":(glob)**/.gitignore");
  git(root, "commit", "--quiet", "--message", "change");
  for (const name of readdirSync(root)) if (name !== ".git") rmSync(join(root, name), { recursive: true });
  try {
    git(root, "checkout", "--quiet", "--force", "HEAD", "--", ".");
  } catch {
    // Git reports a file that it cannot convert, and writes it as it is.
  }
  const options = { targets: ["."], cwd: root, asOf: "2026-11-22" };
  const silent: Silent[] = [];
  for (const [way, more] of [
    ["tree", {}],
    ["commit", { ref: "HEAD" }],
    ["change", { base: "base" }],
  ] as const) {
    const { report } = await check({ ...options, ...more });
    const noticed = noticedIn(report);
    for (const { seed, path, by } of made) if (!noticed.has(path)) silent.push({ seed, way, path, by });
  }
  return silent;
}
