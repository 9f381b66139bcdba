import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { project } from "../support/repository.ts";
import { createTargets } from "./targets.ts";

const targets = Object.entries(createTargets(project));
const corpus = join(project, "tests/fixtures/fuzz");

/** Pieces that mean something to one parser or another. */
const pieces = ["\0", "\n", "\r", "---\n", "&a ", "*a", "? ", "!!x ", "%YAML 1.1\n", "{", "[", "]", "}", '"', "'", "|\n", "\uFEFF", "\u202E", "\u2028", "__proto__", "constructor", "1e999", "-0", "null", "<!DOCTYPE a>", "&#0;", "../", "9".repeat(30), " ".repeat(300)]; // prettier-ignore

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly insert: string;
}

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    drop: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4000 })),
    insert: fc.oneof(fc.constant(""), fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 8 })),
  }),
  { minLength: 1, maxLength: 4 },
);

const edited = (seed: Uint8Array, changes: readonly Edit[]): Buffer =>
  changes.reduce((content, { at, drop, insert }) => {
    const start = Math.floor(at * content.length);
    return Buffer.concat([content.subarray(0, start), Buffer.from(insert), content.subarray(start + drop)]);
  }, Buffer.from(seed));

describe.each(targets)("%s", (name, target) => {
  test("holds on what it starts from", async () => {
    const seeds = await target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    await target.run(Buffer.from(seeds[0] as Uint8Array));
  });

  test("holds on what once did not, or nearly", async () => {
    const folder = join(corpus, name);
    for (const file of existsSync(folder) ? readdirSync(folder) : [])
      await target.run(readFileSync(join(folder, file)));
  });

  test("holds on what is broken at random", async () => {
    const seed = fc.constantFrom(...(await target.seeds()));
    const property = fc.asyncProperty(seed, edits, async (start, changes) => target.run(edited(start, changes)));
    await fc.assert(property, { numRuns: 10 });
  });
});
