import { expect, test } from "vitest";
import { parse } from "yaml";
import type { Report } from "../../../src/model/finding.ts";
import { answering, config, governed, silent, waiver } from "../../support/governed-repository.ts";
import { cli } from "../../support/repository.ts";
import { checkout, scene } from "./fake-runner.ts";

// The action evaluates for the day on which it runs.
const [today, later] = [0, 30].map((days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));
const current = waiver.replace(/from: .*/, `from: ${today}`).replace(/until: .*/, `until: ${later}`);

const base = { ...governed, "deploy/a.yaml": answering(12) };

/** A deployment as one line of JSON. */
const asJson = (hours: number, name: string): string => JSON.stringify(parse(answering(hours, name)));

/** Files of every kind and place that a search may see differently on the disk and in a commit. */
const many = {
  ...base,
  ".gitignore": "*.log\nbuild/\n/vendor\n!keep.yaml\n",
  ".caregateignore": "left-out/\n",
  ".gitattributes": "*.crlf.yaml eol=crlf\n*.utf8.yaml working-tree-encoding=UTF-8\n",
  "build/ignored.yaml": answering(99, "ignored"),
  "left-out/x.yaml": answering(99, "left-out"),
  "node_modules/x/package.yml": answering(99, "package"),
  ".hidden/é b [c].YAML": answering(99, "odd"),
  "vendor/d.json": asJson(99, "json"),
  "deploy/d.crlf.yaml": answering(99, "crlf"),
  "deploy/e.utf8.yaml": `# ä\n${answering(99, "utf8")}`,
  "deploy/many.yaml": `a: 1\n---\n${answering(12, "one")}---\n${answering(99, "two")}`,
  "charts/values.yaml": "a: 1\na: 2\n",
  "data/large.json": JSON.stringify(Array.from({ length: 2000 }, (_, i) => ({ i }))),
};

const commits: [string, string, Record<string, string>][] = [
  ["that passes", "pass", base],
  ["with a violation", "fail", { ...base, "deploy/b.yaml": answering(99, "b") }],
  ["with a value that is not stated", "fail", { ...base, "deploy/b.yaml": silent("b") }],
  ["with a waived violation", "pass", { ...base, "deploy/a.yaml": answering(99), ".caregate/waivers/w.yaml": current }],
  ["with a broken manifest", "error", { ...base, "deploy/b.yaml": `${answering(12, "b")}x: [\n` }],
  [
    "with a tracked manifest that an ignore file names",
    "fail",
    { ...base, ".gitignore": "build/\n", "build/b.yaml": answering(99, "b") },
  ],
  [
    "with converted line ends and an identifier",
    "fail",
    { ...base, ".gitattributes": "*.yaml eol=crlf ident\n", "deploy/b.yaml": `# $Id$\n${answering(99, "b")}` },
  ],
  ["with files of many kinds", "fail", many],
  [
    "with a converted manifest",
    "error",
    { ...base, ".gitattributes": "b.yaml filter=unknown\n", "deploy/b.yaml": answering(12, "b") },
  ],
  [
    "that only blocks what is new",
    "pass",
    { ...base, "deploy/a.yaml": answering(12), ".caregate/config.yaml": `${config}gate: new\n` },
  ],
];

test.each(commits)(
  "a commit %s has the same verdict by check, by --ref, by --base and by the action: %s",
  { timeout: 120_000 },
  async (_, verdict, files) => {
    const { run, origin, base: commit } = await scene(files, {});
    const cwd = checkout(origin, commit);
    const options = ["--format", "json"];
    let first: string[] | undefined;
    for (const more of [[], ["--ref", "HEAD"], ["--base", "HEAD"], ["--ref", "HEAD", "--base", "HEAD"]]) {
      const { stdout, stderr } = cli(["check", ".", ...more, ...options], { cwd });
      const report = JSON.parse(stdout) as Report;
      expect({ more, stderr, verdict: report.verdict }).toMatchObject({ verdict });
      const found = report.findings.map((one) => `${one.manifest.file} ${one.manifest.name} ${one.outcome}`);
      first ??= found;
      expect({ more, found }).toEqual({ more, found: first });
    }
    const ran = await run({
      event: "push",
      workspace: cwd,
      environment: { GITHUB_SHA: commit },
      payload: (event) => void (event["after"] = commit),
      inputs: { comment: "never" },
    });
    expect(ran.outputs["verdict"]).toBe(verdict);
  },
);
