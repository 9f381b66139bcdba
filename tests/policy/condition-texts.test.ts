import { describe, expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { readValid } from "../../src/policy/condition-texts.ts";
import { getAt } from "../../src/util/json.ts";
import type { Document } from "../../src/model/document.ts";

const policy = (
  require: string,
  appliesWhen = '    appliesWhen: spec.stage == "production"\n',
): string => `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: Local rules, description: Rules of a committee., version: "1", owner: ai-committee, effective: 2026-01-01 }
parameters:
  answerHours: { type: integer, default: 48, stricter: lower, description: Hours until an answer. }
rules:
  - id: local/answers
    title: Answers in time
    severity: high
    citations: [{ ref: Committee decision }]
${appliesWhen}${require}    message: too late
    remediation: Answer earlier.
`;

async function read(text: string) {
  const [document] = loadText("p.yaml", text).documents;
  return readValid(document as Document);
}

test("conditions are JSONLogic, whichever form the file has", async () => {
  const { document, problems } = await read(
    policy(
      "    require: |\n      every vendor in facts.vendors, if any:\n        vendor.contract.answerHours <= answerHours\n",
    ),
  );
  expect(problems).toEqual([]);
  expect(getAt(document.value, ["rules", 0, "appliesWhen"])).toEqual({ "==": [{ var: "spec.stage" }, "production"] });
  expect(getAt(document.value, ["rules", 0, "require"])).toEqual({
    none: [{ var: "facts.vendors" }, { "!": { "<=": [{ var: "contract.answerHours" }, { param: "answerHours" }] } }],
  });
});

describe("a part is located on the words that state it", () => {
  const block = '    require: |\n      spec.stage is stated\n      and metadata.name != "a" # not the pilot\n';

  test("in a block", async () => {
    const { document } = await read(policy(block));
    const { start, end } = document.locate(["rules", 0, "require", "and", 1, "!=", 1]);
    expect([start, end]).toEqual([
      { line: 14, column: 28 },
      { line: 14, column: 31 },
    ]);
    expect(document.locate(["rules", 0, "require"]).start).toEqual({ line: 12, column: 5 });
    expect(document.locate(["rules", 0, "title"]).start.line).toBe(8);
  });

  test.each([
    ["as it is", "    appliesWhen: spec.stage == asOf\n", 32],
    ["in quotation marks", "    appliesWhen: 'spec.stage == asOf'\n", 33],
  ])("on the line of the key, %s", async (_, line, column) => {
    const { document } = await read(policy(block, line));
    expect(document.locate(["rules", 0, "appliesWhen", "==", 1, "var"]).start).toEqual({ line: 11, column });
  });
});

describe("a mistake is an error at its place", () => {
  test.each([
    [
      "spec.stage == production",
      "`production` is no parameter, element or path; texts need quotation marks; paths start with",
      13,
      21,
    ],
    ["spec.a && spec.b", "there is no `&&` in a condition: write `and`", 13, 14],
    ["metadata.age <= answerHour", "did you mean `answerHours`?", 13, 23],
    ['["high" "low"] subset spec.x', 'a list has commas between its elements and ends with `]`, not `"low"`', 13, 15],
    [
      "days from spec.goLive until asOf <= 3",
      "`days from` a date continues with `to` and another date, not `until`",
      13,
      29,
    ],
    ["spec.a <= spec.b <= spec.c < spec.d", "two comparisons follow each other: join them with `and`", 13, 34],
    ["every spec in evidence.contracts: true", "paths start with `spec`: give the element another name", 13, 13],
    ["no vendor in facts.vendors", "after the list comes a colon and what has to hold of `vendor`, not the end", 14, 7],
    ['spec.users contains "x"', "there is no `contains` here: write the value first, `VALUE in LIST`", 13, 18],
    ['spec.stage startsWith "p"', "there is no `startsWith` here: write `matches`", 13, 18],
    ["if spec.x then true els", "`els` does not continue the condition", 13, 27],
    ["(spec.a and spec.b", "this parenthesis is not closed: `)` is missing, not the end", 14, 7],
    ['spec.name is "x"', 'write `== "x"`: after `is` comes only `stated`', 13, 20],
    [
      "fold facts.vendors from 0: accumulator + spec.a",
      "`spec` is outside: in a `fold` only `current`, `accumulator` and parameters can be read",
      13,
      48,
    ],
  ])("%s", async (text, message, line, column) => {
    const { problems } = await read(policy(`    require: |\n      ${text}\n`));
    expect(problems.map(({ code }) => code)).toEqual(["policy/notation"]);
    expect(problems[0]?.message).toContain(message);
    expect(problems[0]?.span.start).toEqual({ line, column });
  });
});
