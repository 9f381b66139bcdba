import { describe, expect, test } from "vitest";
import { answering, governed } from "../../support/governed-repository.ts";
import { type Scene, scene } from "./fake-runner.ts";

const base = { ...governed, "deploy/a.yaml": answering(24) };
const broken = { "deploy/a.yaml": answering(100) };
const MARKER = "<!-- caregate:default -->";

const by = (login: string, id: number) => ({
  id,
  body: `${MARKER}\nold`,
  user: { login, type: login.endsWith("[bot]") ? "Bot" : "User" },
});

const writes = ({ github }: Scene): string[] =>
  github.requests.map(({ operation }) => operation).filter((operation) => /issues\/(?:create|update)/.test(operation));

/** The authors of the comments that were changed or added. */
const changed = ({ github }: Scene): string[] =>
  github.comments.filter(({ body }) => body.includes("check failed")).map(({ user }) => user.login);

describe("the comment of a step is found by its author", () => {
  test("a token that may not read its user finds the comment of its app", async () => {
    for (const token of ["ghs_app", "v1.app"]) {
      const set = await scene(base, broken);
      set.github.viewer = "hospital-gate[bot]";
      set.github.faults.set("users/get-authenticated", { status: 403, message: "Resource not accessible" });
      set.github.comments.push(by("hospital-gate[bot]", 1));
      await set.run({ inputs: { token } });
      expect([changed(set), writes(set)]).toEqual([["hospital-gate[bot]"], ["issues/update-comment"]]);
      expect(set.github.breaches).toEqual([]);
    }
  });

  test("a comment of another app is left alone, whichever comes first", async () => {
    for (const logins of [["echo[bot]"], ["echo[bot]", "github-actions[bot]"], ["github-actions[bot]", "echo[bot]"]]) {
      const set = await scene(base, broken);
      set.github.comments.push(...logins.map((login, i) => by(login, i + 1)));
      await set.run();
      expect(changed(set)).toEqual(["github-actions[bot]"]);
      expect(set.github.comments.find(({ user }) => user.login === "echo[bot]")?.body).toBe(`${MARKER}\nold`);
      expect(set.github.comments).toHaveLength(Math.max(logins.length, 2));
    }
  });

  test("it is left alone too if the server does not say which app the token is of", async () => {
    for (const logins of [["echo[bot]"], ["echo[bot]", "github-actions[bot]"]]) {
      const set = await scene(base, broken);
      set.github.faults.set("graphql", { status: 404 });
      set.github.comments.push(...logins.map((login, i) => by(login, i + 1)));
      await set.run();
      expect(changed(set)).toEqual(["github-actions[bot]"]);
      expect(set.github.comments).toHaveLength(2);
    }
  });

  test("the token of an app adds its own comment beside that of the workflow token", async () => {
    const set = await scene(base, broken);
    set.github.viewer = "hospital-gate[bot]";
    set.github.comments.push(by("github-actions[bot]", 1));
    await set.run();
    expect(changed(set)).toEqual(["hospital-gate[bot]"]);
    await set.run();
    expect(set.github.comments).toHaveLength(2);
  });

  test("the own comment that may not be edited is not added again", async () => {
    for (const fault of [
      { status: 403, message: "Resource not accessible by integration" },
      { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "9999999999" } },
    ]) {
      const set = await scene(base, broken);
      set.github.comments.push(by("github-actions[bot]", 1));
      set.github.faults.set("issues/update-comment", fault);
      await set.run();
      expect(set.github.comments).toHaveLength(1);
    }
  });

  test("none is added if there are more comments than are read", async () => {
    const set = await scene(base, broken);
    for (let id = 1; id <= 1000; id++)
      set.github.comments.push({ id, body: "hello", user: { login: "mallory", type: "User" } });
    const first = await set.run();
    expect([first.code, writes(set)]).toEqual([1, ["issues/create-comment"]]);
    set.github.comments.unshift({ id: 0, body: "hello", user: { login: "mallory", type: "User" } });
    const ran = await set.run();
    expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "fail"]);
    expect(set.github.comments).toHaveLength(1002);
    expect(ran.commands.some(({ message }) => message.includes("so many comments"))).toBe(true);
  });
});

describe("the permission that a token lacks is named", () => {
  test.each<[string, (payload: { pull_request: never }) => void, string]>([
    [
      "a fork",
      ({ pull_request: pull }) =>
        ((pull as { head: { repo: { full_name: string } } }).head.repo.full_name = "mallory/systems"),
      "a pull request from a fork may only read, and this needs `pull-requests: write`",
    ],
    [
      "Dependabot",
      ({ pull_request: pull }) => ((pull as { user: { login: string } }).user.login = "dependabot[bot]"),
      "a pull request by Dependabot may only read, and this needs `pull-requests: write`",
    ],
    ["the workflow", () => undefined, "the token lacks `pull-requests: write`: add it to `permissions`"],
  ])("%s", async (_, payload, says) => {
    const set = await scene(base, broken);
    set.github.readOnly = true;
    const ran = await set.run({ inputs: { "check-run": "true" }, payload: payload as never });
    expect([ran.code, ran.outputs["verdict"]]).toEqual([1, "fail"]);
    const notices = ran.commands.filter(({ name }) => name === "notice").map(({ message }) => message);
    expect(notices.join("\n")).toContain(says);
    expect(notices.join("\n")).toContain("`checks: write`");
    expect(notices.join("\n")).not.toContain("Resource not accessible");
  });
});
