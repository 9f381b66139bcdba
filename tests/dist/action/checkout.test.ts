import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { answering, config, governed, policy, silent, waiver } from "../../support/governed-repository.ts";
import { cli, commitAll, git, temporaryFolder, write } from "../../support/repository.ts";
import { type Payload, type Ran, checkout, scene } from "./fake-runner.ts";

const fine = { ...governed, "deploy/a.yaml": answering(24) };
const bad = { "deploy/a.yaml": answering(100) };
const raised = { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 200") };

const verdictOf = ({ code, outputs }: Ran): unknown[] => [code, outputs["verdict"]];
const lastError = ({ commands }: Ran): string =>
  commands.findLast(({ name }) => name === "error")?.message ?? "no error";

describe("the check is not completed if another commit is checked out", () => {
  test("`pull_request_target` with the base checked out is an error", async () => {
    const { run, origin, base, head } = await scene(fine, bad);
    const environment = { GITHUB_SHA: base, GITHUB_REF: "refs/heads/main" };
    const event = "pull_request_target";
    const target = await run({ event, environment, workspace: checkout(origin, base) });
    expect(verdictOf(target)).toEqual([1, "error"]);
    expect(lastError(target)).toContain("check out the commit of the event");
    expect(verdictOf(await run({ event, environment, workspace: checkout(origin, head) }))).toEqual([1, "fail"]);
  });

  test("a checkout of the base is an error in every channel", async () => {
    const { run, github, origin, base } = await scene(fine, bad);
    const ran = await run({ workspace: checkout(origin, base), inputs: { "check-run": "true", comment: "always" } });
    expect(verdictOf(ran)).toEqual([1, "error"]);
    expect(github.checkRuns).toMatchObject([{ conclusion: "failure", output: { title: "check not completed" } }]);
    expect(github.comments[0]?.body).toContain("## ⚠️ caregate: check not completed\n");
    expect(ran.summary).toContain("check out the commit of the event");
  });

  test.each(["merge_group", "push"])("a %s with another commit checked out is an error", async (event) => {
    const { run, origin, base } = await scene(fine, bad);
    const ran = await run({ event, workspace: checkout(origin, base) });
    expect(verdictOf(ran)).toEqual([1, "error"]);
  });

  test("several checkouts in folders of the workspace are an error without `paths`", async () => {
    const { run, workspace, origin, base } = await scene(fine, bad);
    const outer = temporaryFolder();
    renameSync(workspace, join(outer, "systems"));
    renameSync(checkout(origin, base), join(outer, "tools"));
    const ran = await run({ workspace: outer });
    expect(verdictOf(ran)).toEqual([1, "error"]);
    expect(lastError(ran)).toContain("`systems`, `tools`: name one of them in the input `paths`");
    expect(verdictOf(await run({ workspace: outer, inputs: { paths: "systems" } }))).toEqual([1, "fail"]);
    expect(verdictOf(await run({ workspace: outer, inputs: { paths: "tools" } }))).toEqual([1, "error"]);
  });

  test("a workspace without a checkout is an error", async () => {
    const { run } = await scene(fine, bad);
    const ran = await run({ workspace: temporaryFolder() });
    expect(verdictOf(ran)).toEqual([1, "error"]);
    expect(lastError(ran)).toContain("use `actions/checkout`");
  });
});

describe("the base comes from the repository of the run", () => {
  /** A fork whose own default branch raises the threshold. */
  async function forked() {
    const set = await scene(fine, bad);
    const fork = temporaryFolder();
    git(fork, "clone", "--quiet", set.origin, ".");
    git(fork, "config", "uploadpack.allowAnySHA1InWant", "true");
    write(fork, raised);
    commitAll(fork, "our own rules");
    git(fork, "fetch", "--quiet", "origin", "refs/pull/7/merge");
    return { ...set, fork, workspace: checkout(fork, set.head) };
  }

  test("a fork in `origin` that disagrees with GitHub is an error", async () => {
    const { run, workspace } = await forked();
    const ran = await run({ workspace });
    expect(verdictOf(ran)).toEqual([1, "error"]);
    expect(lastError(ran)).toContain("`origin` has another `main` than GitHub");
  });

  test("the base commit of the event is used if GitHub does not answer and `origin` is a fork", async () => {
    const { run, workspace, github, base } = await forked();
    for (const operation of ["git/get-ref", "pulls/get"]) github.faults.set(operation, { status: 404 });
    const ran = await run({ workspace, inputs: { comment: "never" } });
    expect(verdictOf(ran)).toEqual([1, "fail"]);
    expect(ran.outputs["policy-sha"]).toBe(base);
    expect(ran.summary).toContain("the base commit that the event names");
  });

  test("git supplies the tip if GitHub does not answer and `origin` has the address of the repository", async () => {
    const { run, workspace, origin, base, github } = await scene(fine, bad);
    write(origin, { "deploy/b.yaml": answering(1, "b") });
    const tip = commitAll(origin, "later");
    github.faults.set("git/get-ref", { status: 404 });
    const environment = { GIT_SSH_COMMAND: `sh -c 'exec git-upload-pack "${origin}"' --`, GIT_SSH_VARIANT: "simple" };
    const tips: [string, string][] = [
      ["git@github.example:hospital/systems.git", tip],
      ["git@github.example:fork/systems.git", base],
    ];
    for (const [address, wanted] of tips) {
      git(workspace, "remote", "set-url", "origin", address);
      const ran = await run({ environment });
      expect(verdictOf(ran)).toEqual([1, "fail"]);
      expect(ran.outputs["policy-sha"]).toBe(wanted);
    }
  });
});

describe("a run on another branch uses the policies of the default branch", () => {
  test.each(["push", "workflow_dispatch", "schedule"])(
    "a %s is checked with the policies of the default branch",
    async (event) => {
      const { run, base } = await scene(fine, { ...bad, ...raised });
      const ran = await run({ event, environment: { GITHUB_REF: "refs/heads/change" } });
      expect(verdictOf(ran)).toEqual([1, "fail"]);
      expect(ran.outputs).toMatchObject({ "policy-sha": base, "policy-changed": "true", new: "1" });
    },
  );

  test("a run of the default branch that checks out another branch uses the policies of the default branch", async () => {
    const { run, base, head } = await scene(fine, { ...bad, ...raised });
    const ran = await run({ event: "schedule", environment: { GITHUB_SHA: base } });
    expect(ran.outputs).toMatchObject({ verdict: "fail", "policy-sha": base });
    const own = await scene(fine, bad);
    const links = (await own.run({ event: "schedule", environment: { GITHUB_SHA: own.base } })).summary;
    expect(links).toContain(`blob/${own.merge}/deploy/a.yaml`);
    expect(head).not.toBe(base);
  });

  test("GitHub names the default branch if the payload does not, and an unknown default branch is an error", async () => {
    const { run, github, base } = await scene(fine, { ...bad, ...raised });
    const payload = (event: Payload): unknown => delete event["repository"];
    const change = { event: "workflow_dispatch", environment: { GITHUB_REF: "refs/heads/change" }, payload };
    const asked = await run({ ...change, payload: (event) => void payload(event) });
    expect(asked.outputs).toMatchObject({ verdict: "fail", "policy-sha": base });
    expect(github.breaches).toEqual([]);
    github.faults.set("repos/get", { status: 404 });
    const ran = await run({ ...change, payload: (event) => void payload(event) });
    expect(verdictOf(ran)).toEqual([1, "error"]);
    expect(lastError(ran)).toContain("the default branch, which has the policies, is unknown");
  });
});

describe("a change is checked with the policies of the tip and compared with the commit that it starts from", () => {
  const twoHours = { ".caregate/policies/local.yaml": policy.replace("default: 48", "default: 2") };
  const lenient = { ...fine, ".caregate/config.yaml": `${config}gate: new\n` };

  test("a change is not blamed for newer commits of its base", async () => {
    const { run, origin, base } = await scene(lenient, { "deploy/b.yaml": answering(1, "b") });
    // The base became stricter, which the one deployment that was there does not meet, and gained another.
    write(origin, { ...twoHours, "deploy/c.yaml": silent("c") });
    const tip = commitAll(origin, "later");
    const ran = await run();
    expect(ran.outputs).toMatchObject({
      verdict: "pass",
      new: "0",
      existing: "1",
      fixed: "0",
      "policy-sha": tip,
      "policy-changed": "false",
    });
    expect(ran.summary).toContain("Nothing new blocks; 1 existing violation is open.");
    expect(ran.summary).not.toContain("Removed deployments");
    expect(tip).not.toBe(base);
  });

  test("GitHub supplies the merge base if the head of the change is checked out", async () => {
    const { run, origin, head, github } = await scene(lenient, { "deploy/b.yaml": answering(1, "b") });
    write(origin, twoHours);
    const tip = commitAll(origin, "later");
    const ran = await run({ workspace: checkout(origin, head) });
    expect(ran.outputs).toMatchObject({ verdict: "pass", new: "0", existing: "1", "policy-sha": tip });
    expect(github.requests.map(({ operation }) => operation)).toContain("repos/compare-commits-with-basehead");
    expect(github.breaches).toEqual([]);
    expect(ran.summary).not.toContain("GitHub did not return");
    expect(ran.outputs["policy-changed"]).toBe("false");
  });

  test("a change is blamed for its own violations", async () => {
    const { run, origin } = await scene(lenient, { ...bad, ...raised });
    write(origin, { "deploy/c.yaml": answering(1, "c") });
    commitAll(origin, "later");
    const ran = await run();
    expect(ran.outputs).toMatchObject({ verdict: "fail", new: "1", existing: "0", "policy-changed": "true" });
  });
});

describe("annotations, links, the log and SARIF name files from the top of the repository", () => {
  const namedIn = (text: string): string[] => [...new Set(text.match(/[\w/.]*deploy\/a\.yaml/g))];

  /** What each channel calls the one file with a finding. */
  function channelsOf({ commands, summary, stdout, outputs }: Ran): Record<string, string[]> {
    const annotated = commands.map(({ properties }) => properties["file"] ?? "").filter((file) => file !== "");
    return {
      annotations: [...new Set(annotated)],
      links: [...new Set([...summary.matchAll(/blob\/\w+\/([\w/.]+)#L/g)].map(([, file = ""]) => file))],
      log: namedIn(
        stdout
          .split("\n")
          .filter((line) => line.startsWith("|") && line.includes("-->"))
          .join("\n"),
      ),
      sarif: namedIn(readFileSync(outputs["sarif-file"] ?? "", "utf8")),
    };
  }

  const everywhere = (file: string): Record<string, string[]> =>
    Object.fromEntries(["annotations", "links", "log", "sarif"].map((channel) => [channel, [file]]));

  test("the checkout may be in a folder of the workspace, with or without `paths`", async () => {
    const { run, workspace } = await scene(fine, bad);
    const outer = temporaryFolder();
    write(outer, { "other/deploy/a.yaml": "not of this repository" });
    renameSync(workspace, join(outer, "systems"));
    for (const inputs of [{ paths: "systems" }, {}]) {
      const ran = await run({ workspace: outer, inputs });
      expect(verdictOf(ran)).toEqual([1, "fail"]);
      expect(channelsOf(ran)).toEqual(everywhere("deploy/a.yaml"));
    }
    for (const event of ["merge_group", "push"])
      expect(verdictOf(await run({ event, workspace: outer }))).toEqual([1, "fail"]);
  });

  test("the root may be in a folder of the checkout", async () => {
    const below = (files: object): Record<string, string> =>
      Object.fromEntries(Object.entries(files).map(([file, text]) => [`services/ai/${file}`, String(text)]));
    const { run } = await scene(below(fine), below(bad));
    const ran = await run({ inputs: { paths: "services/ai" } });
    expect(verdictOf(ran)).toEqual([1, "fail"]);
    expect(channelsOf(ran)).toEqual(everywhere("services/ai/deploy/a.yaml"));
  });
});

test("the record is the one that `caregate verify` makes again from the commit", async () => {
  const { run, workspace, merge, base } = await scene(fine, bad);
  expect((await run()).outputs["record-file"]).toBeUndefined();
  // Files that are not committed are not part of it.
  write(workspace, { "deploy/b.yaml": answering(12, "b") });
  for (const event of ["pull_request", "push"]) {
    const { outputs } = await run({ event, inputs: { record: "true" } });
    const file = outputs["record-file"] ?? "";
    const { subject, predicate } = JSON.parse(readFileSync(file, "utf8"));
    expect(subject.map(({ name }: { name: string }) => name)).toEqual(["deploy/a.yaml"]);
    expect(predicate.result).toBe("FAILED");
    const { recipe } = predicate.configuration[0].annotations;
    expect([recipe.commit, recipe.base]).toEqual([merge, event === "push" ? null : base]);
    const verified = cli(["verify", file], { cwd: workspace });
    expect([verified.code, verified.stdout]).toEqual([0, expect.stringContaining("identical")]);
  }
});

test("the SARIF files of several steps and folders have categories of their own", async () => {
  const below = (files: object): Record<string, string> =>
    Object.fromEntries(Object.entries(files).map(([file, text]) => [`services/ai/${file}`, String(text)]));
  const { run } = await scene(below(fine), below(bad));
  const ids = [];
  for (const key of ["default", "ward 7"]) {
    const { outputs } = await run({ inputs: { paths: "services/ai", key } });
    ids.push(JSON.parse(readFileSync(outputs["sarif-file"] ?? "", "utf8")).runs[0].automationDetails.id);
  }
  expect(ids).toEqual(["caregate/services/ai/", "caregate/services/ai/ward 7/"]);
});

test("the SARIF file for code scanning leaves out waived findings", async () => {
  const { run } = await scene(
    { ...fine, ".caregate/waivers/w.yaml": waiver, ...bad },
    { "deploy/b.yaml": answering(1, "b") },
  );
  const ran = await run();
  expect([ran.code, ran.outputs["waived"]]).toEqual([0, "1"]);
  const sarif = readFileSync(ran.outputs["sarif-file"] ?? "", "utf8");
  const { runs } = JSON.parse(sarif) as { runs: { results: { kind: string }[]; properties: { summary: object } }[] };
  expect(runs[0]?.results.filter(({ kind }) => kind === "fail")).toEqual([]);
  expect(runs[0]?.properties.summary).toMatchObject({ waived: 1 });
  expect(ran.summary).toContain("or is waived. 1 finding is waived.");
});
