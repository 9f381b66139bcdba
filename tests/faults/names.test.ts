// Whatever a file is called, it is checked, and every format leads back to it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { XmlElement, parseXml } from "@rgrove/parse-xml";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import { listFolder } from "../../src/repository/read.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import type { Report } from "../../src/model/finding.ts";
import { formats } from "../../src/output/report/index.ts";
import { oneLine } from "../../src/output/text/snippet.ts";
import { answering, governed } from "../support/governed-repository.ts";
import { commitAll, repository, write } from "../support/repository.ts";

const names = [
  "line\nbreak.yaml",
  "carriage\r\nreturn.yaml",
  `double"and'single.yaml`,
  "control\u0001.yaml",
  "\u001B[31mred.yaml",
  "bidi\u202Etxt.yaml",
  "\u2028separator.yaml",
  "tab\tin.yaml",
  "cafe\u0301.yaml",
  "-rf.yaml",
  "--output=x.yaml",
  "a:b:c.yaml",
  "::error file=x,line=1::hi.yaml",
  "##[error]hi.yaml",
  "%0A%25.yaml",
  "&lt;<b>]]>.yaml",
  "<!--.yaml",
  "pipe|d.yaml",
  "`ticks`.yaml",
  "@team.yaml",
  "back\\slash.yaml",
  "#hash?query=1.yaml",
  "[link](http:).yaml",
  "*.yaml",
  "{a,b}.yaml",
  " lead.yaml",
  "...yaml",
  "\u{1F600}.yaml",
  "$(touch x).yaml",
  "__proto__.yaml",
  "-folder -x/in.yaml",
];

const files = Object.fromEntries(names.map((file, i) => [file, answering(99, `deployment-${i}`)]));
const options = { all: false, color: false, pathPrefix: "", line: () => undefined };
const sorted = (some: Iterable<string | undefined>): string[] => [...some].map(String).toSorted();
const judged = async (targets: string[], cwd: string, more: { ref?: string } = {}): Promise<Report> =>
  (await check({ targets, cwd, asOf: "2026-11-22", ...more })).report;
const errors = ({ diagnostics }: Report): string[] => diagnostics.map(({ code, file }) => `${code} ${file}`);

describe.skipIf(process.platform === "win32")("odd names", () => {
  test("are checked, on the disk and in a commit, and every format leads back to them", async () => {
    const root = repository({ ...governed, ...files });
    const report = await judged(["."], root);
    expect(report.diagnostics).toEqual([]);
    expect(sorted(report.findings.map(({ primary }) => primary.file))).toEqual(sorted(names));

    const sarif = JSON.parse(formats.sarif(report, options)) as {
      runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const uris = sarif.runs[0]?.results.map(
      ({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri ?? "",
    );
    for (const uri of uris ?? []) expect(new URL(uri, "file:///r/").href).toBe(`file:///r/${uri}`);
    expect(sorted(uris?.map(decodeURIComponent) ?? [])).toEqual(sorted(names));

    const gitlab = JSON.parse(formats.gitlab(report, options)) as { location: { path: string } }[];
    expect(sorted(gitlab.map(({ location }) => location.path))).toEqual(sorted(names));

    const cases: XmlElement[] = [];
    const collect = (element: XmlElement): void => {
      if (element.name === "testcase") cases.push(element);
      for (const child of element.children) if (child instanceof XmlElement) collect(child);
    };
    collect(parseXml(formats.junit(report, options)).root as XmlElement);
    // XML has no way to write these characters.
    const inXml = (text: string): string => text.replaceAll(/\p{Cc}/gu, (one) => (/\s/.test(one) ? one : "\uFFFD"));
    expect(sorted(cases.map(({ attributes }) => attributes["file"]))).toEqual(sorted(names.map(inXml)));

    const places = [...formats.console(report, options).matchAll(/^ *--> (.*):\d+:\d+$/gm)].map(([, file]) => file);
    expect(sorted(places)).toEqual(sorted(names.map(oneLine)));

    const markdown = formats.markdown(report, options);
    const rows = marked
      .lexer(markdown)
      .flatMap((token) => (token.type === "table" ? (token["rows"] as unknown[]) : []));
    expect(rows.length).toBe(names.length);
    expect(marked.parse(markdown, { async: false })).not.toMatch(/<a |<b>|<!--|<script/);

    const commit = commitAll(root, "one");
    expect(sorted((await judged(["."], root, { ref: commit })).findings.map(({ primary }) => primary.file))).toEqual(
      sorted(names),
    );
  });

  test("can be named on the command line", async () => {
    const root = repository({ ...governed, ...files });
    for (const name of ["-rf.yaml", "*.yaml", "a:b:c.yaml", "line\nbreak.yaml", "{a,b}.yaml"])
      expect(sorted((await judged([name], root)).findings.map(({ primary }) => primary.file))).toEqual([name]);
  });
});

test("two names that look the same are two files", async () => {
  const root = repository({ ...governed, "caf\u00E9.yaml": answering(99), "cafe\u0301.yaml": answering(12, "b") });
  expect((await judged(["."], root)).findings.map(({ outcome }) => outcome).toSorted()).toEqual(["fail", "pass"]);
});

describe.skipIf(process.platform !== "linux")("a name that is not UTF-8", () => {
  /** Writes a file whose name ends in a byte that no text has, so that it is read as another's. */
  const hide = (folder: string, content: string): void =>
    writeFileSync(Buffer.concat([Buffer.from(join(folder, "x")), Buffer.of(0xff), Buffer.from(".yaml")]), content);

  test("is an error, and hides behind no other file", async () => {
    const root = repository({ ...governed, "x\uFFFD.yaml": answering(12) });
    hide(root, answering(99, "hidden"));
    expect(errors(await judged(["."], root))).toContain("file/name x\uFFFD.yaml");
    const ref = commitAll(root, "one");
    expect(errors(await judged(["."], root, { ref }))).toContain("file/name x\uFFFD.yaml");
    expect(openGitRepository(root)?.commit(ref)).toBe(ref);
  });

  test("of a folder too, and in the folder that governs, but not where it is left out", async () => {
    const root = repository({ ...governed, "a.yaml": answering(12), ".gitignore": "left*\n" });
    write(root, { "f\uFFFD/x.yaml": answering(99, "b"), "left\uFFFD.yaml": answering(99, "c"), "\uFFFD.txt": "" });
    expect(errors(await judged(["."], root))).toEqual(["file/name f\uFFFD"]);
    hide(join(root, ".caregate/policies"), "");
    expect(listFolder(workingTree(root), ".caregate").diagnostics.map(({ code }) => code)).toEqual(["file/name"]);
  });
});
