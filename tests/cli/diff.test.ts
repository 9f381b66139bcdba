import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { invoke } from "../support/invoke.ts";
import { diffCommand } from "../../src/cli/commands/diff.ts";
import { examples, lowRisk, read, repository, temporaryFolder, write } from "../support/repository.ts";

const POLICY = ".caregate/policies/local.yaml";

/** Commits everything; the name of the commit. */
function commit(root: string): string {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-c", "user.name=A", "-c", "user.email=a@hospital.example", ...args], {
      cwd: root,
    }).toString();
  git("add", "-A");
  git("commit", "-q", "-m", "A state");
  return git("rev-parse", "HEAD").trim();
}

/** The example repository, under git. */
function committedExamples(): string {
  const root = examples();
  execFileSync("git", ["init", "-q"], { cwd: root });
  commit(root);
  return root;
}

const change = (root: string, file: string, from: string | RegExp, to: string): void => {
  const text = read(root, file).replace(from, to);
  expect(text).not.toBe(read(root, file));
  write(root, { [file]: text });
};

const diff = (root: string, ...args: string[]) => invoke(diffCommand, ["--as-of", "2026-11-22", ...args], root);

interface Shown {
  readonly loosened: boolean;
  readonly rules: readonly {
    id: string;
    kind: string;
    witnesses: object;
  }[];
  readonly settings: readonly { what: string; direction: string }[];
  readonly impact: { deployments: number; changed: { name: string; judged: object; impacts: { kind: string }[] }[] };
}
const told = async (root: string, ...args: string[]): Promise<Shown> =>
  JSON.parse((await diff(root, "--format", "json", ...args)).stdout) as Shown;

test("without changes no rule is looser, and no deployment is read", async () => {
  const root = committedExamples();
  expect((await diff(root)).code).toBe(0);
  write(root, { [POLICY]: `${read(root, POLICY)}# A remark.\n` });
  const { code, stdout } = await diff(root);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^rules: \d+ unchanged\nnothing loosened or tightened, as of 2026-11-22\n$/);
});

test("a policy that cannot be read is not compared", async () => {
  const root = committedExamples();
  write(root, { [POLICY]: read(root, POLICY).replace(/^rules:/m, "rule:") });
  const { code, stdout } = await diff(root);
  expect(code).toBe(2);
  expect(stdout).toMatch(/there is no field `rule` here; did you mean `rules`\?/);
  expect(stdout).not.toMatch(/nothing is tightened, as of/);
});

test("the source lines of a range are those of its end, not of the working tree", async () => {
  const root = committedExamples();
  write(root, { [POLICY]: read(root, POLICY).replace(/^rules:/m, "rule: 1 # of the commit\nrules:") });
  commit(root);
  write(root, { [POLICY]: "# local\n".repeat(100) });
  const { stdout } = await diff(root, "HEAD~1..HEAD");
  expect(stdout).toContain("rule: 1 # of the commit");
  expect(stdout).not.toContain("# local");
});

test("a loosened rule is shown with a witness, in each format", async () => {
  const root = committedExamples();
  change(root, POLICY, "in: [{ var: spec.stage }, [pilot, production]]", "in: [{ var: spec.stage }, [production]]");
  const { code, stdout } = await diff(root);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /loosened\n {2}local\/inventory-entry: .*; applies to fewer\n.*before, it fails \(.*\); after, it does not apply \(spec\.stage: pilot; allowed production\)/,
  );
  expect(stdout).toMatch(/ambient-scribe: .*\n.*no longer checked by local\/inventory-entry/);
  expect(await told(root)).toMatchObject({
    loosened: true,
    rules: [
      {
        id: "local/inventory-entry",
        kind: "loosened",
        witnesses: { loosened: [{ before: { effect: "fail" }, after: { effect: "not-applicable" } }] },
      },
    ],
  });
  expect((await diff(root, "--format", "markdown")).stdout).toMatch(
    /^### Policies: loosened\n[^]*- `local\/inventory-entry`/,
  );
  // The same output between two commits, byte for byte.
  const here = (await diff(root)).stdout;
  commit(root);
  expect((await diff(root, "HEAD~1..HEAD")).stdout).toBe(here);
  expect((await diff(root, "HEAD~1")).stdout).toBe(here);
  expect((await diff(root)).code).toBe(0);
  expect(await diff(root, "HEAD..HEAD~1")).toMatchObject({ code: 0, stdout: expect.stringContaining("tightened") });
});

