import { describe, expect, test } from "vitest";
import { answering, governed } from "../../support/governed-repository.ts";
import { type WhenFinished, git } from "../../support/repository.ts";
import { someOf } from "../../support/sample.ts";
import { type Fault, operationIds } from "./github.ts";
import { type Ran, type Scene, scene } from "./fake-runner.ts";

const faults: Record<string, Fault> = {
  "401": { status: 401 },
  "403": { status: 403 },
  "403, a rate limit": { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999999999" } },
  "404": { status: 404 },
  "422": { status: 422 },
  "429 with retry-after": {
    status: 429,
    headers: { "retry-after": "1" },
    message: "You have exceeded a secondary rate limit",
  },
  "429 with retry-after, once": {
    status: 429,
    headers: { "retry-after": "1" },
    message: "You have exceeded a secondary rate limit",
    times: 1,
  },
  "429 with a long retry-after": { status: 429, headers: { "retry-after": "3600" }, message: "secondary rate limit" },
  "500": { status: 500 },
  "a reset connection": "reset",
  "no answer at all": "hang",
};

const base = { ...governed, "deploy/a.yaml": answering(24), "deploy/b.yaml": answering(90, "b") };
const change = { "deploy/a.yaml": answering(100), ".caregate/policies/local.yaml": null };

/** A pull request with a comment to edit, whose base has to be asked for. */
async function bare(whenFinished?: WhenFinished): Promise<Scene> {
  const set = await scene(base, change, "main", whenFinished);
  set.github.comments.push({
    id: 5,
    body: "<!-- caregate:default -->\nold",
    user: { login: "github-actions[bot]", type: "Bot" },
  });
  return set;
}

const verdict = (ran: Ran) => [ran.code, ran.outputs["verdict"], ran.outputs["fail"], ran.outputs["new"]];

/** The most that a run may ask: each operation twice, and a few objects. */
const MOST_REQUESTS = 30;

/** Where the base is had by git, these are what is asked of the API. */
const asked = operationIds.filter((operation) => !operation.startsWith("git/"));

const names = Object.keys(faults);
const eachWithEach = (operations: readonly string[]): readonly (readonly [string, string])[] =>
  someOf(
    operations.flatMap((operation) => names.map((name) => [operation, name] as const)),
    7,
    // No factor of the number of faults, so that each of them meets other operations.
    5,
  );

// The runs mostly wait, so they wait together.
describe.concurrent("a fault of the API does not change the verdict", () => {
  test.concurrent.for(eachWithEach(asked))(
    "the answer to %s is a fault: %s",
    { timeout: 240_000 },
    async ([operation, name], { onTestFinished }) => {
      const fault = faults[name] as Fault;
      const { run, github } = await bare(onTestFinished);
      if (operation === "issues/create-comment") github.comments.length = 0;
      github.faults.set(operation, fault);
      // A token of a person, so that its owner is asked for too.
      const ran = await run({
        inputs: { "check-run": "true", ...(operation === "users/get-authenticated" ? { token: "ghp_person" } : {}) },
      });
      expect(verdict(ran)).toEqual([1, "fail", "2", "1"]);
      expect(ran.stderr).toBe("");
      expect(github.breaches).toEqual([]);
      expect(github.requests.length).toBeLessThan(MOST_REQUESTS);
      expect(ran.seconds).toBeLessThan(150);
    },
  );
});

describe.concurrent("a fault of the API never lets a change pass if git cannot reach the server", () => {
  test.concurrent.for(eachWithEach(["git/get-ref", "git/get-tree", "git/get-blob"]))(
    "the only answer to %s is a fault: %s",
    { timeout: 240_000 },
    async ([operation, name], { onTestFinished }) => {
      const { run, github, workspace } = await bare(onTestFinished);
      git(workspace, "remote", "remove", "origin");
      github.faults.set(operation, faults[name] as Fault);
      const ran = await run();
      expect(ran.code).toBe(1);
      if (operation === "git/get-ref" || name.endsWith("once")) expect(verdict(ran)).toEqual([1, "fail", "2", "1"]);
      else expect(ran.outputs["verdict"]).toBe("error");
      expect(ran.stderr).toBe("");
      expect(github.breaches).toEqual([]);
      expect(github.requests.length).toBeLessThan(MOST_REQUESTS);
    },
  );
});

test("an addition is never repeated, even if its answer is lost", async () => {
  const { run, github } = await bare();
  github.comments.length = 0;
  github.faults.set("issues/create-comment", { status: 500 });
  github.faults.set("checks/create", "reset");
  await run({ inputs: { "check-run": "true" } });
  const asked = github.requests.map(({ operation }) => operation);
  expect(asked.filter((operation) => operation === "issues/create-comment")).toHaveLength(1);
  expect(asked.filter((operation) => operation === "checks/create")).toHaveLength(1);
});

test("annotations that a later request did not write are counted", async () => {
  const names = Array.from({ length: 60 }, (_, i) => `d${i}`);
  const { run, github } = await scene(
    governed,
    Object.fromEntries(names.map((name) => [`deploy/${name}.yaml`, answering(90, name)])),
  );
  github.faults.set("checks/update", { status: 500 });
  const ran = await run({ inputs: { "check-run": "true" } });
  expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "fail"]);
  expect(github.checkRuns).toHaveLength(1);
  expect(github.requests.filter(({ operation }) => operation === "checks/update")).toHaveLength(1);
  const notices = ran.commands.filter(({ name }) => name === "notice").map(({ message }) => message);
  expect(notices.join("\n")).toContain("the check run shows 50 of 60 annotations");
});
