import fc from "fast-check";
import { compareStates, isWorse, pairArbitrary, reversed } from "../tests/support/gate-states.ts";

/** Counts of the pairs that were tried, and those that were decided wrongly. */
export interface GateResult {
  readonly pairs: number;
  readonly worse: number;
  /** Worse states that passed, and new orders or renames of a state that did not. */
  readonly wrong: readonly string[];
}

/** Compares generated pairs of states with `gate: new`, and each state with its own under a new order and a new name. */
export async function tryPairs(count: number, seed: number): Promise<GateResult> {
  const renamed = { name: "round-list", formerly: "ward-list", file: "moved/b.yaml" };
  const wrong: string[] = [];
  let worse = 0;
  for (const [before, now] of fc.sample(pairArbitrary, { numRuns: count, seed })) {
    if (isWorse(now, before)) {
      worse += 1;
      if ((await compareStates(before, reversed(now), renamed)).verdict !== "fail")
        wrong.push(`passed: ${JSON.stringify([before, now])}`);
    }
    const { verdict, baseline } = await compareStates(now, reversed(now), renamed);
    if (verdict !== "pass" || baseline?.new !== 0) wrong.push(`blocked: ${JSON.stringify(now)}`);
  }
  return { pairs: count, worse, wrong };
}
