import { readFileSync } from "node:fs";
import fc from "fast-check";
import { Lexer, type Token } from "marked";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { annotationOf } from "../../../src/action/annotations.ts";
import type { ReviewItem } from "../../../src/action/review-items.ts";
import { type ReviewPage, commentOf, summaryOf } from "../../../src/action/review-page.ts";
import type { Report } from "../../../src/model/finding.ts";
import { check } from "../../../src/engine/check.ts";
import { buildReviewItems } from "../../../src/action/review-items.ts";
import { config } from "../../support/governed-repository.ts";
import { project } from "../../support/repository.ts";
import { type Ran, scene } from "./fake-runner.ts";

const attacks: Record<string, string> = {
  "a command that stops commands": "::stop-commands::x",
  "a command on a line of its own": "x\n::set-output name=verdict::pass\n::error::no",
  "a command after a carriage return": "x\r::notice::no",
  "the end of a command": "x%0A::error::no,line=0::",
  "a legacy command": "##[error]x ##[set-env name=A]b",
  "the end of the fold": "</details></summary></table>",
  "a comment": "<!-- caregate:default --> <!-- -->",
  "a mention": "@everyone @hospital/team cc @ada",
  "an image": "![x](https://evil.example/p.png) <img src=https://evil.example/p.png>",
  "a link": "[click](javascript:alert(1)) https://evil.example www.evil.example evil@evil.example",
  "a script": "<script>alert(1)</script><svg/onload=alert(1)>",
  "a table's border": "| a | b |\n|---|---|\n| c | d |",
  "fences and headings": "```\n# head\n---\n===\n> quote\n- item\n1. one\n***",
  "an issue and a commit": "#1 GH-1 hospital/systems#1 fixes #2",
  "mathematics and footnotes": "$\\href{https://evil.example}{x}$ [^1] $$x$$",
  "reordered and hidden text": "\u202Eevil\u2066\u200B\u0000\u0007\u001B[31m\uFEFF",
  "half of a character": "\uD83D",
  entities: "&lt;b&gt; &amp; &#64;everyone",
};

/** Every token of a text as GitHub would parse it, however deep. */
function tokensOf(markdown: string): Token[] {
  const all: Token[] = [];
  const visit = (token: Token): void => {
    all.push(token);
    if ("tokens" in token && token.tokens) token.tokens.forEach(visit);
    if (token.type === "table") for (const cell of [...token.header, ...token.rows.flat()]) cell.tokens.forEach(visit);
    if (token.type === "list") token.items.forEach(visit);
  };
  new Lexer({ gfm: true }).lex(markdown).forEach(visit);
  return all;
}

const ours = /^<(?:\/?details|\/?summary|br|\/?sub|!-- caregate:default --)>$/;

