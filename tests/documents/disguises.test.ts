import { expect, test } from "vitest";
import { silentDisguises } from "../support/disguises.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** In CI; `node bench/disguises.mjs` checks 20,000. */
const COUNT = 150;

test("no disguise of a manifest passes in silence, in any way in", { timeout: 240_000 }, async () => {
  expect(await silentDisguises(temporaryDirectory(), 0, COUNT)).toEqual([]);
});
