import { expect, test } from "vitest";
import { openDeployments } from "../../src/workspace/deployments.ts";
import { loadPolicies } from "../../src/workspace/policies.ts";
import { config, governed } from "../support/governed-repository.ts";
import { lowRisk, sha256 } from "../support/repository.ts";
import { treeOf } from "../support/tree.ts";

const asOf = "2026-11-22";
const training = `apiVersion: caregate/v1
kind: TrainingRecord
metadata: { id: t-1, issued: 2026-06-01, issuer: Ward 3 }
`;
const withEvidence = `${lowRisk}evidence:\n  - { kind: TrainingRecord, path: training.yaml, sha256: ${sha256(training)} }\n`;

async function open(files: Record<string, string>, manifestsOnly = false) {
  const tree = treeOf("/repo", files);
  const policies = await loadPolicies(tree, { asOf });
  return openDeployments({ tree, governing: tree, targets: [tree.root] }, policies, { asOf, manifestsOnly });
}

test("the deployments of a file have their evaluation inputs and the digests of all files that were read", async () => {
  const { files, load } = await open({ ...governed, "a.yaml": withEvidence, "training.yaml": training });
  expect(files).toContain("a.yaml");
  const { inputs, deployments, digests } = await load("a.yaml");
  expect(deployments.map(({ name }) => name)).toEqual(["theatre-cleaning"]);
  expect(inputs[0]?.context.data["asOf"]).toBe(asOf);
  expect(inputs[0]?.references.map(({ file }) => file)).toEqual(["training.yaml"]);
  expect(digests.get("a.yaml")).toBe(sha256(withEvidence));
  expect(digests.get("training.yaml")).toBe(sha256(training));
});

test("a manifest that is not valid is a problem and no deployment", async () => {
  const { load } = await open({ ...governed, "a.yaml": lowRisk.replace("stage: production", "stage: nowhere") });
  const { inputs, diagnostics } = await load("a.yaml");
  expect(inputs).toEqual([]);
  expect(diagnostics.map(({ severity }) => severity)).toContain("error");
});

test("`paths` and `exclude` of config.yaml select the files", async () => {
  const settings = `${config}paths: [deploy/**]\nexclude: [drafts/]\n`;
  const files = { "deploy/a.yaml": lowRisk, "deploy/drafts/b.yaml": lowRisk, "other/c.yaml": lowRisk };
  expect((await open({ ...governed, ...files, ".caregate/config.yaml": settings })).files).toEqual(["deploy/a.yaml"]);
});

test("documents other than manifests are left out on request", async () => {
  const files = { ...governed, "training.yaml": training.replace("2026-06-01", "June") };
  expect((await (await open(files)).load("training.yaml")).diagnostics).not.toEqual([]);
  expect((await (await open(files, true)).load("training.yaml")).diagnostics).toEqual([]);
});
