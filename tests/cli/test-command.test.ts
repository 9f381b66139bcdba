import { parseXml } from "@rgrove/parse-xml";
import { describe, expect, test } from "vitest";
import { testCommand } from "../../src/cli/commands/test.ts";
import { invoke } from "../support/invoke.ts";
import { answering, policyWith, ruleWith, thorough } from "../support/policies.ts";
import { lowRisk, project, read, repository } from "../support/repository.ts";

const policy = ".caregate/policies/local.yaml";
const fixture = ".caregate/tests/fixture.yaml";

const run = (files: Record<string, string>, ...args: string[]) => invoke(testCommand, args, repository(files));

/** A manifest made for a test, with what follows at its end. */
const manifest = (rest: string): string => `${lowRisk}  monitoring:\n${rest}`;

describe("tests beside rules", () => {
  test("a test starts from a built-in base document if the policy names none", async () => {
    const { code, stdout, stderr } = await run({ [policy]: policyWith(thorough) });
    expect(stdout).toBe("passed .caregate/policies/local.yaml 3 tests\n\n3 passed, 0 failed\n");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });

  test("a failed test reports the expected and the actual outcome with the reason, on its line", async () => {
    const { code, stdout } = await run({ [policy]: policyWith(answering(96, "pass", "four days")) });
    expect(code).toBe(1);
    expect(stdout).toMatchSnapshot();
  });

  test("a failed test names fields that are not stated", async () => {
    const { stdout } = await run({ [policy]: policyWith(answering(null, "fail", "not stated")) });
    expect(stdout).toContain("failed[local/first-answer]: not stated: expected fail, got unknown");
    expect(stdout).toContain("= not stated: spec.monitoring.reportResponseHours");
  });

  test("tests use the parameters of config.yaml", async () => {
    const config = `apiVersion: caregate/v1\nkind: Config\nparameters: { local: { answerHours: 24 } }\n`;
    const files = { [policy]: policyWith(answering(48, "pass")), ".caregate/config.yaml": config };
    expect((await run(files)).stdout).toContain("expected pass, got fail");
  });

  test("tests run although the policy is not in effect yet", async () => {
    const later = policyWith(thorough).replace("effective: 2026-01-01", "effective: 2999-01-01");
    expect((await run({ [policy]: later })).stdout).toContain("3 passed, 0 failed");
  });

  test("a test starts from a manifest of the repository with its evidence if the policy names it", async () => {
    const root = await invoke(testCommand, ["examples/.caregate/policies"], project);
    expect(root.stdout).toContain("4 passed");
    const base = "base: ../../deploy/system.yaml\nrules:";
    const contract = `apiVersion: caregate/v1
kind: Contract
metadata: { id: acme, date: 2026-01-01, by: legal }
vendor: Acme
instruments: [services]
effective: 2026-01-01
clauses: [audit-rights]
`;
    const clause = `appliesWhen: { "!!": { var: facts.vendors } }
require: { all: [{ var: facts.vendors }, { in: [audit-rights, { var: contract.clauses }] }] }
tests:
  - { name: as it is, expect: pass }
  - { name: without the clause, given: { "evidence.contracts[0].clauses": [no-sale] }, expect: fail }
  - { name: no contract, given: { evidence.contracts: null }, expect: unknown }
  - { name: nobody supplies it, given: { spec.vendors: [] }, expect: not-applicable }`;
    const { stdout } = await run({
      [policy]: policyWith(thorough, ruleWith("clause", clause)).replace("rules:", base),
      "deploy/system.yaml": `${lowRisk.replace(
        "vendors: []",
        "vendors: [{ name: Acme, roles: [none], supplies: [software], dataAccess: none, contract: acme }]",
      )}evidence:\n  - { kind: Contract, path: acme.yaml }\n`,
      "deploy/acme.yaml": contract,
    });
    expect(stdout).toContain("7 passed, 0 failed");
  });
});

/** Most of a contract that a test adds. */
const added = "metadata: { id: more, date: 2026-01-10, by: office }, vendor: More, instruments: [services]";

test("a test may add a document to those of the base", async () => {
  const clause = `require: { all: [{ var: evidence.contracts }, { in: [audit-rights, { var: clauses }] }] }
tests:
  - { name: as it is, expect: pass }
  - name: another contract without the clause
    given: { "evidence.contracts[1]": { ${added}, effective: 2026-01-15, clauses: [no-sale] } }
    expect: fail
  - { name: no contract, given: { evidence.contracts: null }, expect: unknown }`;
  const { code, stdout } = await run({ [policy]: policyWith(thorough, ruleWith("clause", clause)) });
  expect(stdout).toContain("6 passed, 0 failed");
  expect(code).toBe(0);
});

