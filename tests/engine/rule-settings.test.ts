import { describe, expect, test } from "vitest";
import { check } from "../../src/engine/check.ts";
import { diffPolicies } from "../../src/engine/diff.ts";
import type { Report } from "../../src/model/report.ts";
import { answering, config, governed, policy, silent } from "../support/governed-repository.ts";
import { commitAll, repository, write } from "../support/repository.ts";

const decided = `    reason: The committee accepts slower answers until the new team starts.
    owner: { name: Ada Example, role: chief-medical-officer }
    from: 2026-11-01
    until: 2027-06-30
`;

/** Settings of rules, each as the lines of its keys. */
const settings = (...each: string[]): string =>
  `${config}rules:\n${each.map((one) => `  - ${one}\n${decided}`).join("")}`;

interface Options {
  readonly asOf?: string;
  readonly manifest?: string;
  readonly file?: string;
  readonly rules?: string;
}

async function report(
  text: string,
  { asOf = "2026-11-22", manifest, file = "deploy/a.yaml", rules = policy }: Options = {},
) {
  const root = repository({
    ...governed,
    ".caregate/policies/local.yaml": rules,
    ".caregate/config.yaml": text,
    [file]: manifest ?? answering(60),
  });
  return (await check({ targets: ["."], cwd: root, asOf })).report;
}

const outcomes = ({ findings }: Report): string[] =>
  findings.map(({ rule, outcome, gates }) => `${rule.id} ${outcome}${gates ? " blocks" : ""}`);
const problems = ({ diagnostics }: Report): string[] =>
  diagnostics.map(({ severity, message, span }) => `${severity} ${span.start.line}: ${message}`);

describe("a rule that is off", () => {
  test("does not apply, and every report says until when, who decided and why", async () => {
    const found = await report(settings("rule: local/first-answer\n    binding: off"));
    expect(outcomes(found)).toEqual(["local/first-answer not-applicable"]);
    expect(found.verdict).toBe("pass");
    expect(found.notEvaluated).toContainEqual({
      what: "rule local/first-answer",
      reason:
        "off until 2027-06-30: The committee accepts slower answers until the new team starts. (Ada Example, chief-medical-officer)",
    });
  });

  test("applies again after the last day, with a warning, and before the first day", async () => {
    const text = settings("rule: local/first-answer\n    binding: off");
    const after = await report(text, { asOf: "2027-07-01" });
    expect([after.verdict, problems(after)]).toEqual([
      "fail",
      ["warning 10: the setting of rule local/first-answer ended on 2027-06-30: renew or remove it"],
    ]);
    expect((await report(text, { asOf: "2027-06-30" })).verdict).toBe("pass");
    const before = await report(text, { asOf: "2026-10-31" });
    expect([before.verdict, problems(before)]).toEqual(["fail", []]);
  });

  test.each([
    ["deployments: [theatre-cleaning]", true],
    ["deployments: [other]", false],
    ["paths: ['deploy/**']", true],
    ["paths: ['**/a.yaml']", true],
    ["paths: ['*.yaml']", false],
    ["paths: ['deploy/?.y*ml']", true],
    ["paths: ['deployXa.yaml', 'deploy/b.yaml']", false],
    ["stages: [production]", true],
    ["stages: [pilot]", false],
    ["functions: [operations], stages: [production]", true],
    ["functions: [operations], stages: [research]", false],
  ])("with the scope %s is off here: %s", async (scope, off) => {
    const found = await report(settings(`rule: local/first-answer\n    binding: off\n    scope: { ${scope} }`));
    expect(outcomes(found)).toEqual([off ? "local/first-answer not-applicable" : "local/first-answer fail blocks"]);
  });

  test("is undecided where the manifest does not state what the scope asks for", async () => {
    const manifest = answering(60).replace(/^( *stage:) .*$/m, "$1 null");
    const found = await report(settings("rule: local/first-answer\n    binding: off\n    scope: { stages: [pilot] }"), {
      manifest,
    });
    expect(outcomes(found)).toEqual(["local/first-answer unknown blocks"]);
  });

  test("can be all rules of a pack", async () => {
    const found = await report(settings("pack: local\n    binding: off"));
    expect(outcomes(found)).toEqual(["local/first-answer not-applicable"]);
  });
});

