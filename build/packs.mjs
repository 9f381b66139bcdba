// Compiles the built-in packs into dist/packs.json, so that no YAML of theirs is parsed at start-up.
// Fails when one of them has a mistake.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withSource } from "./with-source.mjs";

const root = new URL("../", import.meta.url);

/** @param {Record<string, unknown>} rule */
const withoutTests = ({ tests: _, equivalent: __, ...rule }) => rule;
/** @param {Record<string, unknown> & { rules: Record<string, unknown>[] }} policy */
const lean = ({ base: _, rules: own, ...policy }) => ({ ...policy, rules: own.map(withoutTests) });

await withSource(async ({ readPacksFromTree, workingTree, buildRuleSet, inputType }) => {
  const packs = await readPacksFromTree(workingTree(fileURLToPath(root)));
  // As an organisation's own policies would be, so that they are checked in full; far in the future all are in force.
  const governance = {
    config: undefined,
    shared: [],
    policies: packs.documents,
    waivers: [],
    files: [],
    diagnostics: [],
  };
  const { rules, diagnostics } = buildRuleSet({
    packs: { ...packs, documents: [] },
    governance,
    asOf: "9999-12-31",
    context: await inputType(),
  });
  for (const { file, span, message } of diagnostics) {
    process.stderr.write(`${file}:${span.start.line}:${span.start.column}: ${message}\n`);
    process.exitCode = 1;
  }
  /** @type {{ file: string, value: Parameters<typeof lean>[0] }[]} */
  const documents = packs.documents;
  const policies = documents.map(({ file, value }) => ({
    file: file.replace("caregate/policies/", ""),
    value: lean(value),
  }));
  writeFileSync(new URL("dist/packs.json", root), `${JSON.stringify({ digest: packs.digest, policies })}\n`);
  process.stderr.write(`${policies.length} policies, ${rules.length} rules\n`);
});
