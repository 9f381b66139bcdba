import { expect, test } from "vitest";
import { describeFailure } from "../../src/cli/exit-code.ts";
import { MergeError } from "../../src/engine/shard/merge.ts";
import { UsageError } from "../../src/util/errors.ts";

test.each([new UsageError("no such file"), new MergeError("no such file")])(
  "an error of use, such as $name, ends with the exit code of bad input",
  (error) => {
    expect(describeFailure(error)).toEqual({ code: 2, message: "no such file" });
  },
);

test("any other error is an internal one", () => {
  expect(describeFailure(new TypeError("no such property"))).toMatchObject({ code: 3 });
});
