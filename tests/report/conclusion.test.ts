import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { describeConclusion, leniencyOf } from "../../src/output/report/conclusion.ts";
import { formats } from "../../src/output/report/index.ts";
import { answering, config, governed, policy, silent, waiver } from "../support/governed-repository.ts";
import { commitAll, repository, write } from "../support/repository.ts";

const options = { all: false, color: false, pathPrefix: "", line: () => undefined };

interface State {
  readonly files: Readonly<Record<string, string>>;
  readonly failOn?: "never" | "critical";
  /** What the base holds; the change is compared with it. */
  readonly base?: Readonly<Record<string, string>>;
}

async function reportOn({ files, failOn, base }: State): Promise<Report> {
  const root = repository({ ...governed, ...(base ?? files) });
  const commit = commitAll(root, "base");
  write(root, files);
  const asked = { targets: ["."], cwd: root, asOf: "2026-11-22", ...(failOn ? { failOn } : {}) };
  return (await check({ ...asked, ...(base ? { base: commit } : {}) })).report;
}

const slow = { "deploy/a.yaml": answering(100) };
const advisory = policy.replace("severity: high", "severity: high\n    binding: advisory");
const lenient = { ".caregate/config.yaml": `${config}gate: new\n`, ...slow };

const waiting = {
  ".caregate/config.yaml": `${config}gate: { findings: all, claims: block }\n`,
  ".caregate/policies/local.yaml": policy.replace(
    "    require:",
    '    appliesWhen: { "==": [{ var: spec.stage }, production] }\n    require:',
  ),
};
const other = policy.replace("id: local,", "id: other,").replace("local/first-answer", "other/first-answer");

const everything = "Every rule that applies is shown to hold";

describe("the conclusion is true", () => {
  test.each<[string, State, Report["verdict"], string]>([
    ["nothing is open", { files: { "deploy/a.yaml": answering(1) } }, "pass", `${everything}.`],
    [
      "all that is open is waived",
      { files: { ...slow, ".caregate/waivers/w.yaml": waiver } },
      "pass",
      `${everything} or is waived. 1 finding is waived.`,
    ],
    [
      "a rule only advises",
      { files: { ...slow, ".caregate/policies/local.yaml": advisory } },
      "pass",
      "Nothing blocks; 1 advisory violation is open.",
    ],
    [
      "nothing may block",
      { files: { ...slow, "deploy/b.yaml": silent("b") }, failOn: "never" },
      "pass",
      "Nothing blocks; 1 violation below the fail level and 1 unknown result below the fail level are open.",
    ],
    [
      "only new findings block",
      { base: lenient, files: { "deploy/b.yaml": answering(2, "b") } },
      "pass",
      "Nothing new blocks; 1 existing violation is open.",
    ],
    [
      "only new findings block, and there are some",
      { base: lenient, files: { "deploy/b.yaml": silent("b") } },
      "fail",
      "1 unknown result blocks. 1 existing violation is open and not blocking.",
    ],
    ["a rule is violated", { files: slow }, "fail", "1 violation blocks."],
    [
      "a change of a claim, after which a rule no longer applies, waits for governance",
      {
        base: { ...waiting, "deploy/a.yaml": answering(1) },
        files: { "deploy/a.yaml": answering(1).replace("stage: production", "stage: pilot") },
      },
      "fail",
      "The change waits for governance: 1 rule no longer applies.",
    ],
    [
      "such a change comes with a new name",
      {
        base: { ...waiting, "deploy/a.yaml": answering(1) },
        files: {
          "deploy/a.yaml": answering(1, "bed-cleaning")
            .replace("  name: bed-cleaning", "  name: bed-cleaning\n  formerly: theatre-cleaning")
            .replace("stage: production", "stage: pilot"),
        },
      },
      "fail",
      "The change waits for governance: 1 rule no longer applies.",
    ],
    [
      "the policies of the base are broken, and those that repair them are violated",
      {
        base: {
          ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 200"),
          ".caregate/policies/other.yaml": other.replace("require: {", "require: { nonsense: 1, "),
          ...slow,
        },
        files: { ".caregate/policies/local.yaml": policy, ".caregate/policies/other.yaml": other },
      },
      "fail",
      "The policies that the change brings do not pass.",
    ],
    [
      "an input is broken",
      { files: { ...slow, "deploy/b.yaml": "apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: [\n" } },
      "error",
      "The inputs have 1 error, so that nothing can be concluded. 1 violation blocks.",
    ],
  ])("where %s", async (_, state, verdict, sentence) => {
    const report = await reportOn(state);
    expect([report.verdict, describeConclusion(report)]).toEqual([verdict, sentence]);
    expect(formats.markdown(report, options)).toContain(`\n${sentence}\n`);
    expect((await formats.html(report, options)).replaceAll(/<[^>]*>/g, "")).toContain(sentence);
    const open = report.findings.filter((finding) => leniencyOf(finding, report) !== undefined);
    expect(formats.console(report, options).includes(sentence)).toBe(verdict === "pass" && open.length > 0);
    // JUnit skips what is open and does not block, and says why.
    const reasons = open.map((finding) => (leniencyOf(finding, report) === "existing" ? "existing" : "advisory"));
    const junit = formats.junit(report, options);
    expect([...junit.matchAll(/<skipped message="(existing|advisory): /g)].map(([, why]) => why)).toEqual(reasons);
    const blocking = report.findings.filter(({ gates }) => gates);
    expect(junit.match(/<failure type="(?!claims)/g) ?? []).toHaveLength(blocking.length);
  });
});
