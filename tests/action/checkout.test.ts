import { describe, expect, test } from "vitest";
import { assertCheckedOut, baseParentOf, isAddressOf } from "../../src/action/checkout.ts";
import { parseEvent } from "../../src/action/event.ts";
import { readCheckoutHead, readOriginUrl } from "../../src/repository/git/checkout-head.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import { commitAll, git, repository, temporaryFolder, write } from "../support/repository.ts";

const [base, head, merge, other] = ["a", "b", "c", "d"].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
const sides = { head: { sha: head }, base: { sha: base, ref: "main" } };
const pullRequest = { pull_request: { number: 7, ...sides } };

const eventOf = (name: string, payload: object = {}, sha = merge) =>
  parseEvent(
    { GITHUB_REPOSITORY: "hospital/systems", GITHUB_EVENT_NAME: name, GITHUB_SHA: sha, GITHUB_REF: "refs/heads/main" },
    payload as Parameters<typeof parseEvent>[1],
  );

describe("a checkout is accepted only if it is the commit of the event or a merge of it", () => {
  const group = { merge_group: { base_sha: base, head_sha: head } };
  const change = "pull_request_target";
  test.each<[string, string, object, { commit: string; parents: string[] } | undefined, boolean]>([
    ["the head of a pull request", change, pullRequest, { commit: head, parents: [other] }, true],
    ["a merge of it", change, pullRequest, { commit: merge, parents: [base, head] }, true],
    ["a commit on top of it", change, pullRequest, { commit: other, parents: [head] }, true],
    ["the base of a pull request", change, pullRequest, { commit: base, parents: [] }, false],
    ["a merge of something else", change, pullRequest, { commit: merge, parents: [base, other] }, false],
    ["a pull request without git", change, pullRequest, undefined, false],
    ["the head of a merge group", "merge_group", group, { commit: head, parents: [base] }, true],
    ["the base of a merge group", "merge_group", group, { commit: base, parents: [] }, false],
    ["a merge group without git", "merge_group", group, undefined, false],
    ["the commit that was pushed", "push", {}, { commit: merge, parents: [base] }, true],
    ["another commit than the one pushed", "push", {}, { commit: base, parents: [] }, false],
    ["a push without git", "push", {}, undefined, true],
    ["any commit on a schedule", "schedule", {}, { commit: other, parents: [] }, true],
  ])("%s", (_, name, payload, found, accepted) => {
    const act = (): void => assertCheckedOut(eventOf(name, payload), found);
    if (accepted) expect(act).not.toThrow();
    else expect(act).toThrow(/^(?:`HEAD` is \w{12}, not \w{12} or a merge of it: |git cannot find the commit)/);
  });
});

test("a change was merged into the other parent of the merge, never into a parent of its own head", () => {
  const event = eventOf("pull_request", pullRequest);
  expect(baseParentOf(event, { commit: merge, parents: [base, head] })).toBe(base);
  expect(baseParentOf(event, { commit: merge, parents: [head, base] })).toBe(base);
  for (const found of [
    undefined,
    { commit: head, parents: [base, other] },
    { commit: merge, parents: [head] },
    { commit: merge, parents: [head, base, other] },
  ])
    expect(baseParentOf(event, found)).toBeUndefined();
});

describe("an address belongs to the repository only if server, owner and name are equal", () => {
  test.each([
    "https://git.example/hospital/systems",
    "https://git.example/Hospital/Systems.git",
    "https://x-access-token:secret@git.example/hospital/systems.git/",
    "https://git.example:8443/hospital/systems",
    "git@git.example:hospital/systems.git",
    "ssh://git@git.example/hospital/systems",
    "ssh://git@ssh.git.example:443/hospital/systems.git",
  ])("%s belongs to it", (address) => {
    expect(isAddressOf(address, "https://git.example", "hospital", "systems")).toBe(true);
  });

  test.each([
    "",
    "/srv/hospital/systems",
    "file:///srv/hospital/systems",
    "../hospital/systems",
    "https://git.example/fork/systems",
    "https://git.example/hospital/systems-2",
    "https://git.example/hospital/systems/..",
    "https://git.example.evil.example/hospital/systems",
    "https://evil.example/git.example/hospital/systems",
    "https://git.example@evil.example/hospital/systems",
    "git@evil.example:hospital/systems.git",
    "ext::sh -c x git.example/hospital/systems",
  ])("%s does not belong to it", (address) => {
    expect(isAddressOf(address, "https://git.example", "hospital", "systems")).toBe(false);
  });

  test("no address belongs to it if the server has none", () => {
    expect(isAddressOf("https://git.example/hospital/systems", "", "hospital", "systems")).toBe(false);
  });
});

test("the parents of the checkout can be read in a clone of depth 1", () => {
  const origin = repository({ "a.txt": "1\n" });
  const first = commitAll(origin, "one");
  write(origin, { "a.txt": "2\n" });
  const second = commitAll(origin, "two\n\nparent of nothing");
  const clone = temporaryFolder();
  git(clone, "clone", "--quiet", "--depth=1", `file://${origin}`, ".");
  expect(readCheckoutHead(clone)).toEqual({ commit: second, parents: [first] });
  expect(readOriginUrl(clone)).toBe(`file://${origin}`);
  expect(openGitRepository(clone)?.mergeBase(first, second)).toBeUndefined();
  expect(openGitRepository(origin)?.mergeBase(first, second)).toBe(first);
  expect(readOriginUrl(origin)).toBeUndefined();
  expect(readCheckoutHead(temporaryFolder())).toBeUndefined();
});
