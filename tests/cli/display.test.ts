import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { completionCommand } from "../../src/cli/commands/completion.ts";
import { explainCommand } from "../../src/cli/commands/explain.ts";
import { commandNames } from "../../src/cli/command.ts";
import { optionsOf } from "../../src/cli/options.ts";
import { check } from "../../src/engine/check.ts";
import { formats } from "../../src/output/report/index.ts";
import { countFindings } from "../../src/output/report/counts.ts";
import { isOpen } from "../../src/model/finding.ts";
import { invoke } from "../support/invoke.ts";
import { examples, lowRisk, repository } from "../support/repository.ts";

const asOf = "2026-11-22";
const render = { all: false, color: false, pathPrefix: "", line: () => undefined };

describe("the short forms of the console", () => {
  test("--compact has one line per finding, and the verdict last", async () => {
    const cwd = examples();
    const { code, stdout } = await invoke(checkCommand, ["--compact"], cwd);
    const lines = stdout.trimEnd().split("\n");
    const { report } = await check({ cwd, asOf });
    expect(code).toBe(1);
    expect(lines).toHaveLength(report.findings.filter(isOpen).length + report.diagnostics.length + 1);
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^[^:]+:\d+:\d+: (?:critical|high|medium|low|note) \S+\/\S+: ./);
    expect(lines.at(-1)).toMatch(/^check failed: \d+ findings? blocks? \((?:\d+ \w+(?:, )?)+\)$/);
  });

  test("--quiet has the verdict alone, and nothing for a pass", async () => {
    expect((await invoke(checkCommand, ["--quiet"], examples())).stdout).toMatch(/^check failed: [^\n]*\n$/);
    const cwd = examples();
    expect(await invoke(checkCommand, ["--quiet", "deploy/theatre-scheduling.yaml"], cwd)).toEqual({
      code: 0,
      stdout: "",
      stderr: "",
    });
    const broken = repository({ "m.yaml": lowRisk.replace("stage: production", "stage: live") });
    expect(await invoke(checkCommand, ["--quiet"], broken)).toMatchObject({
      code: 2,
      stdout: "check not completed: 1 input error\n",
    });
  });

  test("--summary has the worst deployment first, the counts and the first place to change", async () => {
    const { stdout } = await invoke(checkCommand, ["--summary"], examples());
    const rows = [...stdout.matchAll(/^ {2}(failed|passed) .* (\d+) failed, (\d+) undecided/gm)];
    expect(rows.length).toBeGreaterThan(3);
    expect(stdout).toMatch(/^ {2}passed {2}\d+ deployments?$/m);
    expect(rows.map(([, word]) => word).join(" ")).toMatch(/^(?:failed ?)*(?:passed ?)*$/);
    expect(stdout).toMatch(/\nfirst: \S+:\d+ {2}\S+\/\S+\ncheck failed: /);
  });

  test.each([
    [["--compact", "--quiet"], "do not go together"],
    [["--compact", "--all"], "do not go together"],
    [["--quiet", "--format", "json"], "goes with --format console only"],
    [["--select", "hipaa", "--format", "sarif"], "other formats are complete"],
    [["--watch", "--output", "x"], "--watch checks the working tree"],
  ])("%s is refused", async (args, message) => {
    expect(await invoke(checkCommand, args, examples())).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
  });
});

describe("--select and --ignore", () => {
  test("show the findings of some packs and rules; the verdict and the counts stay", async () => {
    const cwd = examples();
    const whole = (await invoke(checkCommand, [], cwd)).stdout;
    const { code, stdout } = await invoke(checkCommand, ["--select", "contracts,oversight/able-to-override"], cwd);
    expect(code).toBe(1);
    const packs = [...stdout.matchAll(/^(?:critical|high|medium|low)\[([^/]+)\//gm)].map(([, pack]) => pack);
    expect(packs.length).toBeGreaterThan(0);
    expect(new Set(packs)).toEqual(new Set(packs.filter((pack) => pack === "contracts" || pack === "oversight")));
    expect(stdout).toMatch(/^not shown: \d+ open results, of which \d+ block$/m);
    const lastLines = (text: string): string => text.slice(text.search(/\n {2}failed/));
    expect(lastLines(stdout)).toBe(lastLines(whole));
  });

  test("hide nothing of the verdict when everything is hidden", async () => {
    const { code, stdout } = await invoke(checkCommand, ["--ignore", "*/*", "--compact"], examples());
    expect(code).toBe(1);
    expect(stdout).toMatch(/check failed/);
  });
});

test("each finding is counted once, and every format has the same numbers", async () => {
  const { report } = await check({ cwd: examples(), asOf });
  const counts = countFindings(report.findings, report);
  const { failed, undecided, advisory, waived, existing } = counts;
  const unmet = report.findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown").length;
  expect(failed + undecided + advisory + existing + waived).toBe(unmet);
  const console = formats.console(report, render);
  expect(console).toContain(
    `: ${failed} failed, ${undecided} undecided, ${advisory > 0 ? `${advisory} advisory, ` : ""}`,
  );
  const junit = formats.junit(report, render);
  expect(junit.match(/<failure /g) ?? []).toHaveLength(failed + undecided + existing);
  expect(junit.match(/<skipped message="advisory: /g) ?? []).toHaveLength(advisory);
  const sum = [...junit.matchAll(/failures="(\d+)"/g)].reduce((all, [, count]) => all + Number(count), 0);
  expect(sum).toBe(failed + undecided + existing);
});

test("a finding ends with a short id that explain takes", async () => {
  const cwd = examples();
  const { stdout } = await invoke(checkCommand, [], cwd);
  const id = /= more: caregate explain ([0-9a-f]{8})$/m.exec(stdout)?.[1] ?? "";
  expect(await invoke(explainCommand, [id, "--as-of", asOf], cwd)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(id),
  });
});

describe("completion", () => {
  test.each(["bash", "zsh", "fish"])(
    "of %s has every command, option and value, and its syntax is right",
    async (shell) => {
      const { code, stdout } = await invoke(completionCommand, [shell], repository({}));
      expect(code).toBe(0);
      for (const name of commandNames) {
        expect(stdout).toContain(name);
        for (const option of optionsOf(name)) expect(stdout).toContain(option.name);
      }
      expect(stdout).toContain("critical high medium low never");
      const { error, status, stderr } = spawnSync(shell, ["-n"], { input: stdout, encoding: "utf8" });
      if (!error) expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    },
  );

  test("completes commands, options, values and files in bash", async () => {
    const { stdout } = await invoke(completionCommand, ["bash"], repository({}));
    const complete = (...words: readonly string[]): string[] => {
      const script = `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _caregate; printf '%s\\n' "\${COMPREPLY[@]}"`;
      return spawnSync("bash", ["--norc"], { input: script, encoding: "utf8" }).stdout.trim().split("\n");
    };
    expect(complete("caregate", "che")).toEqual(["check"]);
    expect(complete("caregate", "check", "--comp")).toEqual(["--compact"]);
    expect(complete("caregate", "check", "--fail-on", "cr")).toEqual(["critical"]);
    expect(complete("caregate", "lint", "--format", "j")).toEqual(["json"]);
    expect(complete("caregate", "check", "/etc/hostnam")).toEqual(["/etc/hostname"]);
  });

  test.each([[[]], [["tcsh"]], [["bash", "zsh"]]])("%j is refused", async (args) => {
    expect((await invoke(completionCommand, args, repository({}))).code).toBe(2);
  });
});