describe("mistakes in tests", () => {
  /** Each as it is written, and what is said of it on its line. */
  const mistakes: readonly [string, string, RegExp][] = [
    [
      "a field that does not exist",
      "{ spec.monitorng.reportResponseHours: 96 }",
      /there is no field `monitorng` in spec; did you mean `monitoring`\?/,
    ],
    [
      "a path that begins with nothing we know",
      "{ sepc.stage: pilot }",
      /paths start with metadata, spec, organisation, evidence, asOf; did you mean `spec`\?/,
    ],
    [
      "a value of another type",
      "{ spec.monitoring.reportResponseHours: soon }",
      /has to be a whole number, not `soon`/,
    ],
    ["a value outside its enum", "{ spec.stage: prodution }", /`prodution` is not a value of spec.stage; did you mean/],
    [
      "a field taken away that does not exist",
      "{ spec.monitoring.reportResponsHours: null }",
      /there is no field `reportResponsHours` in spec.monitoring; did you mean `reportResponseHours`\?/,
    ],
    [
      "evidence that is not there",
      '{ "evidence.contrats[0].clauses": [] }',
      /the base has no `evidence.contrats`; did you mean `contracts`\?/,
    ],
    ["evidence without a position", "{ evidence.contracts.clauses: [] }", /without a position: write for example/],
    ["evidence beyond the last", '{ "evidence.contracts[9].clauses": [] }', /the base has \d+ of `evidence.contracts`/],
    [
      "a whole document beyond the next",
      '{ "evidence.contracts[9]": { vendor: More } }',
      /a whole document may be added as `evidence.contracts\[\d\]`/,
    ],
    [
      "a document that could not be added",
      `{ "evidence.contracts[1]": { ${added}, effective: 2026-01-15 } }`,
      /the documents are invalid: clauses has to be stated/,
    ],
    [
      "a part of a document instead of one value",
      "{ spec: { monitoring: { reportResponseHours: 48 } } }",
      /this replaces all of `spec`: to change one value, write its path: `spec.monitoring.reportResponseHours`\n/,
    ],
    ["a date that is none", '{ asOf: "2026-02-30" }', /`asOf` has to be a date/],
  ];

  test.each(mistakes)("%s is an error on its line, and the other tests run", async (_, given, says) => {
    const { code, stdout } = await run({
      [policy]: policyWith(`${thorough}\n- { name: wrong, given: ${given}, expect: pass }`),
    });
    expect(code).toBe(2);
    expect(stdout).toMatch(says);
    expect(stdout).toContain(`--> ${policy}:18:33`);
    expect(stdout).toContain("3 passed, 1 failed, 1 input error");
  });

  test("each wrong change is a separate error", async () => {
    const two = "- { name: wrong, given: { spec.stage: prod, spec.function: unheard }, expect: pass }";
    const { stdout } = await run({ [policy]: policyWith(two) });
    expect(stdout.match(/^error\[test\/given\]/gm)).toHaveLength(2);
  });

  test("an unknown outcome is an error of the policy", async () => {
    const { code, stdout } = await run({ [policy]: policyWith(answering(24, "passes")) });
    expect(code).toBe(2);
    expect(stdout).toMatch(/`passes` is not a value of .*expect; did you mean `pass`\?/);
  });

  test("a missing base is an error on its line", async () => {
    const files = { [policy]: policyWith(thorough).replace("rules:", "base: ../tests/bse.yaml\nrules:") };
    const { code, stdout } = await run(files);
    expect(code).toBe(2);
    expect(stdout).toMatch(/bse.yaml` does not exist/);
    expect(stdout).toContain(`--> ${policy}:6:1`);
  });

  test.each([
    ["no test at all", { "a.yaml": lowRisk }, []],
    ["no test of a rule", { [policy]: policyWith(thorough) }, ["--rule", "audit"]],
    ["a path that is not there", { [policy]: policyWith(thorough) }, ["nowhere"]],
    ["a format that is none", { [policy]: policyWith(thorough) }, ["--format", "tap"]],
  ])("%s is bad input", async (_, files, args) => {
    expect((await run(files, ...args)).code).toBe(2);
  });
});

describe("expectations in comments of manifests", () => {
  const files = (rest: string, more: Record<string, string> = {}) => ({
    [policy]: policyWith(thorough),
    [fixture]: manifest(rest),
    ...more,
  });

  test("an expectation applies to the document, or to the line of the finding", async () => {
    const text =
      "    # expect: local/first-answer fail\n    reportResponseHours: 96 # expect: local/first-answer fail\n";
    const { code, stdout } = await run(files(text));
    expect(stdout).toContain("passed .caregate/tests/fixture.yaml 2 tests");
    expect(code).toBe(0);
  });

  test("an expectation fails with another outcome or another line", async () => {
    const text =
      "    reportResponseHours: 96 # expect: local/first-answer unknown\n    # expect: local/first-answer pass\n";
    const other = {
      [fixture]: manifest("    reportResponseHours: 96\n").replace("[]", "[] # expect: local/first-answer fail"),
    };
    const first = await run(files(text));
    expect(first.code).toBe(1);
    expect(first.stdout).toContain("theatre-cleaning: expected unknown, got fail");
    expect(first.stdout).toContain("= why: `reportResponseHours`: 96 hours; limit 48 (parameter answerHours)");
    expect((await run(files("", other))).stdout).toContain(
      "expected fail, the finding points at .caregate/tests/fixture.yaml:20:5, not at this line",
    );
  });

  test("an expectation takes waivers into account on its date", async () => {
    const waiver = `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w1 }
spec:
  rule: local/first-answer
  deployment: theatre-cleaning
  reason: The deputy is being hired.
  approvedBy: { name: Ada Example, role: chief-medical-information-officer }
  from: 2026-11-01
  until: 2026-12-01
  compensatingControls: [The owner is on call.]
`;
    const more = { ".caregate/waivers/w1.yaml": waiver };
    const expecting = (what: string): string => `    reportResponseHours: 96\n    # expect: ${what}\n`;
    expect((await run(files(expecting("local/first-answer waived"), more))).code).toBe(0);
    expect((await run(files(expecting("local/first-answer fail"), more))).stdout).toContain(
      "expected fail, got waived",
    );
    expect((await run(files(expecting("as of 2026-12-02, local/first-answer fail"), more))).code).toBe(0);
  });

  test.each([
    ["a rule that does not exist", "# expect: local/frst-answer fail", /did you mean `local\/first-answer`\?/],
    ["an outcome that does not exist", "# expect: local/first-answer failed", /did you mean `fail`\?/],
    ["a misspelt mark", "# expects: local/first-answer fail", /write `# expect: RULE OUTCOME`/],
    ["a missing outcome", "# expect: local/first-answer", /write a rule and an outcome/],
    ["a date that is none", "# expect: as of soon", /`soon` is not a date/],
  ])("%s is an error on its line", async (_, comment, says) => {
    const { code, stdout } = await run(files(`    reportResponseHours: 96\n    ${comment}\n`));
    expect(code).toBe(2);
    expect(stdout).toMatch(says);
    expect(stdout).toContain(`--> ${fixture}:21:5`);
  });

  test("an expectation belongs to the manifest of its document", async () => {
    const second = manifest("    reportResponseHours: 24 # expect: local/first-answer fail\n").replace(
      "name: theatre-cleaning",
      "name: second",
    );
    const { stdout } = await run(files("    reportResponseHours: 96 # expect: local/first-answer fail\n", {
      [fixture]: `${manifest("    reportResponseHours: 96 # expect: local/first-answer fail\n")}---\n${second}`,
    })); // prettier-ignore
    expect(stdout).toContain("second: expected fail, got pass");
    expect(stdout).toContain("4 passed, 1 failed");
  });

  test("an expectation in the text of a value is ignored, and an invalid manifest is an error", async () => {
    const value = lowRisk.replace("Propose the order", '"# expect: local/first-answer fail, the order"\n  #');
    expect((await run({ [policy]: policyWith(thorough), [fixture]: value })).stdout).toContain("3 passed, 0 failed");
    const broken = files("    reportResponseHours: many\n    # expect: local/first-answer fail\n");
    expect(await run(broken)).toMatchObject({ code: 2, stdout: expect.stringContaining("has to be a whole number") });
  });
});

