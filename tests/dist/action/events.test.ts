import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { answering, config, governed, silent } from "../../support/governed-repository.ts";
import { commitAll, git, temporaryFolder, write } from "../../support/repository.ts";
import { inFull } from "../../support/sample.ts";
import { type Payload, type Ran, checkout, node24, scene } from "./fake-runner.ts";

const newer = inFull ? node24() : undefined;
const nodes: [string, string | undefined][] = [
  [`Node ${process.versions.node}`, process.execPath],
  ...(newer === process.execPath ? [] : [["Node 24", newer] as [string, string | undefined]]),
];
if (newer === undefined)
  console.warn(`SKIPPED: the action is not run on Node 24${inFull ? ", which could not be installed" : " outside CI"}`);

const base = { ...governed, "deploy/a.yaml": answering(24), "deploy/b.yaml": answering(90, "b") };
const change = { "deploy/a.yaml": answering(100), "deploy/c.yaml": silent("c") };

const errors = ({ commands }: Ran): string[] =>
  commands
    .filter(({ name }) => name === "error")
    .map(({ properties }) => `${properties["file"] ?? "-"}:${properties["line"] ?? "-"}`);

/** Everything that happens to a run, whatever it is about. */
function expectSound(ran: Ran): void {
  expect(ran.stderr).toBe("");
  const names = new Set(ran.commands.map(({ name }) => name));
  for (const name of names) expect(["add-mask", "error", "warning", "notice"]).toContain(name);
  for (const { properties } of ran.commands)
    if (properties["line"]) expect(Number(properties["line"])).toBeGreaterThan(0);
}

describe.each(nodes)("on %s", (_, node) => {
  const options = node === undefined ? {} : { node };
  const skip = node === undefined;

  test.skipIf(skip)(
    "a pull request is checked with the policies of its base, annotated on its lines, and commented on",
    async () => {
      const { run, github, base: baseSha } = await scene(base, change);
      const ran = await run(options);
      expectSound(ran);
      expect(ran.code).toBe(1);
      expect(ran.outputs).toMatchObject({
        verdict: "fail",
        fail: "2",
        unknown: "1",
        new: "2",
        existing: "1",
        fixed: "0",
        "policy-changed": "false",
        "policy-sha": baseSha,
      });
      expect(errors(ran)).toEqual(["deploy/a.yaml:19", "deploy/c.yaml:7", "deploy/b.yaml:19", "-:-"]);
      expect(ran.summary).toContain("\n2 new, 0 fixed, 1 existing.\n");
      expect(github.comments).toHaveLength(1);
      expect(github.requests.map(({ operation }) => operation)).toEqual([
        "git/get-ref",
        "pulls/get",
        "issues/list-comments",
        "issues/create-comment",
      ]);
      expect(github.breaches).toEqual([]);
    },
  );

  test.skipIf(skip)(
    "a pull request from a fork is checked in the same way, and one notice reports what cannot be written",
    async () => {
      const { run, github } = await scene(base, change);
      github.readOnly = true;
      const ran = await run({
        ...options,
        payload: ({ pull_request }) => (pull_request.head.repo.full_name = "else/where"),
      });
      expectSound(ran);
      expect([ran.code, ran.outputs["verdict"], ran.outputs["new"]]).toEqual([1, "fail", "2"]);
      expect(ran.commands.filter(({ name }) => name === "notice").map(({ message }) => message)).toEqual([
        expect.stringContaining("the pull request was not commented on"),
      ]);
      expect(github.comments).toEqual([]);
      expect(github.breaches).toEqual([]);
    },
  );

  test.skipIf(skip)("a merge group is checked with the policies of the commit that it starts from", async () => {
    const loosened = { ...change, ".caregate/config.yaml": `${governed[".caregate/config.yaml"]}failOn: critical\n` };
    const { run, github, base: baseSha } = await scene(base, loosened);
    const ran = await run({ ...options, event: "merge_group" });
    expectSound(ran);
    expect(ran.outputs).toMatchObject({
      verdict: "fail",
      new: "2",
      existing: "1",
      "policy-sha": baseSha,
      "policy-changed": "true",
    });
    expect(github.requests).toEqual([]);
  });

  test.skipIf(skip).each(["push", "schedule", "workflow_dispatch"])(
    "%s is checked with its own policies",
    async (event) => {
      const { run, github, merge } = await scene(base, change);
      const ran = await run({ ...options, event });
      expectSound(ran);
      expect([ran.code, ran.outputs["verdict"], ran.outputs["fail"], ran.outputs["unknown"]]).toEqual([
        1,
        "fail",
        "2",
        "1",
      ]);
      expect(ran.outputs).toMatchObject({ new: "", "policy-sha": merge });
      expect(errors(ran)).toHaveLength(4);
      expect(github.requests).toEqual([]);
    },
  );

  test.skipIf(skip)("a run without findings adds no comment and ends with exit code 0", async () => {
    const { run, github } = await scene(
      { ...governed, "deploy/a.yaml": answering(24) },
      { "deploy/a.yaml": answering(12) },
    );
    const ran = await run(options);
    expectSound(ran);
    expect([ran.code, ran.outputs["verdict"], ran.outputs["new"]]).toEqual([0, "pass", "0"]);
    expect(errors(ran)).toEqual([]);
    expect(github.comments).toEqual([]);
    expect(github.breaches).toEqual([]);
  });
});

