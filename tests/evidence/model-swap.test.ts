import { join } from "node:path";
import { expect, test } from "vitest";
import { swapModels } from "../../bench/swap.entry.ts";
import { project } from "../support/repository.ts";

/** Smallest share of the blocking rules that read evidence and have to be open after the model was replaced. */
const WANTED = 0.9;

test("evidence of each example does not count for another model, whichever subject is left out", async () => {
  const swapped = await swapModels(join(project, "/"));
  expect(swapped).toHaveLength(8);
  for (const { name, open, held } of swapped)
    expect({ name, held, isOpen: open >= WANTED }).toMatchObject({ isOpen: true });
}, 240_000);
