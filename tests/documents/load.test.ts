import { decodeText } from "../../src/util/decode-text.ts";
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Loaded } from "../../src/documents/load.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { loadFile, loadText, mayContainDocuments } from "../../src/documents/load.ts";
import { kinds } from "../../src/model/document.ts";
import { temporaryDirectory } from "../support/temporary.ts";
import { treeOf } from "../support/tree.ts";

const manifest = "apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: { name: x }\n";

/** Loads a text as one that was come upon in a directory. */
function walked(text: string): Loaded {
  return loadText("f.yaml", text, { named: false });
}

function codes({ diagnostics }: Loaded): string[] {
  return diagnostics.map(({ code, span }) => `${code} ${span.start.line}`);
}

describe("whose documents", () => {
  test("ours have our apiVersion and a known kind", () => {
    for (const kind of kinds) {
      const { documents, diagnostics, seen } = walked(`apiVersion: caregate/v1\nkind: ${kind}\n`);
      expect(diagnostics).toEqual([]);
      expect(documents).toMatchObject([{ kind, index: 0, file: "f.yaml", value: { kind } }]);
      expect(documents[0]?.locate(["kind"])).toMatchObject({ exact: true, start: { line: 2, column: 1 } });
      expect(seen).toBe(1);
    }
  });

  const meant: [string, string, RegExp][] = [
    [
      "apiVersion: caregate/v2\nkind: AIDeployment\n",
      "document/api-version 1",
      /`caregate\/v2`.*`apiVersion: caregate\/v1`/,
    ],
    ["apiVersion: caregate/v2\nkind: Nonsense\n", "document/api-version 1", /./],
    ["kind: AIDeployment\napiVersion: Caregate/V1\n", "document/api-version 2", /./],
    ["kind: Policy\napiVersion: caregte/v1\n", "document/api-version 2", /./],
    ["type: AIDeployment\nmetadata: { name: x }\n", "document/api-version 1", /missing/],
    ["v: 1\nknid: AIDeploymnt\nspec: {}\n", "document/api-version 1", /missing/],
    ['{"kind": "Policy", "apiVersion": "caregaet/v1"}', "document/api-version 1", /./],
    ["kind: Waiver\napiVersion: caregate\n", "document/api-version 2", /./],
    ["kind: AIDeployment\napiVersion: v1\n", "document/api-version 2", /`v1`.*`apiVersion: caregate\/v1`/],
    ["kind: AIDeployment\n", "document/api-version 1", /missing/],
    ["kind: aideployment\napiVersion: apps/v1\n", "document/api-version 2", /./],
    ["k: &k AIDeployment\nkind: *k\n", "document/api-version 1", /missing/],
    ['apiVersion: "c\\x61regate/v2"\nkind: "AI\\u0044eployment"\n', "document/api-version 1", /./],
    ['apiVersion: "care\\\n  gate/v1"\nkind: "AIDep\\\n  loymen"\n', "document/kind 3", /./],
    ["apiVersion: caregte/v1\nkind: AIDeploymnt\n", "document/api-version 1", /./],
    ["apiVersion: caregte/v1\nkind: Service\n", "document/api-version 1", /./],
    ["apiVersion: v1\nkind: AIDeployments\n", "document/api-version 1", /./],
    ["kind: AI-Deployment\nspec: {}\n", "document/api-version 1", /missing/],
    ["apiVersion: [caregate/v1]\nkind: Service\n", "document/api-version 1", /./],
    ["apiVersion: https://caregate/v1\nkind: Service\n", "document/api-version 1", /./],
    ["apiVersion: c\u0430regate/v1\nkind: \uFF21IDeployment\n", "document/api-version 1", /only look right/],
    ["apiVersion: care\u200Bgate/v1\nkind: AI\u200BDeployment\n", "document/api-version 1", /do not show/],
    ["apiVersion: caregate/v1\nkind: AIDeployment\u00A0\n", "document/kind 2", /do not show/],
    ["apiVersions: caregate/v1\nkinds: AIDeployment\n", "document/api-version 1", /missing/],
    ["- apiVersion: caregate/v1\n  kind: AIDeployment\n", "document/nested 1", /own/],
    ["- apiVersion: caregate/v1\n  kind: Policy\n", "document/nested 1", /own/],
    [
      "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: caregate/v1, kind: AIDeployment }\n",
      "document/nested 4",
      /./,
    ],
    ['{"a": {"b": [[{"kind": "AIDeployment"}]]}}', "document/nested 1", /./],
    ["apiVersion: caregate/v1\nkind: AIDeploymnet\n", "document/kind 2", /did you mean `AIDeployment`/],
    ["apiVersion: caregate/v1\nkind: policy\n", "document/kind 2", /did you mean `Policy`/],
    ["apiVersion: caregate/v1\nkind: Zzzzzzzzz\n", "document/kind 2", /write one of AIDeployment, /],
    ["apiVersion: caregate/v1\nmetadata: {}\n", "document/kind 1", /missing/],
    ["apiVersion: caregate/v1\nkind: [Policy]\n", "document/kind 2", /./],
    ['{"apiVersion": "caregate\\/v2", "kind": "Policy"}', "document/api-version 1", /./],
  ];
  test.each(meant)("meant as ours: %j", (text, code, message) => {
    const loaded = walked(text);
    expect(loaded.documents).toEqual([]);
    expect(codes(loaded)).toEqual([code]);
    expect(loaded.diagnostics[0]?.message).toMatch(message);
  });

  test("a version or kind in base64 is an error, since some readers decode it", () => {
    const text = "apiVersion: !!binary Y2FyZWdhdGUvdjE=\nkind: !<tag:yaml.org,2002:binary> QUlEZXBsb3ltZW50\n";
    expect(codes(walked(text))).toEqual(["yaml/unknown-tag 1", "yaml/unknown-tag 2"]);
    expect(codes(walked("icon: !!binary iVBORw0KGgoAAAANSUhEUgAA\n"))).toEqual([]);
  });

  test("a long text of marks over letters takes little time", () => {
    const from = process.cpuUsage();
    expect(codes(walked(`a${"\u0316\u0301".repeat(400_000)}\n`))).toEqual([]);
    expect(process.cpuUsage(from).user).toBeLessThan(2_000_000);
  });

  const foreign = [
    "apiVersion: apps/v1\nkind: Deployment\n",
    "apiVersion: v1\nkind: AIDevice\n",
    "kind: Page\nmetadata: {}\nabout: The kind AIDeployment of caregate\n",
    "title: AIDeployment\nproperties: { metadata: {}, spec: {} }\n",
    "apiVersion: caretaker/v1\nkind: Deployment\n",
    "apiVersion: crate/v1\nkind: Service\nnote: AI deployed\n",
    "apiVersion: kyverno.io/v1\nkind: Policy\n",
    "apiVersion: v1\nkind: Config\n",
    "apiVersion: backstage.io/v1alpha1\nkind: Contract\n",
    "apiVersion: v1\nkind: ModelCard\n",
    "kind: Policy\n",
    "kind: Config\n",
    "kind: Nonsense\n",
    "# see caregate/v1\na: 1\n",
    "caregate/v1\n",
    "uses: acme/caregate/check@v1\non: push\n",
    "",
  ];
  test.each(foreign)("somebody else's: %j", (text) => {
    expect(walked(text)).toMatchObject({ documents: [], diagnostics: [] });
    expect(codes(loadText("f.yaml", text))).toEqual(["document/none 1"]);
  });

  test("what is wrong in somebody else's document is not our business, in ours it is", () => {
    const text = `apiVersion: v1\nkind: Pod\nmode: 0644\n---\n${manifest}extra: 017\n---\na: 1\na: 2\n`;
    const loaded = walked(text);
    expect(codes(loaded)).toEqual(["yaml/octal 8"]);
    expect(loaded.documents.map(({ index, kind }) => [index, kind])).toEqual([[1, "AIDeployment"]]);
    expect(loaded.seen).toBe(3);
  });

  test("a text that does not mention us is not even parsed", () => {
    expect(walked("a: [\nb: 017\n{{ x }}\n")).toEqual({ documents: [], diagnostics: [], seen: 0 });
    expect(walked("apiVersion: caregate/v1\na: [\n").diagnostics).toMatchObject([{ code: "yaml/syntax" }]);
  });

  test("other documents of a file are loaded beside a broken one", () => {
    const loaded = walked(`${manifest}---\na: [\n---\n${manifest}`);
    expect(loaded.documents).toHaveLength(2);
    expect(loaded.diagnostics[0]?.code).toBe("yaml/syntax");
  });
});