test("an advisory rule is reported and does not block, in its scope alone", async () => {
  const all = await report(settings("rule: local/first-answer\n    binding: advisory"));
  expect([outcomes(all), all.verdict, problems(all)]).toEqual([
    ["local/first-answer fail"],
    "pass",
    [
      "note 5: rule local/first-answer is advisory until 2027-06-30: The committee accepts slower answers until the new team starts. (Ada Example, chief-medical-officer)",
    ],
  ]);
  const scope = (names: string) =>
    `rule: local/first-answer\n    binding: advisory\n    scope: { deployments: [${names}] }`;
  expect(outcomes(await report(settings(scope("theatre-cleaning"))))).toEqual(["local/first-answer fail"]);
  expect(outcomes(await report(settings(scope("other"))))).toEqual(["local/first-answer fail blocks"]);
});

test("another severity counts for the threshold of blocking", async () => {
  const low = await report(settings("rule: local/first-answer\n    severity: low"));
  expect([low.findings[0]?.rule.severity, low.verdict]).toEqual(["low", "pass"]);
  const critical = await report(settings("rule: local/first-answer\n    severity: critical"));
  expect([critical.findings[0]?.rule.severity, critical.verdict]).toEqual(["critical", "fail"]);
});

describe("other values of parameters", () => {
  const hours = (value: number, scope = "") =>
    settings(`pack: local\n    parameters: { hours: ${value} }${scope && `\n    scope: { ${scope} }`}`);

  test("count for the deployments of the scope", async () => {
    expect((await report(hours(72))).verdict).toBe("pass");
    expect((await report(hours(72, "deployments: [theatre-cleaning]"))).verdict).toBe("pass");
    expect((await report(hours(72, "deployments: [other]"))).verdict).toBe("fail");
    const silence = await report(hours(72, "deployments: [theatre-cleaning]"), { manifest: silent() });
    expect(outcomes(silence)).toEqual(["local/first-answer unknown blocks"]);
  });

  test("are what messages show", async () => {
    const rules = policy.replace('hours."', 'hours, more than {{hours}}."');
    const shown = await report(hours(50, "deployments: [theatre-cleaning]"), { rules });
    expect(shown.findings[0]?.message).toContain("more than 50");
  });
});

describe("a setting with a mistake is an error on its line and has no effect", () => {
  const forbidden = policy.replace("    severity: high\n", "    severity: high\n    waiver: { forbidden: true }\n");
  test.each<[string, string, string?, string?]>([
    [
      "rule: local/first-anser\n    binding: off",
      "5: there is no rule `local/first-anser`; did you mean `local/first-answer`?",
    ],
    ["pack: locl\n    binding: off", "5: there is no policy `locl`; did you mean `local`?"],
    ["rule: local/first-answer\n    pack: local\n    binding: off", "5: name a `rule` or a `pack`, not both"],
    ["binding: off", "5: name a `rule` or a `pack`"],
    ["rule: local/first-answer", "5: write what changes: `binding`, `severity` or `parameters`"],
    [
      "rule: local/first-answer\n    parameters: { hour: 3 }",
      "6: policy `local` has no parameter `hour`; did you mean `hours`?",
    ],
    ["rule: local/first-answer\n    parameters: { hours: 900 }", "6: `hours` has to be at most `500` hours, not `900`"],
    [
      "rule: local/first-answer\n    severity: low\n    scope: { stages: [pilot] }",
      "6: a severity is for all deployments: remove `scope`, or write `binding: advisory` with it",
    ],
    [
      "rule: local/first-answer\n    binding: off\n    severity: low",
      "6: a rule that is off needs no `severity` and no `parameters`: remove them",
    ],
    [
      "rule: local/first-answer\n    binding: off",
      "5: `local/first-answer` cannot be changed: no waiver may cover it",
      forbidden,
    ],
    ["pack: local\n    severity: low", "5: `local/first-answer` cannot be changed: no waiver may cover it", forbidden],
    [
      "rule: local/first-answer\n    binding: off",
      "10: a setting lasts 731 days at most, not 973",
      policy,
      "2029-06-30",
    ],
    ["rule: local/first-answer\n    binding: off", "10: the setting ends before it begins", policy, "2026-06-30"],
  ])("%s", async (text, message, rules = policy, until = "2027-06-30") => {
    const found = await report(settings(text).replace("until: 2027-06-30", `until: ${until}`), { rules });
    expect(problems(found).map((one) => one.replace("error ", ""))).toEqual([message]);
    expect([found.verdict, outcomes(found)]).toEqual(["error", ["local/first-answer fail blocks"]]);
  });

  test("as are a reason and a name that say nothing", async () => {
    const text = settings("rule: local/first-answer\n    binding: off");
    const reason = await report(text.replace("The committee accepts slower answers until the new team starts.", "tbd"));
    expect(problems(reason)).toEqual(["error 7: `tbd` is no reason: write one"]);
    const name = await report(text.replace("Ada Example", "n/a"));
    expect(problems(name)).toEqual(["error 8: `n/a` is no name: write who decided"]);
  });

  test("a forbidden rule can become more severe", async () => {
    const rules = forbidden.replace("severity: high", "severity: medium");
    const found = await report(settings("rule: local/first-answer\n    severity: high"), { rules });
    expect(found.findings[0]?.rule.severity).toBe("high");
  });
});