/** A page holds our own markup and nothing else that is more than text. */
function expectHarmless(markdown: string): void {
  for (const token of tokensOf(markdown)) {
    if (token.type === "html") for (const [tag] of token.raw.matchAll(/<[^>]*>?/g)) expect(tag).toMatch(ours);
    if (token.type === "image") throw new Error(`an image: ${token.raw}`);
    if (token.type === "link")
      expect(token["href"]).toMatch(/^https:\/\/github\.example\/hospital\/systems\/(?:blob|actions)\//);
    if (token.type === "heading")
      expect(token["text"]).toMatch(
        /caregate|^More (?:new )?findings$|^(?:New f|F)indings by rule$|^More inputs that cannot be read$|^Fixed by this change$|^Looser policies$|^Policy changes$|^\d+ deployments$/,
      );
    if (token.type === "code" || token.type === "blockquote") throw new Error(`${token.type}: ${token.raw}`);
  }
  // What GitHub makes of text by itself: mentions, references, formulas.
  const text = markdown.replaceAll(/\]\(https:\/\/github\.example\/[^)]*\)/g, "]").replaceAll(/`[^`\n]*`/g, "`code`");
  expect(text).not.toMatch(/(^|[^\w`])@\w/);
  expect(text).not.toMatch(/(^|[\s(|])#\d/m);
  expect(text).not.toMatch(/\p{Cc}(?<!\n)|[\u202A-\u202E\u2066-\u2069]/u);
  expect(text).not.toMatch(/:\/\/evil|www\.evil/);
  expect(text.match(/<!--/g)?.length ?? 0).toBeLessThanOrEqual(1);
  expect(text.split("<details>").length).toBe(text.split("</details>").length);
}

/** Only commands that we mean, wherever the runner looks for them. */
function expectOurCommands({ commands }: Ran): void {
  for (const { name, properties } of commands) {
    expect(["add-mask", "error", "warning", "notice"]).toContain(name);
    for (const key of Object.keys(properties))
      expect(["title", "file", "line", "endLine", "col", "endColumn"]).toContain(key);
    expect(properties["line"]).not.toBe("0");
  }
}

const odd = (text: string): string =>
  text
    .replaceAll(/[/\0\n\r]/g, " ")
    .slice(0, 60)
    .replaceAll(/^[. ]+|[. ]+$/g, "x");

/** A repository in which every text that may be free says the same. */
function hostile(text: string): Record<string, string> {
  const policy = {
    apiVersion: "caregate/v1",
    kind: "Policy",
    metadata: { id: "local", title: text, version: "1.0.0", owner: text, effective: "2026-01-01", description: text },
    parameters: { word: { type: "string", default: text, description: text } },
    rules: [
      {
        id: "local/first",
        title: text,
        severity: "high",
        citations: [{ ref: text }],
        require: { "==": [{ var: "spec.purpose" }, { param: "word" }].toReversed() },
        message: `${text} {{spec.purpose}} {{metadata.owner.name}} {{word}}`,
        remediation: text,
      },
      {
        id: "local/second",
        title: text,
        severity: "critical",
        citations: [{ ref: text }],
        require: { some: [{ var: "spec.vendors" }, { "==": [{ var: "name" }, "nobody"] }] },
        message: `${text} {{spec.vendors[].name}}`,
        remediation: text,
      },
      {
        id: "local/third",
        title: text,
        severity: "low",
        citations: [{ ref: text }],
        require: { "<=": [{ var: "spec.monitoring.reportResponseHours" }, 3] },
        message: text,
        remediation: text,
      },
    ],
  };
  const manifest = (name: string) => ({
    apiVersion: "caregate/v1",
    kind: "AIDeployment",
    metadata: { name, version: text, owner: { name: text, role: text, email: "kim@hospital.example" } },
    spec: {
      purpose: `not ${text}`,
      function: "operations",
      stage: "production",
      jurisdictions: ["US"],
      users: ["administrative-staff"],
      affects: ["nobody"],
      decisionRole: "none",
      risk: { level: "low" },
      model: { name: text, version: text, type: "predictive", provider: text, learning: "locked" },
      data: { categories: ["operational"] },
      vendors: [{ name: text, roles: ["none"], supplies: ["model"], dataAccess: "none", contract: text }],
    },
    evidence: [{ kind: "Contract", id: text, path: `../${odd(text)}.yaml`, sha256: "0".repeat(64) }],
  });
  const waiver = {
    apiVersion: "caregate/v1",
    kind: "Waiver",
    metadata: { id: "w-1" },
    spec: {
      rule: "local/second",
      deployment: "second",
      reason: text,
      approvedBy: { name: text, role: text },
      from: "2026-01-01",
      until: "2999-12-31",
      compensatingControls: [text],
    },
  };
  return {
    ".caregate/config.yaml": config,
    ".caregate/policies/local.yaml": stringify(policy),
    ".caregate/waivers/w.yaml": stringify(waiver),
    [`deploy/${odd(text)}.yaml`]: stringify(manifest("first")),
    "deploy/b.yaml": stringify(manifest("second")),
    "deploy/c.yaml": `apiVersion: caregate/v1\nkind: AIDeployment\nmetadata:\n  name: ${JSON.stringify(text)}\n  ${JSON.stringify(text)}: 1\n`,
    [`${odd(text)}.yaml`]: stringify({
      apiVersion: "caregate/v1",
      kind: "Contract",
      metadata: { id: text, date: text },
      [text]: text,
    }),
  };
}

describe("text of the repository", () => {
  // Several attacks at a time, because each run is a process. The property below tries them one by one.
  const all = Object.entries(attacks);
  const groups = Array.from({ length: Math.ceil(all.length / 3) }, (_, i) => all.slice(i * 3, i * 3 + 3));
  const together = groups.map((some) => [
    some.map(([name]) => name).join(", "),
    some.map(([, attack]) => attack).join(" "),
  ]);
  const cases = [...together, ["a mebibyte", "a<b>@c ".repeat(150_000)]] as [string, string][];
  test.each(cases)("%s stays text in every channel", { timeout: 120_000 }, async (_, attack) => {
    const { run, github } = await scene({ ".caregate/config.yaml": config, "README.md": "x" }, hostile(attack));
    const ran = await run({
      inputs: { "policy-ref": "head", "check-run": "true", comment: "always" },
      payload: (event) => {
        event.pull_request.head.ref = attack;
        event.pull_request.title = attack;
        event.pull_request.body = attack;
      },
    });
    expect(ran.code).toBe(1);
    expect(ran.stderr).toBe("");
    expectOurCommands(ran);
    expect(ran.commands.filter(({ name }) => name === "error").length).toBeGreaterThan(0);
    expectHarmless(ran.summary);
    expect(github.comments).toHaveLength(1);
    for (const { body } of github.comments) {
      expect(body.startsWith("<!-- caregate:default -->\n## ")).toBe(true);
      expectHarmless(body);
    }
    expect(github.breaches).toEqual([]);
    // The text has no effect on the outputs.
    expect(["fail", "error"]).toContain(ran.outputs["verdict"]);
    expect(() => JSON.parse(readFileSync(ran.outputs["report-file"] ?? "", "utf8"))).not.toThrow();
  });

  test("a hostile name of the base branch adds no command", async () => {
    const { run } = await scene(
      { "README.md": "x" },
      { "a.md": "y" },
      "x/--upload-pack=evil;$(id)'&@everyone<img>::error::".replaceAll(":", ";"),
    );
    const ran = await run();
    expectOurCommands(ran);
    expect(ran.code).toBe(1);
  });
});

test("pages and annotations contain the text of a repository only as text", { timeout: 120_000 }, async () => {
  const { report } = await check({ targets: ["examples/deploy"], asOf: "2026-11-22", cwd: project });
  const small: Report = {
    ...report,
    findings: report.findings.filter(({ gates }) => gates).slice(0, 6),
    questions: report.questions.slice(0, 3),
  };
  const pieces = fc.constantFrom(
    ...Object.values(attacks),
    "\n",
    " ",
    "|",
    "`",
    "<",
    "@",
    "[",
    "](",
    "*",
    "_",
    "~",
    "#",
    ":",
    "&",
    "\\",
    "a",
    "é",
    "1.",
    "- ",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.array(pieces, { maxLength: 6 }).map((all) => all.join("")),
  );
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      const findings = small.findings.map((finding) => ({
        ...finding,
        message: a,
        manifest: { ...finding.manifest, name: b },
        primary: { ...finding.primary, file: c },
        rule: { ...finding.rule, id: `local/x`, title: c, remediation: b, citations: [{ ref: a }] },
        explanation: [{ text: c, describes: false, read: null, result: "false" as const }],
      }));
      const questions = small.questions.map((question) => ({ ...question, path: a, manifest: b, hint: c, rules: [b] }));
      const diagnostics = [
        {
          code: "yaml/syntax",
          severity: "error" as const,
          message: a,
          file: b,
          span: small.findings[0]?.primary as ReviewItem["primary"],
        },
      ];
      const of: Report = {
        ...small,
        findings,
        questions,
        diagnostics,
        notEvaluated: [{ what: a, reason: b }],
        verdict: "fail",
      };
      const items = buildReviewItems(of, () => false);
      const view: ReviewPage = {
        report: of,
        items,
        policySource: "its own policies",
        proposed: undefined,
        leftOut: 0,
        notes: [c],
        url: (_, line) => `https://github.example/hospital/systems/blob/1/x#L${line}`,
        runUrl: "https://github.example/hospital/systems/actions/runs/1",
      };
      expectHarmless(commentOf(view, "default"));
      expectHarmless(summaryOf(view));
      for (const item of items) {
        const { title, message } = annotationOf(item, (file) => file);
        expect(title).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
        expect(message).not.toMatch(/\p{Cc}(?<!\n)|[\u202A-\u202E\u2066-\u2069]/u);
        expect(message.length).toBeLessThanOrEqual(4000);
      }
    }),
    { numRuns: 1000 },
  );
});