test("a kind that other programs may have counts in a file that somebody named", () => {
  for (const text of ['"kind":"ModelCard"', "kind : 'Waiver'", "kind: Contract"]) {
    expect(mayContainDocuments(text)).toBe(false);
    expect(mayContainDocuments(text, true)).toBe(true);
  }
});

test("a mention is our version or the kind that is checked", () => {
  const yes = [
    "apiVersion: caregate/v1",
    "kind: AIDeployment",
    "AIDeployment",
    '"k\\u0069nd": "AI\\x44eployment"',
    '"care\\\n   gate/v1"',
    '"\\U00000063aregate\\/v1"',
    "x: caregate\\/v1",
    '"apiVersion": "caregte/v1"',
    "apiVersion: caregate/beta",
    "apiVersion: caregate",
  ];
  for (const text of yes) expect(mayContainDocuments(text), text).toBe(true);
  const no = [
    "",
    "kind: Policy",
    "kind: Config",
    "kind: Contractor",
    "kind: MyContract",
    "mankind: Contract",
    "NoAIDeploymentHere",
    "a \\u0041 b \\n c",
    "apiVersion: apps/v1",
    '"node_modules/caregate/node_modules/yaml": {}, "resolved": "https://example.org/caregate/-/caregate-0.1.0.tgz"',
    "uses: acme/caregate/check@v1",
  ];
  for (const text of no) expect(mayContainDocuments(text), text).toBe(false);
});

