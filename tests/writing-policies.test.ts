import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { asMarkdown, describeCondition } from "../src/logic/condition-text.ts";
import { parseCondition } from "../src/logic/notation/parse.ts";
import { readBundle } from "../src/policy/bundle.ts";
import { inputType } from "../src/policy/input-type.ts";
import { compilePolicy } from "../src/policy/rule-set.ts";
import { overlayTree } from "../src/repository/overlay-tree.ts";
import { workingTree } from "../src/repository/working-tree.ts";
import { project } from "./support/repository.ts";

const file = join(project, "docs/writing-policies.md");
/** A decision in the page: its mark, and the blocks below it. */
const decision = /^<!-- (committee\/[a-z-]+) -->\n(?:\n```yaml\n[^]*?```\n\n```text\n[^]*?```\n)?/gm;

async function committee() {
  const source = readFileSync(join(project, "examples/committee/committee.yaml"));
  const examples = workingTree(join(project, "examples"));
  const bundle = await readBundle(overlayTree(examples, new Map([[".caregate/policies/committee.yaml", source]])));
  const policy = bundle.policies.find(({ file: name }) => name.endsWith("/committee.yaml"));
  if (!policy) throw new Error(bundle.diagnostics.map(({ message }) => message).join("; "));
  const context = await inputType(bundle.own);
  const { rules, diagnostics } = compilePolicy(policy, undefined, { context });
  expect(diagnostics).toEqual([]);
  return { rules, context, text: String(source), parameters: Object.keys(policy.value["parameters"] as object) };
}

// Run with -u, this writes the rules and their sentences into the page.
test("the page on writing policies shows the six decisions as the example has them", async () => {
  const { rules, context, text } = await committee();
  const page = readFileSync(file, "utf8");
  const shown: string[] = [];
  const done = page.replaceAll(decision, (_, id: string) => {
    const rule = rules.find((one) => one.id === id);
    const require = new RegExp(`- id: ${id}\\n[^]*?\\n    (require: \\|\\n(?: {6}.*\\n)+)`).exec(text)?.[1] ?? "";
    if (!rule) throw new Error(`there is no rule ${id}`);
    shown.push(id);
    const sentence = asMarkdown(describeCondition(rule.require.node, context)).join("\n");
    return `<!-- ${id} -->\n\n\`\`\`yaml\n${require.replaceAll("\n    ", "\n")}\`\`\`\n\n\`\`\`text\n${sentence}\n\`\`\`\n`;
  });
  expect(shown.toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  expect(shown).toHaveLength(6);
  await expect(done).toMatchFileSnapshot(file);
});

test("each line of the table of the notation is one that can be read", async () => {
  const { parameters } = await committee();
  const table = readFileSync(file, "utf8").split("## The notation")[1]?.split("\n\n**")[0] ?? "";
  const texts = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one),
  );
  const whole = texts
    .filter((one) => /^(?:spec\.|retention|asOf)/.test(one))
    .map((one) => (one === "asOf" ? "asOf <= 2026-12-31" : one));
  expect(whole.length).toBeGreaterThan(5);
  for (const one of whole) expect(parseCondition(one, parameters)).toHaveProperty("condition");
  for (const [start] of table.matchAll(/every vendor in facts\.vendors(?:, if any)?:/g))
    expect(parseCondition(`${start} vendor.contract is stated`, parameters)).toHaveProperty("condition");
});