describe("a repository without AI", () => {
  const none = { ...governed, ".caregate/config.yaml": `${config}expects: none\n`, "README.md": "no AI" };

  test("passes with `expects: none` at its base, and every channel says why", async () => {
    const { run, github } = await scene(none, { "README.md": "still none" });
    const ran = await run({ inputs: { comment: "always", "check-run": "true" } });
    expectSound(ran);
    expect([ran.code, ran.outputs["verdict"]]).toEqual([0, "pass"]);
    expect(errors(ran)).toEqual([]);
    for (const text of [ran.summary, github.comments[0]?.body, JSON.stringify(github.checkRuns)])
      expect(text).toContain("There is no deployment to check.");
    expect(github.breaches).toEqual([]);
    expect((await run({ inputs: { paths: "gone" } })).code).toBe(1);
    expect((await run({ event: "schedule" })).outputs["verdict"]).toBe("pass");
  });

  test("is an error without it, also if the pull request adds `expects: manifests`", async () => {
    const { run } = await scene({ ...governed, "README.md": "no AI" }, { "README.md": "x" });
    expect((await run()).outputs["verdict"]).toBe("error");
  });

  test("the last deployment withdrawn passes with a warning that names it", async () => {
    const { run, github } = await scene(
      { ...governed, "README.md": "x", "deploy/a.yaml": answering(24) },
      { "deploy/a.yaml": null },
    );
    const ran = await run({ inputs: { comment: "always" } });
    expectSound(ran);
    expect([ran.code, ran.outputs["verdict"]]).toEqual([0, "pass"]);
    const warnings = ran.commands.filter(({ name }) => name === "warning").map(({ message }) => message);
    expect(warnings).toEqual([expect.stringContaining("this change removes the last deployment, `theatre-cleaning`")]);
    for (const text of [ran.summary, github.comments[0]?.body]) {
      expect(text).toContain("## ⚠️ caregate: check passed, no deployment is left");
      expect(text).toContain("### Remarks on the inputs");
      expect(text).toContain("theatre-cleaning");
    }
  });
});

