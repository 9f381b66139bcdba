// The edits of one claim that make gating rules no longer apply: how many does another rule notice?
// With `--write` the table goes into docs/claims.md; names of states limit the measure to them.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { states, rulesOf, measure } = await import(await bundled(root, "claims.entry.ts"));
const write = process.argv.includes("--write");
const wanted = process.argv.slice(2).filter((one) => !one.startsWith("--"));

/** Why nothing in a manifest contradicts an edit, by the path that is edited. */
const reasons = [
  [
    /^spec\.jurisdictions$/,
    "Nothing else names a state or a country in which people are affected. An approved use does.",
  ],
  [
    /^spec\.(function|users|affects|decisionRole|capabilities)/,
    "The other values fit both uses. Only an approved use shows the difference.",
  ],
  [/^spec\.oversight\.coverageActions/, "Nothing else names the actions. An approved use does."],
  [/^spec\.oversight/, "How outputs are reviewed is stated in this field alone."],
  [/^spec\.model\.trainedOnCategories/, "Nothing else names the data of the training. An approved use does."],
  [/^spec\.model/, "The other values fit both kinds of model. Only an approved use shows the difference."],
  [/^spec\.fairness/, "Nothing else names the inputs of the model. An approved use does."],
  [/^spec\.risk\.level/, "The use allows either level. An approved use states the one that was approved."],
  [/^spec\.risk/, "The class follows from a legal assessment that the manifest refers to and does not contain."],
  [/^spec\.regulatory/, "The value follows from a legal assessment that the manifest refers to and does not contain."],
  [/legalBases/, "The legal basis is an assessment. The manifest states it here alone."],
  [
    /^spec\.data\.(categories|purposes|modalities)/,
    "The other values fit both kinds of data. Only an approved use shows the difference.",
  ],
  [/^spec\.data/, "The fact about the data is stated in this field alone."],
  [/^spec\.vendors/, "Only the contract with the vendor would tell, and none about personal data is attached."],
  [/^spec\.privacyTechniques/, "The technique is stated in this field alone."],
  [/^spec\.security/, "The safeguard is stated in this field alone."],
  [
    /^spec\.(stage|significantEffect|timeCritical)/,
    "The other values fit both. Only an approved use shows the difference.",
  ],
];
const reasonOf = (path) => reasons.find(([pattern]) => pattern.test(path))?.[1] ?? "";
const shown = (value) => `\`${JSON.stringify(value)}\``.replaceAll("|", "\\|");
const percent = (part, whole) => `${whole === 0 ? "0.0" : ((100 * part) / whole).toFixed(1)} %`;

const rules = await rulesOf(root);
const rows = [];
const missed = [];
for (const state of await states(root)) {
  if (wanted.length > 0 && !wanted.includes(state.name)) continue;
  const { edits, effects, accused } = await measure(rules, state);
  const unnoticed = effects.filter(({ noticed }) => !noticed);
  rows.push({ name: state.name, edits, remove: effects.length, unnoticed: unnoticed.length });
  missed.push(...unnoticed);
  console.log(`${state.name}: ${edits} edits, ${effects.length} remove rules, ${unnoticed.length} unnoticed`);
  if (accused.length > 0) console.log(`  accused: ${accused.join("; ")}`);
  if (!write)
    for (const { path, was, value, removed } of unnoticed)
      console.log(`  -${removed} ${path}: ${shown(was)} -> ${shown(value)}`);
}
const sum = (field) => rows.reduce((total, row) => total + row[field], 0);
console.log(`${sum("unnoticed")} of ${sum("remove")} unnoticed, ${percent(sum("unnoticed"), sum("remove"))}`);

/** One row for edits of the same field of the same state to different values. */
function grouped() {
  const groups = new Map();
  for (const one of missed) {
    const key = `${one.state} ${one.path}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [{ state, path, was }] = group;
    const values = [...new Set(group.map(({ value }) => shown(value)))].join(", ");
    const most = Math.max(...group.map(({ removed }) => removed));
    return `| ${state} | \`${path}\` | ${shown(was)} | ${values} | ${most} | ${reasonOf(path)} |`;
  });
}

if (write)
  writeFileSync(
    new URL("../docs/claims.md", import.meta.url),
    `<!-- Made by bench/claims.mjs from examples/ and policies/base/. -->

# Claims that decide which rules apply

A claim is a value of the manifest that decides which rules apply, such as \`stage\`. A wrong claim hides findings. The rules
\`accountability/*-consistent\` compare each claim with other fields, with evidence, and with \`approvedUse\` of the newest
committee review. A contradiction is a finding on both lines.

The measure edits one claim at a time, in every example and in every base of the packs, to every other value. An edit counts
if a rule that blocks no longer applies afterwards. It is noticed if a rule that blocks fails or is undecided afterwards,
and was not before.

| Manifest | Edits | Edits that make rules no longer apply | Unnoticed |
|---|--:|--:|--:|
${rows.map(({ name, edits, remove, unnoticed }) => `| ${name} | ${edits} | ${remove} | ${unnoticed} (${percent(unnoticed, remove)}) |`).join("\n")}
| all | ${sum("edits")} | ${sum("remove")} | ${sum("unnoticed")} (${percent(sum("unnoticed"), sum("remove"))}) |

## Unnoticed edits

| Manifest | Field | Value | Edited to | Most rules | Reason |
|---|---|---|---|--:|---|
${grouped().join("\n")}
`,
  );
