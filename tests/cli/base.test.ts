import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { answering, config, governed, policy, waiver } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, git, repository, write } from "../support/repository.ts";

const asOf = "2026-11-22";

/** A repository whose base answers in time, and a change of it. */
function changed(base: Record<string, string>, change: Record<string, string | null>): { root: string; base: string } {
  const root = repository(base);
  const commit = commitAll(root, "base");
  for (const [file, text] of Object.entries(change)) {
    if (text === null) rmSync(join(root, file));
    else write(root, { [file]: text });
  }
  commitAll(root, "change");
  return { root, base: commit };
}

async function judged({ root, base }: { root: string; base: string }): Promise<Report> {
  return (await check({ targets: ["."], cwd: root, asOf, base })).report;
}

const rulesOpen = ({ findings }: Report): string[] =>
  findings
    .filter(({ gates }) => gates)
    .map(({ rule, manifest, baselineState }) => `${manifest.name} ${rule.id} ${baselineState}`);

const slow = { "deploy/a.yaml": answering(100) };
const late = ["theatre-cleaning local/first-answer new"];

describe("a change is checked by the policies of its base", () => {
  const base = { ...governed, "deploy/a.yaml": answering(24) };
  const attempts: Record<string, Record<string, string | null>> = {
    "deletes the rule": { ".caregate/policies/local.yaml": null },
    "raises the threshold": { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 200") },
    "sets the parameter": { ".caregate/config.yaml": `${config}parameters: { local: { hours: 400 } }\n` },
    "lowers the severity": { ".caregate/policies/local.yaml": policy.replace("severity: high", "severity: low") },
    "makes the rule advisory": {
      ".caregate/policies/local.yaml": policy.replace("severity: high", "severity: high\n    binding: advisory"),
    },
    "narrows when it applies": {
      ".caregate/policies/local.yaml": policy.replace(
        "    require:",
        '    appliesWhen: { "==": [{ var: spec.stage }, pilot] }\n    require:',
      ),
    },
    "waives it": { ".caregate/waivers/w.yaml": waiver },
    "lets only new findings gate": { ".caregate/config.yaml": `${config}gate: new\n` },
    "lets only critical findings gate": { ".caregate/config.yaml": `${config}failOn: critical\n` },
    "leaves the folder out by the settings": { ".caregate/config.yaml": `${config}exclude: [deploy]\n` },
    "leaves the folder out by .caregateignore": { ".caregateignore": "deploy\n" },
    "leaves the folder out by .gitignore": { ".gitignore": "deploy\n*.yaml\n" },
    "deletes all rules": { ".caregate/policies/local.yaml": null, ".caregate/config.yaml": null },
  };
  test.each(Object.entries(attempts))("a change that %s fails by the policies of the base", async (_, change) => {
    const report = await judged(changed(base, { ...change, ...slow }));
    expect(report.policies).toMatchObject({ source: "base" });
    expect(report.verdict).toBe("fail");
    expect(rulesOpen(report)).toEqual(late);
  });

  test("a `.caregate` folder added above the root by the change is ignored", async () => {
    const root = repository(Object.fromEntries(Object.entries(base).map(([file, text]) => [`health/${file}`, text])));
    const commit = commitAll(root, "base");
    write(root, { "health/deploy/a.yaml": answering(100), ".caregate/config.yaml": config });
    commitAll(root, "change");
    const { report, root: judgedAt } = await check({ targets: ["health"], cwd: root, asOf, base: commit });
    expect(judgedAt).toBe(join(root, "health"));
    expect(rulesOpen(report)).toEqual(late);
  });
});

test("invalid policies of a change are errors, although they do not decide yet", async () => {
  const broken = policy.replace("spec.monitoring.reportResponseHours }, { param", "spec.monitoring.typo }, { param");
  const report = await judged(
    changed({ ...governed, "deploy/a.yaml": answering(24) }, { ".caregate/policies/local.yaml": broken }),
  );
  expect(report.verdict).toBe("error");
  expect(report.diagnostics).toMatchObject([{ code: "policy/type", severity: "error" }]);
});

test("a change that repairs the policies of the base passes if it complies with its own policies", async () => {
  const broken = { ...governed, ".caregate/policies/more.yaml": "apiVersion: caregate/v1\nkind: Policy\nmetadata: {" };
  const repaired = { ".caregate/policies/more.yaml": null };
  const fine = await judged(changed({ ...broken, "deploy/a.yaml": answering(24) }, repaired));
  expect(fine.verdict).toBe("pass");
  expect(fine.diagnostics[0]).toMatchObject({
    severity: "warning",
    message: expect.stringMatching(/^before this change, /),
  });
  const stricter = policy.replace("default: 48", "default: 12");
  const both = changed(
    { ...broken, "deploy/a.yaml": answering(24) },
    { ...repaired, ".caregate/policies/local.yaml": stricter },
  );
  expect((await judged(both)).verdict).toBe("fail");
});

test("the policies of a change decide if the base has none", async () => {
  const report = await judged(changed({ "README.md": "x" }, { ...governed, ...slow }));
  expect(report.policies).toMatchObject({ source: "head", commit: null });
  expect(rulesOpen(report)).toEqual(late);
});

describe("new and existing findings", () => {
  const base = {
    ...governed,
    "deploy/a.yaml": answering(100),
    "deploy/b.yaml": answering(90, "b"),
    "deploy/c.yaml": answering(1, "c"),
  };

  test("an existing finding is recognised after its line has moved", async () => {
    const report = await judged(
      changed(base, {
        "deploy/a.yaml": `# a line more\n\n${answering(95)}`,
        "deploy/b.yaml": answering(20, "b"),
        "deploy/c.yaml": answering(99, "c"),
      }),
    );
    expect(rulesOpen(report)).toEqual(["c local/first-answer new", "theatre-cleaning local/first-answer unchanged"]);
    expect(report.baseline).toMatchObject({ gate: "all", new: 1, unchanged: 1, withdrawn: [] });
    expect(report.baseline?.fixed.map(({ manifest }) => manifest.name)).toEqual(["b"]);
  });

  test("with `gate: new`, existing findings pass and new ones fail", async () => {
    const lenient = { ...base, ".caregate/config.yaml": `${config}gate: new\n` };
    const same = await judged(changed(lenient, { "README.md": "x" }));
    expect(same).toMatchObject({ verdict: "pass", baseline: { gate: "new", new: 0, unchanged: 2 } });
    expect(same.summary.fail).toBe(2);
    const more = await judged(changed(lenient, { "deploy/c.yaml": answering(99, "c") }));
    expect(more.verdict).toBe("fail");
    expect(rulesOpen(more)).toEqual(["c local/first-answer new"]);
    const broken = await judged(changed(lenient, { "deploy/c.yaml": "apiVersion: caregate/v1\nkind: [" }));
    expect(broken.verdict).toBe("error");
    // Without a base nothing can be compared, so everything counts.
    const { root } = changed(lenient, {});
    expect((await check({ targets: ["."], cwd: root, asOf })).report.verdict).toBe("fail");
  });

  test("a removed deployment is named and not counted as fixed", async () => {
    const report = await judged(changed(base, { "deploy/b.yaml": null }));
    expect(report.baseline).toMatchObject({ fixed: [], withdrawn: ["b"] });
  });
});

test("the command names the commit that it compared with, and a base that it cannot find", async () => {
  const { root } = changed({ ...governed, "deploy/a.yaml": answering(100) }, { "x.md": "x" });
  const run = await invoke(checkCommand, ["--base", "HEAD~1", "--as-of", asOf], root);
  expect(run.code).toBe(1);
  expect(run.stdout).toContain(`against ${git(root, "rev-parse", "HEAD~1").slice(0, 12)}: 0 new, 0 fixed, 1 existing`);
  expect(run.stdout).toContain("(existing)");
  expect(await invoke(checkCommand, ["--base", "nowhere"], root)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("`nowhere`"),
  });
});