test("a parameter of a built-in pack is compared on the tests of the pack", async () => {
  const root = committedExamples();
  change(root, ".caregate/config.yaml", "stopMinutes: 30", "stopMinutes: 45");
  const { code, stdout } = await diff(root);
  expect(code).toBe(1);
  expect(stdout).toMatch(/monitoring\.stopMinutes: 30 → 45 minutes \(loosened\)/);
  expect(stdout).toMatch(
    /monitoring\/able-to-suspend: [^]*the test ".*" with .*withinMinutes 31: before, it fails \(.*\); after, it passes/,
  );
});

test("deployments that are no longer checked are named", async () => {
  const root = committedExamples();
  write(root, { ".caregateignore": "committee/\ndeploy/patient-chatbot.yaml\n" });
  const { loosened, impact } = await told(root);
  expect(loosened).toBe(true);
  expect(impact.changed.map(({ name, judged }) => [name, judged])).toEqual([
    ["patient-chatbot", { before: true, after: false }],
  ]);
  write(root, { ".caregateignore": "committee/\n" });
  change(root, ".caregate/config.yaml", "parameters:", "exclude: [deploy/ambient-scribe.yaml]\nparameters:");
  const second = await told(root);
  expect(second.settings).toMatchObject([{ what: "exclude", direction: "loosened" }]);
  expect(second.impact.changed.map(({ name }) => name)).toEqual(["ambient-scribe"]);
});

test("a change of the organisation changes the rules that apply", async () => {
  const root = committedExamples();
  change(root, ".caregate/config.yaml", "    - health-plan\n", "");
  const { rules, settings, impact } = await told(root);
  expect(rules).toEqual([]);
  expect(settings.map(({ what }) => what)).toContain("organisation.roles");
  expect(impact.deployments).toBe(8);
});

test("a policy that does not compile is reported with its side, and its rules do not count as removed", async () => {
  const root = committedExamples();
  change(root, POLICY, "in: [{ var: spec.stage }", "inn: [{ var: spec.stage }");
  const { code, stdout } = await diff(root);
  expect(code).toBe(2);
  expect(stdout).toMatch(/after: error\[policy\/condition\]: there is no operator `inn`/);
  expect((await told(root)).rules).toMatchObject([{ id: "local/inventory-entry", kind: "unreadable" }]);
  commit(root);
  change(root, POLICY, "inn: [{ var: spec.stage }", "in: [{ var: spec.stage }");
  expect(await diff(root)).toMatchObject({
    code: 2,
    stdout: expect.stringMatching(/before: error\[policy\/condition\]/),
  });
});

test("a removed rule and an added waiver are reported", async () => {
  const root = committedExamples();
  rmSync(`${root}/${POLICY}`);
  rmSync(`${root}/.caregate/waivers/readmission-capacity.yaml`);
  const { code, stdout } = await diff(root);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /removed\n {2}local\/inventory-entry: [^]*: before, it fails \(.*\); after, it is not checked/,
  );
  expect(stdout).toMatch(/readmission-capacity: removed: oversight\/capacity for readmission-risk.*\(tightened\)/);
  expect(stdout).toMatch(/readmission-risk: .*\n.*newly blocked by oversight\/capacity/);
});

test("text of the repository stays text in Markdown and on the terminal", async () => {
  const root = committedExamples();
  change(
    root,
    POLICY,
    "title: Every system in use has an entry in the inventory",
    'title: "<img src=x> @everyone | \\e[31m [a](http://x.example)"',
  );
  change(root, POLICY, "[pilot, production]]", "[production]]");
  expect((await diff(root)).stdout).not.toContain("\u001B");
  const { stdout } = await diff(root, "--format", "markdown");
  for (const raw of ["<img", "@everyone", "](http", "\u001B"]) expect(stdout).not.toContain(raw);
});

test.each([
  [["nonsense"], /there is no commit `nonsense` in the repository/],
  [["--upload-pack=x"], /--upload-pack/],
  [["a...b"], /`a\.\.\.b` is not a range: write `base\.\.head`/],
  [["a", "b"], /one range/],
  [["--format", "xml"], /--format takes one of console, json, markdown/],
  [["--as-of", "never"], /--as-of takes a date/],
])("%j is a usage error", async (args, says) => {
  const root = repository({ "a.yaml": lowRisk });
  commit(root);
  const { code, stderr } = await invoke(diffCommand, args, root);
  expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
});

test("without git there is nothing to compare with", async () => {
  const root = temporaryFolder();
  write(root, { "a.yaml": lowRisk });
  expect(await invoke(diffCommand, [], root)).toMatchObject({ code: 2, stderr: expect.stringMatching(/git/) });
});
