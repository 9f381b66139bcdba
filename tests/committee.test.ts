import { join } from "node:path";
import { expect, test } from "vitest";
import { runPolicyTests } from "../src/engine/test.ts";
import { passed } from "../src/testing/result.ts";
import { project } from "./support/repository.ts";

test(
  "the texts of the committee pass their tests, and each small change of them is noticed",
  { timeout: 120_000 },
  async () => {
    const report = await runPolicyTests({
      cwd: project,
      paths: [join(project, "examples/committee/committee.yaml")],
      mutate: true,
    });
    expect(report.diagnostics.map(({ message }) => message)).toEqual([]);
    const results = report.suites.flatMap((suite) => suite.results);
    expect(results.filter((one) => !passed(one)).map(({ name, actual }) => `${name}: ${actual}`)).toEqual([]);
    expect(results.length).toBeGreaterThan(25);
    expect(report.mutated?.survivors.map(({ rule, change, gap }) => `${rule}: ${change}: ${gap}`)).toEqual([]);
    expect(report.mutated?.noticed).toBeGreaterThan(40);
  },
);
