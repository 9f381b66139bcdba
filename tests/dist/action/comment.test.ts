import { describe, expect, test } from "vitest";
import { answering, governed, policy, silent, waiver } from "../../support/governed-repository.ts";
import { commitAll, git, write } from "../../support/repository.ts";
import { type Payload, checkout, push, scene } from "./fake-runner.ts";

const base = { ...governed, "deploy/a.yaml": answering(24), "deploy/b.yaml": answering(90, "b") };
const broken = { "deploy/a.yaml": answering(100), "deploy/c.yaml": silent("c") };

describe("the comment", () => {
  test("the comment is added once, stays while nothing changes, and reports when all is fixed", async () => {
    const set = await scene(base, broken);
    const { run, github } = set;
    const writes = (): string[] =>
      github.requests.map(({ operation }) => operation).filter((operation) => !/get|list/.test(operation));
    await run();
    const [first] = github.comments.map(({ body }) => body);
    expect(first).toMatch(/^<!-- caregate:default -->\n## ❌ caregate: check failed\n/);
    expect(first).toContain("\n**3 findings block**: 2 failed, 1 undecided (3 high).\n");
    expect(first).toContain("\n2 new, 0 fixed, 1 existing.\n");
    await run();
    await run();
    expect(writes()).toEqual(["issues/create-comment"]);
    expect(github.comments.map(({ body }) => body)).toEqual([first]);

    push(set, {
      "deploy/a.yaml": answering(1),
      "deploy/b.yaml": answering(2, "b"),
      "deploy/c.yaml": answering(3, "c"),
    });
    const sha = (event: Payload): string => (event.pull_request.head.sha = github.pullRequest.headSha);
    const ran = await run({ payload: sha });
    expect(ran.code).toBe(0);
    expect(writes()).toEqual(["issues/create-comment", "issues/update-comment"]);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("## ✅ caregate: check passed\n");
    expect(github.comments[0]?.body).toContain("\n0 new, 1 fixed, 0 existing.\n");
    expect(github.comments[0]?.body).toContain("### Fixed by this change");
    await run({ payload: sha });
    expect(writes()).toHaveLength(2);
    expect(github.breaches).toEqual([]);
  });

  test("the comment lists new findings before existing ones and links to their lines", async () => {
    const { run, github, head } = await scene(base, broken);
    await run();
    const body = github.comments[0]?.body ?? "";
    const at = (text: string): number => {
      expect(body).toContain(text);
      return body.indexOf(text);
    };
    expect(at("**Change first:** [deploy/a.yaml:19]")).toBeLessThan(at("### More new findings"));
    expect(at("### More new findings")).toBeLessThan(at("deploy/c.yaml:7"));
    expect(at("deploy/c.yaml:7")).toBeLessThan(at("<summary>1 existing finding</summary>"));
    expect(at("<summary>1 existing finding</summary>")).toBeLessThan(at("deploy/b.yaml:19"));
    expect(body).toContain(`(https://github.example/hospital/systems/blob/${head}/deploy/a.yaml#L19)`);
  });

  test("a comment of another author is never edited, even if it begins with the marker", async () => {
    const { run, github } = await scene(base, broken);
    const forged = { id: 1, body: "<!-- caregate:default -->\nall is well", user: { login: "mallory", type: "User" } };
    github.comments.push(forged, {
      id: 2,
      body: `see <!-- caregate:default -->`,
      user: { login: "x[bot]", type: "Bot" },
    });
    await run();
    expect(github.comments).toHaveLength(3);
    expect(github.comments[0]?.body).toBe("<!-- caregate:default -->\nall is well");
  });

  test("the comment is found among hundreds by the login of a personal token", async () => {
    const { run, github } = await scene(base, broken);
    for (let id = 1; id <= 250; id++)
      github.comments.push({ id, body: "hello", user: { login: "mallory", type: "User" } });
    github.comments.push({ id: 900, body: "<!-- caregate:default -->\nold", user: { login: "ada", type: "User" } });
    await run({ inputs: { token: "ghp_ada" } });
    expect(github.comments).toHaveLength(251);
    expect(github.requests.filter(({ operation }) => operation === "issues/list-comments")).toHaveLength(3);
    expect(github.requests.at(-1)).toMatchObject({ operation: "issues/update-comment" });
  });

  test("the comment is left to a newer run if the pull request has newer commits", async () => {
    const { run, github } = await scene(base, broken);
    github.pullRequest.headSha = "1".repeat(40);
    const ran = await run();
    expect(ran.code).toBe(1);
    expect(github.comments).toEqual([]);
    expect(ran.commands.some(({ message }) => message.includes("newer commits"))).toBe(true);
  });

  test("the inputs `comment` and `key` decide whether there is a comment and which one", async () => {
    const { run, github } = await scene(
      { ...governed, "deploy/a.yaml": answering(1) },
      { "deploy/a.yaml": answering(2) },
    );
    await run();
    await run({ inputs: { comment: "never" } });
    expect(github.comments).toEqual([]);
    await run({ inputs: { comment: "always" } });
    await run({ inputs: { comment: "always", key: "second" } });
    expect(github.comments.map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- caregate:default -->",
      "<!-- caregate:second -->",
    ]);
  });
});