describe("small changes of rules", () => {
  test("changes that no test notices are reported on their lines", async () => {
    const tests = [answering(24, "pass"), answering(96, "fail")].join("\n");
    const { code, stdout } = await run({ [policy]: policyWith(tests) }, "--mutate");
    expect(code).toBe(1);
    expect(stdout).toMatchSnapshot();
  });

  test("thorough tests notice all changes", async () => {
    const { code, stdout } = await run({ [policy]: policyWith(thorough) }, "--mutate");
    expect(stdout).toContain("3 small changes of rules: 3 noticed, 0 unnoticed");
    expect(code).toBe(0);
  });

  test("expectations of manifests notice changes too", async () => {
    const tests = [answering(24, "pass"), answering(49, "fail")].join("\n");
    const files = {
      [policy]: policyWith(tests),
      [fixture]: manifest("    reportResponseHours: 48\n    # expect: local/first-answer pass\n"),
    };
    expect((await run(files, "--mutate")).stdout).toContain("3 noticed, 0 unnoticed");
  });

  test("equivalent changes can be listed with a reason, and an entry without a change is an error", async () => {
    const listed = (change: string): string =>
      policyWith([answering(24, "pass"), answering(49, "fail")].join("\n")).replace(
        "    tests:",
        `    equivalent:\n      - { change: "${change}", reason: Nobody answers after just two days. }\n    tests:`,
      );
    const change = "require: `spec.monitoring.reportResponseHours <= answerHours (48)` may become `<`";
    const good = await run({ [policy]: listed(change) }, "--mutate");
    expect(good.stdout).toContain("2 noticed, 1 listed as equivalent, 0 unnoticed");
    expect(good.code).toBe(0);
    const idle = await run({ [policy]: listed(change.replace("(48)", "(49)")) }, "--mutate");
    expect(idle.code).toBe(2);
    expect(idle.stdout).toMatch(/no surviving change has this name: remove the entry; did you mean/);
  });

  test("a rule whose tests fail is not changed, and the other rules are", async () => {
    const { code, stdout } = await run({ [policy]: policyWith(answering(96, "pass")) }, "--mutate");
    expect(code).toBe(1);
    expect(stdout).toContain(
      "0 small changes of rules: 0 noticed, 0 unnoticed\nskipped until their tests pass: local/first-answer\n",
    );
  });

  test("changes are reported as JSON", async () => {
    const tests = [answering(24, "pass"), answering(49, "fail")].join("\n");
    const { stdout } = await run({ [policy]: policyWith(tests) }, "--mutate", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      summary: { passed: 2, failed: 0 },
      mutation: { noticed: 2, unnoticed: [{ rule: "local/first-answer", file: policy, line: 11 }] },
    });
  });
});