describe("a comparison of policies", () => {
  async function change(before: string, after: string) {
    const root = repository({ ...governed, ".caregate/config.yaml": before, "deploy/a.yaml": answering(60) });
    commitAll(root, "base");
    write(root, { ".caregate/config.yaml": after });
    return (await diffPolicies({ cwd: root, asOf: "2026-11-22" })).change;
  }

  test.each([
    ["off", "binding: off", "loosened"],
    ["off in a scope", "binding: off\n    scope: { stages: [production] }", "loosened"],
    ["advisory", "binding: advisory", "loosened"],
    ["advisory in a scope", "binding: advisory\n    scope: { deployments: [some-other] }", "loosened"],
    ["another value of a parameter", "parameters: { hours: 72 }", "loosened"],
    ["a stricter value in a scope", "parameters: { hours: 24 }\n    scope: { stages: [production] }", "tightened"],
  ])("shows a rule that becomes %s, once", async (_, text, direction) => {
    const found = await change(config, settings(`rule: local/first-answer\n    ${text}`));
    expect(found.rules.map(({ id, kind }) => [id, kind])).toEqual([["local/first-answer", direction]]);
    expect([found.loosened, found.tightened]).toEqual([direction === "loosened", direction === "tightened"]);
    const back = await change(settings(`rule: local/first-answer\n    ${text}`), config);
    expect([back.loosened, back.tightened]).toEqual([direction === "tightened", direction === "loosened"]);
  });

  test("shows a setting that lasts longer as looser, although nothing changes today", async () => {
    const text = settings("rule: local/first-answer\n    binding: off");
    const found = await change(text, text.replace("2027-06-30", "2027-12-31"));
    expect(found.settings).toEqual([
      {
        what: "rule local/first-answer",
        before: "off from 2026-11-01 until 2027-06-30",
        after: "off from 2026-11-01 until 2027-12-31",
        direction: "loosened",
        ruleSetting: expect.objectContaining({ until: "2027-12-31" }) as unknown,
      },
    ]);
  });
});

test("a change is evaluated with the settings of its base", async () => {
  const root = repository({ ...governed, "deploy/a.yaml": answering(20) });
  const base = commitAll(root, "base");
  write(root, {
    ".caregate/config.yaml": settings("rule: local/first-answer\n    binding: off"),
    "deploy/a.yaml": answering(60),
  });
  commitAll(root, "change");
  const { report: found } = await check({ targets: ["."], cwd: root, asOf: "2026-11-22", base });
  expect([found.verdict, outcomes(found)]).toEqual(["fail", ["local/first-answer fail blocks"]]);
});