describe("the base", () => {
  test("the base comes from the API if git cannot reach the server", async () => {
    const {
      run,
      github,
      workspace,
      base: baseSha,
    } = await scene(base, { ...change, ".caregate/policies/local.yaml": null });
    git(workspace, "remote", "remove", "origin");
    const ran = await run();
    expect(ran.outputs).toMatchObject({
      verdict: "fail",
      new: "2",
      existing: "1",
      "policy-sha": baseSha,
      "policy-changed": "true",
    });
    const operations = new Set(github.requests.map(({ operation }) => operation));
    expect(operations).toContain("git/get-tree");
    // What the checkout has already is not asked for.
    expect(github.requests.filter(({ operation }) => operation === "git/get-blob")).toHaveLength(2);
    expect(github.breaches).toEqual([]);
  });

  test("only the policies of the base are read if GitHub cannot list all files, and every finding counts as new", async () => {
    const { run, github, workspace } = await scene(base, { ...change, ".caregate/policies/local.yaml": null });
    git(workspace, "remote", "remove", "origin");
    github.truncated = true;
    const ran = await run();
    expect(ran.outputs).toMatchObject({ verdict: "fail", new: "3", existing: "0" });
    expect(ran.summary).toContain("GitHub cannot list all files");
    expect(github.breaches).toEqual([]);
  });

  test("the base is the tip of its branch, not the commit that the event names", async () => {
    const { run, origin } = await scene(base, { "deploy/a.yaml": answering(40) });
    write(origin, {
      ".caregate/policies/local.yaml": governed[".caregate/policies/local.yaml"].replace("default: 48", "default: 10"),
    });
    const tip = commitAll(origin, "stricter");
    const ran = await run();
    expect(ran.outputs).toMatchObject({ "policy-sha": tip, fail: "2" });
  });

  test("the base is found under its new name if the branch was renamed after the event", async () => {
    const { run, github, origin, base: baseSha } = await scene(base, change);
    git(origin, "branch", "--move", "main", "trunk");
    github.pullRequest.baseRef = "trunk";
    expect((await run()).outputs).toMatchObject({ verdict: "fail", "policy-sha": baseSha });
  });

  test("the base commit of the event is used and reported if no source returns the tip", async () => {
    const { run, github, origin, base: baseSha } = await scene(base, change);
    git(origin, "checkout", "--quiet", "--detach");
    git(origin, "branch", "--delete", "--force", "main");
    github.pullRequest.baseRef = "main";
    const ran = await run();
    expect(ran.outputs).toMatchObject({ verdict: "fail", "policy-sha": baseSha });
    expect(ran.summary).toContain("the base commit that the event names");
  });

  test("the base comes from the local clone if that is complete", async () => {
    const { run, origin, workspace, base: baseSha } = await scene(base, change);
    git(workspace, "fetch", "--quiet", "--unshallow", `file://${origin}`, "main");
    expect((await run()).outputs).toMatchObject({ "policy-sha": baseSha });
  });

  test("a base that cannot be read is an error", async () => {
    const { run, workspace, github } = await scene(base, { "deploy/a.yaml": answering(1) });
    git(workspace, "remote", "remove", "origin");
    github.faults.set("git/get-tree", { status: 404 });
    const ran = await run();
    expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "error"]);
    expect(ran.commands.at(-1)).toMatchObject({ name: "error", message: expect.stringContaining("cannot be read") });
  });

  test("a payload that does not name the base is an error", async () => {
    const { run } = await scene(base, change);
    for (const payload of [
      (event: Payload) => delete (event as Partial<Payload>).pull_request,
      (event: Payload) => (event.pull_request.base.sha = "main"),
      (event: Payload) => (event.pull_request.number = "7; rm -rf"),
    ]) {
      const ran = await run({ payload });
      expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "error"]);
    }
    expect(
      (await run({ event: "merge_group", payload: (event) => delete event["merge_group"] })).outputs["verdict"],
    ).toBe("error");
  });
});