test("messages carry nothing that steers a terminal", () => {
  const text = 'apiVersion: caregate/v1\nkind: "\\e[2J\\u202e`x`\\n"\n';
  const [found] = walked(text).diagnostics;
  expect(found?.message).toMatch(/^the kind `\uFFFD\[2J\uFFFD'x'` is not known/);
});

describe("files", () => {
  test("a file gives its documents and its bytes", () => {
    const root = temporaryDirectory({ "a/x.yaml": `\uFEFF${manifest}` });
    const loaded = loadFile(workingTree(root), "a/x.yaml");
    expect(loaded.documents).toMatchObject([{ file: "a/x.yaml", kind: "AIDeployment" }]);
    expect(loaded.diagnostics).toEqual([]);
    expect(decodeText(loaded.bytes ?? Buffer.alloc(0))).toBe(`\uFEFF${manifest}`);
  });

  test("one that cannot be read has no bytes, and says why", () => {
    const root = temporaryDirectory({ "empty.yaml": "", "binary.yaml": "\0" });
    for (const [file, code] of [
      ["missing.yaml", "file/missing"],
      ["../x.yaml", "file/outside"],
      [".", "file/unreadable"],
      ["empty.yaml", "file/empty"],
      ["binary.yaml", "file/binary"],
    ] as const)
      expect(loadFile(workingTree(root), file)).toMatchObject({
        documents: [],
        diagnostics: [{ code, file }],
        seen: 0,
        bytes: undefined,
      });
  });

  test("one come upon in a directory that is empty, binary or large is passed over, unless it mentions us", () => {
    const root = temporaryDirectory({
      "empty.yaml": "",
      "binary.json": "\0\u0001",
      "large.json": `["${"x".repeat(3_000_000)}"]`,
      "ours-utf16.yaml": Buffer.from(`\uFEFF${manifest}`, "utf16le"),
      "ours-latin1.yaml": Buffer.from(`${manifest}# \xfc`, "latin1"),
      "ours-large.yaml": manifest,
    });
    truncateSync(join(root, "ours-large.yaml"), 3_000_000);
    const code = (file: string): string | undefined =>
      loadFile(workingTree(root), file, { named: false }).diagnostics[0]?.code;
    expect(code("empty.yaml")).toBeUndefined();
    expect(code("binary.json")).toBeUndefined();
    expect(code("large.json")).toBeUndefined();
    expect(code("ours-utf16.yaml")).toBe("file/binary");
    expect(code("ours-latin1.yaml")).toBe("file/binary");
    expect(code("ours-large.yaml")).toBe("file/too-large");
    expect(code("gone.yaml")).toBe("file/missing");
  });

  test("limits can be set", () => {
    const root = temporaryDirectory();
    writeFileSync(join(root, "x.yaml"), `${manifest}spec: { a: { b: 1 } }\n`);
    expect(codes(loadFile(workingTree(root), "x.yaml", { limits: { bytes: 10 } }))).toEqual(["file/too-large 1"]);
    expect(codes(loadFile(workingTree(root), "x.yaml", { limits: { depth: 2 } }))).toEqual(["yaml/too-deep 4"]);
  });
});

