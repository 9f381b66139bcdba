import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readInputs } from "../../../src/action/inputs.ts";
import { answering, governed } from "../../support/governed-repository.ts";
import { project } from "../../support/repository.ts";
import { scene } from "./fake-runner.ts";

const action = parse(readFileSync(join(project, "action.yml"), "utf8")) as {
  inputs: Record<string, { description: string; default: string }>;
  outputs: Record<string, { description: string }>;
  runs: { using: string; main: string };
};

test("action.yml lists exactly the inputs that are read, and its defaults are valid", () => {
  const read = new Set<string>();
  const inputs = readInputs((name) => {
    read.add(name);
    return action.inputs[name]?.default ?? "";
  });
  expect([...read].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  expect(inputs).toMatchObject({
    policyRef: "base",
    scope: "all",
    comment: "on-failure",
    checkRun: false,
    key: "default",
  });
  expect(action.runs).toEqual({ using: "node24", main: "dist/action.js" });
  for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)])
    expect(description).toMatch(/\.$/);
});

test("action.yml lists exactly the outputs that are set", async () => {
  const { run } = await scene({ ...governed, "deploy/a.yaml": answering(24) }, { "deploy/a.yaml": answering(99) });
  const { outputs } = await run({ inputs: { record: "true" } });
  const { outputs: ofShard } = await run({ inputs: { shard: "1/1" } });
  const all = [...Object.keys(outputs), ...Object.keys(ofShard)];
  expect(all.toSorted()).toEqual(Object.keys(action.outputs).toSorted());
});
