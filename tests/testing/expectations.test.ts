import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { expectationsOf } from "../../src/testing/expectations.ts";
import { lowRisk } from "../support/repository.ts";

function stated(text: string) {
  const manifests = loadText("m.yaml", text).documents;
  const { found, diagnostics } = expectationsOf("m.yaml", text, manifests);
  return {
    found: found.flatMap(({ manifest, asOf, expectations }) =>
      expectations.map(
        ({ rule, expected, where, onLine }) =>
          `${manifest.index} ${asOf} ${rule} ${expected} ${where.start.line}${onLine ? " on this line" : ""}`,
      ),
    ),
    problems: diagnostics.map(({ span, message }) => `${span.start.line}: ${message}`),
  };
}

test("a comment may expect several things and set the date", () => {
  expect(stated(`# expect: a/b fail, c/d not-applicable, as of 2027-01-01\n${lowRisk}`)).toEqual({
    found: ["0 2027-01-01 a/b fail 1", "0 2027-01-01 c/d not-applicable 1"],
    problems: [],
  });
});

test("each document of a file has its own", () => {
  const two = `# expect: a/b fail\n${lowRisk}---\n# expect: a/b pass\n${lowRisk}# expect: c/d unknown\n`;
  const { found } = stated(two);
  expect(found.map((one) => one.split(" ").slice(0, 4).join(" "))).toEqual([
    "0 2026-11-22 a/b fail",
    "1 2026-11-22 a/b pass",
    "1 2026-11-22 c/d unknown",
  ]);
});

test.each([
  "# expected by the committee on Monday",
  "# we expect: a lot",
  "# inspect a/b carefully",
  "# except a/b for now",
  "# see expect/ation.md for more",
])("%s is a comment like any other", (comment) => {
  expect(stated(`${comment}\n${lowRisk}`)).toEqual({ found: [], problems: [] });
});

test("what no line can show is not expected of one", () => {
  const text = lowRisk.replace("stage: production", "stage: production # expect: a/b pass");
  expect(stated(text).problems).toEqual(["10: the outcome pass has no line: put the comment on a separate line"]);
});

test("an expectation needs a manifest", () => {
  const policy = "apiVersion: caregate/v1\nkind: Config\n# expect: a/b fail\n";
  expect(expectationsOf("c.yaml", policy, []).diagnostics.map(({ message }) => message)).toEqual([
    "there is no manifest at this place: move the comment into a manifest",
  ]);
});

test.each(["# exepct: a/b fail", "# expect a/b fail", "# Expected: a/b fail", "# expcet a/b pas"])(
  "%s means to be one, and the message shows how",
  (comment) => {
    expect(stated(`${comment}\n${lowRisk}`)).toEqual({
      found: [],
      problems: [`1: \`${comment.slice(2)}\` is not an expectation: write \`# expect: RULE OUTCOME\``],
    });
  },
);
