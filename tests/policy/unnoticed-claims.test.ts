import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editsOf, measure } from "../../bench/claims.entry.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { schemaOf } from "../../src/schema/validators.ts";
import { readBase } from "../../src/testing/apply-overrides.ts";
import { copyJson, type JsonObject } from "../../src/util/json.ts";
import type { Path } from "../../src/util/json-path.ts";
import { loadPacks } from "../../src/workspace/packs.ts";
import { project } from "../support/repository.ts";

function stateOf(name: string) {
  const { base } = readBase(name, readFileSync(join(project, "policies/base", `${name}.yaml`), "utf8"));
  if (!base) throw new Error(`${name} is not valid`);
  return { name, base };
}

const isList = (path: string): boolean => /^spec\.data\.(?:sources|recipients|trackers|storageCountries)$/.test(path);

test("each list is emptied, and loses each of its elements", async () => {
  const { base } = stateOf("other-us-app");
  const value = copyJson(base.manifest.value);
  (value["spec"] as { data: JsonObject }).data["storageCountries"] = ["US", "IE"];
  const manifest = { ...base.manifest, value, locate: (path: Path) => base.manifest.locate(path) };
  const schema = (await schemaOf("AIDeployment")) as JsonObject;
  const edits = editsOf({ ...base, manifest }, schema).filter(({ path }) => path === "spec.data.storageCountries");
  expect(edits.map((one) => one.value)).toEqual([["IE"], ["US"], []]);
});

test("each edit that makes rules no longer apply is noticed", async () => {
  const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf: "2026-11-22" });
  const state = stateOf("other-us-app");
  const { edits, effects } = await measure(rules, state, (path) => isList(path) || path === "spec.data.categories");
  expect(edits).toBeGreaterThan(20);
  expect(effects.length).toBeGreaterThan(5);
  expect(effects.filter(({ noticed }) => !noticed).map(({ path, value }) => [path, value])).toEqual([]);
});