describe("what hides a document hides nothing", () => {
  const foreign = "a: 1\n".repeat(150);

  test("a broken manifest behind a foreign document with many problems is an error", () => {
    const { documents, diagnostics } = walked(`${foreign}---\n${manifest}broken: [1,\n`);
    expect(documents).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml/syntax"]);
  });

  test("a key twice behind a foreign document with many problems is an error", () => {
    const { documents, diagnostics } = walked(`${foreign}---\n${manifest}kind: AIDeployment\n`);
    expect(documents).toHaveLength(1);
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml/duplicate-key"]);
  });

  test("a key twice does not make a manifest somebody else's", () => {
    const { documents, diagnostics } = walked(
      "apiVersion: v1\nkind: Deployment\napiVersion: caregate/v1\nkind: AIDeployment\n",
    );
    expect(documents).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["yaml/duplicate-key", "yaml/duplicate-key"]);
  });

  test("the problems of one document are counted beyond the first hundred", () => {
    const { diagnostics } = walked(`${manifest}${"a: 1\n".repeat(151)}`);
    expect(diagnostics).toHaveLength(101);
    expect(diagnostics.at(-1)).toMatchObject({
      code: "yaml/more",
      message: expect.stringMatching(/^50 more problems/),
    });
  });

  test.each(["\u0085", "\u2028", "\u2029"])("a line end of other readers is an error outside quotes: %j", (end) => {
    expect(codes(walked(`${manifest}a: 1 # x${end}kind: Waiver\n`))).toEqual(["yaml/line-separator 4"]);
    expect(codes(walked(`${manifest}a: "x${end}y"\nb: 'x${end}y'\n`))).toEqual([]);
  });

  test("a comment in JSON is named instead of its consequences", () => {
    const text = '{\n  // who owns it\n  "apiVersion": "caregate/v1", "kind": "AIDeployment"\n}\n';
    const { diagnostics } = loadText("m.json", text, { named: false });
    expect(diagnostics.map(({ code, span }) => `${code} ${span.start.line}`)).toEqual(["json/comment 2"]);
    const inText = '{"apiVersion": "caregate/v1", "kind": "AIDeployment", "x": "http://a.example"}';
    expect(loadText("m.json", inText, { named: false }).diagnostics).toEqual([]);
  });

  test("a template is named instead of its consequences, and braces in a comment are none", () => {
    const template =
      "{{- if .Values.on }}\napiVersion: caregate/v1\nkind: AIDeployment\nname: {{ .Values.name }}\n{{- end }}\n";
    expect(codes(walked(template))).toEqual(["document/template 1"]);
    expect(codes(walked(`# from {{ .Values.x }}\n${manifest}`))).toEqual([]);
  });
});

