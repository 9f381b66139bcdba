import { describe, expect, test } from "vitest";
import { policyHistory } from "../../src/engine/history.ts";
import { answering, config, governed } from "../support/governed-repository.ts";
import { commitOn, repository, write } from "../support/repository.ts";

const setting = (until: string): string => `${config}rules:
  - rule: local/first-answer
    binding: off
    reason: The new team starts in July.
    owner: { name: Ada Example, role: chief-medical-officer }
    from: 2026-03-01
    until: ${until}
`;

/** A repository whose rule is off from March on, until a day that a later commit moves. */
function house(...ends: readonly (readonly [day: string, until: string])[]): string {
  const root = repository({ ...governed, "deploy/a.yaml": answering(60) });
  commitOn(root, "2026-02-01");
  for (const [day, until] of ends) {
    write(root, { ".caregate/config.yaml": setting(until) });
    commitOn(root, day);
  }
  return root;
}

async function loosenings(root: string, asOf: string) {
  const report = await policyHistory({ cwd: root, asOf });
  return report.loosenings.map(({ change, entry, until, lastDay, days }) => [
    `${change.what} ${change.name} from ${entry.day}`,
    until?.day ?? null,
    lastDay,
    days,
  ]);
}

describe("the history of a rule that a setting switches off", () => {
  test("says that it is in effect, and for how many days", async () => {
    expect(await loosenings(house(["2026-03-01", "2026-04-30"]), "2026-04-30")).toEqual([
      ["rule local/first-answer from 2026-03-01", null, null, 60],
    ]);
  });

  test("says when it ended by itself", async () => {
    expect(await loosenings(house(["2026-03-01", "2026-04-30"]), "2026-06-01")).toEqual([
      ["rule local/first-answer from 2026-03-01", null, "2026-04-30", 60],
    ]);
  });

  test("follows a setting that was prolonged", async () => {
    const root = house(["2026-03-01", "2026-04-30"], ["2026-04-15", "2026-05-31"]);
    expect(await loosenings(root, "2026-05-31")).toEqual([
      ["rule local/first-answer from 2026-03-01", null, null, 91],
      ["setting rule local/first-answer from 2026-04-15", null, null, 46],
    ]);
    expect((await loosenings(root, "2026-07-01"))[0]).toEqual([
      "rule local/first-answer from 2026-03-01",
      null,
      "2026-05-31",
      91,
    ]);
  });

  test("says by which commit it ended earlier", async () => {
    const root = house(["2026-03-01", "2026-04-30"]);
    write(root, { ".caregate/config.yaml": config });
    commitOn(root, "2026-03-11");
    expect(await loosenings(root, "2026-06-01")).toEqual([
      ["rule local/first-answer from 2026-03-01", "2026-03-11", null, 10],
    ]);
  });
});
