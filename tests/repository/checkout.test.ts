import { expect, test } from "vitest";
import { compareWithGit } from "../support/generated-checkout.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** In CI; `node bench/checkouts.mjs` compares 20,000. */
const COUNT = 24;

test(
  "in every way in, the files that are searched are those that git tracks or would add",
  { timeout: 120_000 },
  () => {
    const root = temporaryDirectory();
    const compared = Array.from({ length: COUNT }, (_, seed) => compareWithGit(root, seed));
    expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
    expect(compared.reduce((sum, { files }) => sum + files, 0)).toBeGreaterThan(3 * COUNT);
  },
);