describe("a file that is no UTF-8 text", () => {
  const load = (bytes: Buffer) => {
    const tree = treeOf("/nowhere", { "deploy/m.yaml": bytes });
    return loadFile(tree, "deploy/m.yaml", { named: false }).diagnostics.map(({ code }) => code);
  };

  test("is an error when a manifest may be anywhere in it", () => {
    const padding = "# pad\n".repeat(400_000);
    expect(load(Buffer.from(padding + manifest))).toEqual(["file/too-large"]);
    expect(load(Buffer.from(padding))).toEqual([]);
    expect(load(Buffer.from(manifest, "utf16le"))).toEqual(["file/binary"]);
    expect(load(Buffer.concat([Buffer.from("# "), Buffer.from([0xe9, 0x0a]), Buffer.from(manifest)]))).toEqual([
      "file/binary",
    ]);
    expect(load(Buffer.from([0xe9, 0x0a]))).toEqual([]);
    expect(load(Buffer.from("apiVersion: c\u0430regate/v1\n# \0\n"))).toEqual(["file/binary"]);
  });

  const inUtf32 = (text: string): Buffer =>
    Buffer.from(Uint32Array.from(Array.from(text, (char) => char.codePointAt(0) ?? 0)).buffer);

  test.each<[string, (text: string) => Buffer]>([
    ["UTF-16LE", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16BE", (text) => Buffer.from(text, "utf16le").swap16()],
    ["UTF-32LE", inUtf32],
    ["UTF-32BE", (text) => inUtf32(text).swap32()],
  ])("is an error in %s if its letters look like a manifest", (_, encode) => {
    for (const mark of ["", "\uFEFF"]) {
      // Cyrillic, full width, mathematical letters, and a blank that does not show.
      expect(load(encode(`${mark}apiVersion: c\u0430r\u0435gate/v1\n`))).toEqual(["file/binary"]);
      expect(load(encode(`${mark}kind: \uFF21\uFF29Deployment\n`))).toEqual(["file/binary"]);
      expect(load(encode(`${mark}kind: AI\u{1D403}eploy\u200Bment\n`))).toEqual(["file/binary"]);
      expect(load(encode(`${mark}\u0432\u0438\u0434: \u043E\u0442\u0447\u0451\u0442\n`))).toEqual([]);
    }
  });

  test("is an error wherever a word is split between the parts that are searched", () => {
    const [start, part] = ["\xff", 1024 * 1024];
    const at = (position: number, text: string): Buffer =>
      Buffer.from(`${start}${" #\n".repeat(part)}`.slice(0, position) + text, "latin1");
    for (const shift of [0, 8, 17]) expect(load(at(part - shift, "kind: AIDeployment\n"))).toEqual(["file/binary"]);
    expect(load(at(9, `kind: "AIDep\\\n${" ".repeat(1.5 * part)}loyment"\n`))).toEqual(["file/binary"]);
    expect(load(at(part, "kind: Deployment\n"))).toEqual([]);
  });

  test("is an error when git or a tool beside it holds back the content", () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12\n`;
    expect(load(Buffer.from(pointer))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from(`\uFEFF${pointer}`, "utf16le").swap16())).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from(` \n${pointer}`))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from(pointer.replace(/https.*/, "http://git-media.io/v/2")))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from("/annex/objects/SHA256E-s12--0a.yaml\n"))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from("../.git/annex/objects/0a/0b/0c.yaml"))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from(`#$# git-fat ${"0".repeat(40)} 12\n`))).toEqual(["file/lfs-pointer"]);
    expect(load(Buffer.from("\0GITCRYPT\0\x01\x02"))).toEqual(["file/encrypted"]);
  });
});