test("JUnit output is well-formed and counts failures and errors", async () => {
  const wrong = "- { name: wrong, given: { spec.stage: prod }, expect: pass }";
  const root = repository({ [policy]: policyWith(`${answering(96, "pass", "<slow> & \"late\"")}\n${wrong}`) }); // prettier-ignore
  const { code, stdout } = await invoke(testCommand, ["--format", "junit", "--output", "out.xml"], root);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  const xml = read(root, "out.xml");
  expect(() => parseXml(xml)).not.toThrow();
  expect(xml).toContain('tests="2" failures="1" errors="1" skipped="0"');
  expect(xml).toContain('message="expected pass, got fail"');
});

test("--rule takes a part of an id or a glob", async () => {
  const second = ruleWith(
    "second",
    'require: { "==": [{ var: spec.stage }, production] }\ntests: [{ name: in use, expect: pass }]',
  );
  const files = { [policy]: policyWith(thorough, second) };
  expect((await run(files)).stdout).toContain("4 passed");
  expect((await run(files, "--rule", "second")).stdout).toContain("1 passed");
  expect((await run(files, "--rule", "local/f*")).stdout).toContain("3 passed");
});

test("an error in one file does not hide other files", async () => {
  const { code, stdout } = await run({ [policy]: policyWith(thorough), ".caregate/policies/broken.yaml": "apiVersion: caregate/v1\nkind: [\n" }); // prettier-ignore
  expect(code).toBe(2);
  expect(stdout).toContain("error[yaml/syntax]");
  expect(stdout).toContain("3 passed, 0 failed, ");
});

test("an unreadable policy is reported in every folder", async () => {
  const broken = Buffer.from("apiVersion: caregate/v1\nkind: Policy\n\u00e4", "latin1");
  const root = repository({ "policies/good.yaml": policyWith(thorough), "policies/bad.yaml": broken });
  const { code, stdout } = await invoke(testCommand, ["policies"], root);
  expect(code).toBe(2);
  expect(stdout).toContain("`policies/bad.yaml` is not UTF-8 text");
  expect(stdout).toContain("3 passed");
});