describe("the inputs of the step", () => {
  test("`policy-ref` decides which policies apply", async () => {
    const {
      run,
      base: baseSha,
      merge,
    } = await scene(base, {
      ...change,
      ".caregate/policies/local.yaml": governed[".caregate/policies/local.yaml"].replace("default: 48", "default: 200"),
    });
    const own = await run({ inputs: { "policy-ref": "head" } });
    expect(own.outputs).toMatchObject({ verdict: "fail", fail: "0", unknown: "1" });
    const pinned = await run({ inputs: { "policy-ref": baseSha }, event: "push" });
    expect(pinned.outputs).toMatchObject({ fail: "2", "policy-sha": baseSha });
    expect(merge).not.toBe(baseSha);
  });

  test("`fail-on`, `paths` and `scope` decide what blocks, what is checked and what is shown", async () => {
    const { run } = await scene(base, change);
    expect((await run({ inputs: { "fail-on": "never" } })).outputs["verdict"]).toBe("pass");
    expect((await run({ inputs: { "fail-on": "critical" } })).code).toBe(0);
    expect((await run({ inputs: { paths: "deploy/a.yaml\ndeploy/b.yaml" } })).outputs).toMatchObject({
      fail: "2",
      unknown: "0",
    });
    const changed = await run({ inputs: { scope: "changed" } });
    expect(changed.outputs).toMatchObject({ fail: "2", unknown: "1" });
    expect(errors(changed)).toEqual(["deploy/a.yaml:19", "deploy/c.yaml:7", "-:-"]);
    expect(changed.summary).toContain("left out by `scope`");
  });

  test("an invalid input replaces an older comment that passed", async () => {
    const { run, github } = await scene(base, change);
    github.comments.push({
      id: 5,
      body: "<!-- caregate:default -->\n## ✅ caregate: check passed",
      user: { login: "github-actions[bot]", type: "Bot" },
    });
    const ran = await run({ inputs: { "fail-on": "hihg" } });
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/^<!-- caregate:default -->\n## ⚠️ caregate: check not completed\n/),
    ]);
    expect(github.comments[0]?.body).toContain("takes one of critical, high, medium, low, never");
    expect(ran.summary).toContain("check not completed");
    expect(github.breaches).toEqual([]);
  });

  test("a key may be any text, and names the files of its step", async () => {
    const { run, github } = await scene(base, change);
    const ran = await run({
      inputs: { key: "Ward 7 --> b/c", comment: "always", "fail-on": "High", "as-of": "2026-11-22" },
    });
    expect(ran.outputs["verdict"]).toBe("fail");
    expect(ran.outputs["report-file"]).toMatch(/caregate-Ward=207=20--=3e=20b=2fc\.json$/);
    const body = github.comments[0]?.body ?? "";
    expect(body).toMatch(/^<!-- caregate:Ward%207%20-%2D%3E%20b%2Fc -->\n/);
    expect(readFileSync(ran.outputs["comment-file"] ?? "", "utf8")).toBe(body);
    expect(body).toContain("as of 2026-11-22");
  });

  test("a second step with the same key is a warning", async () => {
    const { run } = await scene(base, change);
    const first = await run();
    const environment = { RUNNER_TEMP: dirname(first.outputs["report-file"] ?? "") };
    const second = await run({ environment });
    const warnings = second.commands.filter(({ message }) => message.includes("another step of this job has the key"));
    expect(warnings.map(({ name }) => name)).toEqual(["warning"]);
    expect((await run({ environment, inputs: { key: "other" } })).commands.map(({ message }) => message)).not.toContain(
      warnings[0]?.message,
    );
  });

  test("`sarif-file` decides where the file is written", async () => {
    const { run, workspace } = await scene(base, change);
    const folder = temporaryFolder();
    const ran = await run({ inputs: { "sarif-file": `${folder}/a/b.sarif`, "check-run": "true" } });
    expect(ran.outputs["sarif-file"]).toBe(`${folder}/a/b.sarif`);
    const nowhere = await run({ inputs: { "sarif-file": `${workspace}/deploy/a.yaml/x.sarif` } });
    expect([nowhere.code, nowhere.outputs["verdict"]]).toEqual([1, "fail"]);
    expect(
      nowhere.commands.some(({ name, message }) => name === "notice" && message.includes("sarif-file was not written")),
    ).toBe(true);
  });

  test.each([
    ["fail-on", "hihg"],
    ["scope", "all of it"],
    ["comment", "sometimes"],
    ["check-run", "maybe"],
    ["policy-ref", "main"],
    ["key", "a".repeat(101)],
    ["as-of", "2026-02-30"],
    ["paths", "../elsewhere"],
  ])("an invalid value of `%s` is an error", async (name, value) => {
    const { run } = await scene(base, change);
    const ran = await run({ inputs: { [name]: value } });
    expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "error"]);
    expect(ran.commands.at(-1)?.message).toContain(`\`${name}\``);
  });
});

test("a push is checked without git", async () => {
  const { run, origin, merge, workspace } = await scene(base, change);
  const plain = checkout(origin, merge);
  git(workspace, "status");
  const ran = await run({ event: "push", environment: { GITHUB_WORKSPACE: plain, PATH: "/nowhere" } });
  expect(ran.outputs).toMatchObject({ verdict: "fail", fail: "2" });
});
