// Writes the pages of docs/ that are made from the source.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withSource } from "./with-source.mjs";

const root = new URL("../", import.meta.url);
const policy = JSON.parse(readFileSync(new URL("schemas/policy.schema.json", root), "utf8"));
/** @type {Record<string, { description: string }>} */
const described = policy.definitions.logic.properties;

/** @param {[number, number]} arity */
function times([least, most]) {
  if (least === most) return String(least);
  return most === Infinity ? `${least} or more` : `${least} to ${most}`;
}

/** @param {unknown} value */
const code = (value) => (value === undefined ? "unknown" : `\`${JSON.stringify(value)}\``);

/**
 * @param {string} name
 * @param {{ types: string, doc: string, examples: { logic: unknown, data: unknown, gives: unknown }[] }} about
 */
function ownOperator(name, { types, doc, examples }) {
  const rows = examples.map(({ logic, data, gives }) => `| ${code(logic)} | ${code(data)} | ${code(gives)} |`);
  return `### \`${name}\`

${types}

${doc}

| condition | on | gives |
|---|---|---|
${rows.join("\n")}
`;
}

await withSource(async ({ operators, forms }) => {
  const names = Object.keys(described);
  const own = names.filter((name) => operators[name]?.about);
  const standard = names.filter((name) => !own.includes(name));
  const rows = standard.map((name) => {
    const shown = name.replaceAll("|", String.raw`\|`);
    return `| \`${shown}\` | ${times(operators[name]?.arity ?? forms[name])} | ${described[name]?.description ?? ""} |`;
  });
  const page = `<!-- Made by build/docs.mjs from src/logic/operators.ts and schemas/policy.schema.json. -->

# Operators

Conditions are written in [JSONLogic](https://jsonlogic.com). caregate evaluates them strictly:

- What is not stated is **unknown**, never false, never zero. An \`and\` with one false part is false and an \`or\` with
  one true part is true, whatever else is unknown; everything else that needs an unknown value is unknown.
- Nothing is converted: a number and a text are not compared but reported when the policy is checked.
- \`missing\`, \`missing_some\` and the default of \`var\` are how a policy asks about absence on purpose.
- Inside \`all\`, \`some\`, \`none\`, \`filter\` and \`map\`, \`var\` reads the element: \`{ "var": "name" }\` is its field,
  \`{ "var": "" }\` the element itself. \`{ "outer": "spec.stage" }\` reads from the rule context, and
  \`{ "outer": ["name", 1] }\` from the element one list further out; \`reduce\` cannot hold it. \`all\` and \`some\` of an empty list are false, \`none\` is true, as in JSONLogic.
- Whatever caregate finds true, json-logic-js finds true as well; each pass is confirmed by it.

## Standard operators

| operator | arguments | |
|---|---|---|
${rows.join("\n")}

## Operators of our own

${own.map((name) => ownOperator(name, operators[name].about)).join("\n")}`;
  writeFileSync(new URL("docs/operators.md", root), page);
});

/** @type {(name: string, page: string) => void} */
const write = (name, page) => writeFileSync(new URL(`docs/${name}`, root), page);
const made = "<!-- Made by build/docs.mjs from policies/. -->\n\n";

// A page for each pack, the way to them from the duties of each framework, and what asks for what rules ask.
await withSource(async (source) => {
  const {
    readPacksFromTree,
    workingTree,
    buildRuleSet,
    inputType,
    crosswalk,
    crosswalkPage,
    policyPage,
    provisionsPage,
  } = source;
  const packs = await readPacksFromTree(workingTree(fileURLToPath(root)));
  const governance = { config: undefined, shared: [], policies: [], waivers: [], files: [], diagnostics: [] };
  /** @type {{ rules: { policy: string, checked: string | undefined }[] }} */
  const { rules } = buildRuleSet({ packs, governance, asOf: "9999-12-31" });
  const context = await inputType();
  // The pages show the law as of the day it was last read.
  const asOf = rules.map(({ checked }) => checked ?? "").reduce((a, b) => (a > b ? a : b), "");
  rmSync(new URL("docs/packs", root), { recursive: true, force: true });
  mkdirSync(new URL("docs/packs", root), { recursive: true });
  for (const policy of new Set(rules.map(({ policy: of }) => of))) {
    const own = rules.filter(({ policy: of }) => of === policy);
    write(`packs/${policy}.md`, made + policyPage(own, context, asOf));
  }
  write("crosswalk.md", made + crosswalkPage(crosswalk(rules)));
  write("rule-provisions.md", made + provisionsPage(rules, asOf));
});

// The options and formats of each command.
await withSource(async ({ commands, cliReference }) => {
  /** @type {Record<string, readonly string[]>} */
  const formats = {};
  for (const name of Object.keys(commands)) formats[name] = (await commands[name]()).formats;
  write("cli.md", `<!-- Made by build/docs.mjs from src/cli/. -->\n\n${cliReference(formats)}`);
});
