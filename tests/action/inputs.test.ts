import { describe, expect, test } from "vitest";
import { InputError, isForShard, readInputs } from "../../src/action/inputs.ts";

const reading = (given: Readonly<Record<string, string>>) => readInputs((name) => given[name] ?? "");

describe("an input that takes one of several words", () => {
  test.each([
    ["fail-on", "High", { failOn: "high" }],
    ["fail-on", " NEVER ", { failOn: "never" }],
    ["check-run", "True", { checkRun: true }],
    ["check-run", "FALSE", { checkRun: false }],
    ["suggestions", "TRUE", { suggestions: true }],
    ["scope", "Changed", { scope: "changed" }],
    ["comment", "On-Failure", { comment: "on-failure" }],
    ["policy-ref", "HEAD", { policyRef: "head" }],
    ["policy-ref", "A".repeat(40), { policyRef: "a".repeat(40) }],
  ])("`%s: %s` is read in any case", (name, text, wanted) => {
    expect(reading({ [name]: text })).toMatchObject(wanted);
  });

  test.each([
    ["fail-on", "severe", "critical, high, medium, low, never"],
    ["fail-on", "high,low", "critical, high, medium, low, never"],
    ["check-run", "yes", "true, false"],
    ["check-run", "1", "true, false"],
    ["suggestions", "on", "true, false"],
    ["scope", "diff", "all, changed"],
    ["comment", "failure", "on-failure, always, never"],
    ["policy-ref", "main", "base, head or the full name of a commit"],
  ])("`%s: %s` is an error that names the words", (name, text, words) => {
    expect(() => reading({ [name]: text })).toThrow(InputError);
    expect(() => reading({ [name]: text })).toThrow(`\`${name}\``);
    expect(() => reading({ [name]: text })).toThrow(words);
  });
});

describe("the inputs for shards", () => {
  test("name a part, or files and folders by line", () => {
    expect(reading({})).toMatchObject({ shard: undefined, merge: [] });
    expect(reading({ shard: " 2/4 " })).toMatchObject({ shard: { index: 2, count: 4 } });
    expect(reading({ merge: "a.jsonl\r\n\n b \n" })).toMatchObject({ merge: ["a.jsonl", "b"] });
  });

  test.each(["2", "0/4", "5/4", "2/0", "2 of 4", "1/99999"])("`shard: %s` is an error", (shard) => {
    expect(() => reading({ shard })).toThrow(InputError);
    expect(() => reading({ shard })).toThrow("`shard`");
    expect(isForShard((name) => (name === "shard" ? shard : ""))).toBe(true);
  });

  test("do not go together", () => {
    expect(() => reading({ shard: "1/2", merge: "shards" })).toThrow("`shard` and `merge` do not go together");
  });
});