describe("a change of the policies", () => {
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const current = waiver.replace(/from: .*/, `from: ${today}`).replace(/until: .*/, `until: ${later}`);
  const rules = ".caregate/policies/local.yaml";
  const changes: Record<string, [Record<string, string | null>, RegExp]> = {
    "deletes a rule": [{ [rules]: null }, /local\/first-answer/],
    "raises a threshold": [{ [rules]: policy.replace("default: 48", "default: 200") }, /local\/first-answer/],
    "adds its own waiver": [{ ".caregate/waivers/w.yaml": current }, /w-1/],
    "raises the fail level": [
      { ".caregate/config.yaml": `${governed[".caregate/config.yaml"]}failOn: critical\n` },
      /failOn/,
    ],
    "lets only new findings block": [
      { ".caregate/config.yaml": `${governed[".caregate/config.yaml"]}gate: new\n` },
      /gate/,
    ],
  };
  test.each(Object.entries(changes))(
    "a change that %s fails with the policies of the base, and the summary names it",
    async (_, [files, named]) => {
      const { run } = await scene(base, { ...files, "deploy/a.yaml": answering(100) });
      const ran = await run();
      expect([ran.code, ran.outputs["verdict"], ran.outputs["policy-changed"]]).toEqual([1, "fail", "true"]);
      expect(ran.outputs["new"]).toBe("1");
      const [, section = ""] = /### Policy changes\n([^]*?)(?:\n<details>|\n---)/.exec(ran.summary) ?? [];
      expect(section).toMatch(named);
      expect(section).toMatch(/loosen/i);
      // On the line of the policy too, where it has one left.
      const warning = ran.commands.find(({ name }) => name === "warning");
      if (!Object.values(files).includes(null)) expect(warning?.properties["file"]).toBe(Object.keys(files)[0]);
    },
  );

  test("an error in a changed policy is reported on its line", async () => {
    const { run } = await scene(base, {
      [rules]: policy.replace("spec.monitoring.reportResponseHours }, {", "spec.monitoring.reprotResponseHours }, {"),
    });
    const ran = await run();
    expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "error"]);
    const first = ran.commands.find(({ name }) => name === "error");
    expect(first?.properties).toMatchObject({ file: rules, line: "11" });
    expect(first?.message).toContain("reportResponseHours");
  });

  test("the first adoption is checked with the policies of the change, and the summary reports it", async () => {
    const { run } = await scene({ "README.md": "x" }, { ...governed, ...broken });
    const ran = await run();
    expect(ran.outputs).toMatchObject({ verdict: "fail", "policy-sha": "" });
    expect(ran.summary).toContain("the policies of this change, because its base has none");
  });
});

test("after a force-push, the earlier commits of the pull request have no effect", async () => {
  const set = await scene(base, broken);
  const { origin, github, base: start } = set;
  git(origin, "checkout", "--quiet", "-B", "change", start);
  write(origin, { "deploy/a.yaml": answering(30) });
  github.pullRequest.headSha = commitAll(origin, "other");
  const workspace = checkout(origin, github.pullRequest.headSha);
  git(origin, "checkout", "--quiet", "main");
  const ran = await set.run({
    environment: { GITHUB_WORKSPACE: workspace },
    payload: (event) => (event.pull_request.head.sha = github.pullRequest.headSha),
  });
  expect(ran.outputs).toMatchObject({ verdict: "fail", new: "0", existing: "1", fixed: "0" });
});
