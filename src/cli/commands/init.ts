import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { loadText } from "../../documents/load.ts";
import { findRoot, realTarget } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import type { Document } from "../../model/document.ts";
import { type Json, type JsonObject, type Path, emptyObject, formatPath, isObject } from "../../util/json.ts";
import { evaluateRule } from "../../evaluate/evaluate-deployment.ts";
import { addEmptyFields, renderManifest } from "../../engine/manifest-template.ts";
import { createEvidenceStore, usable } from "../../evidence/resolve.ts";
import { buildContext } from "../../facts/index.ts";
import { CAREGATE_DIR, readBundle } from "../../policy/bundle.ts";
import { type RuleSet, buildRuleSet } from "../../policy/rule-set.ts";
import { describeField } from "../../schema/describe.ts";
import { validate } from "../../schema/validate.ts";
import { schemaOf } from "../../schema/validators.ts";
import { type Command, UsageError, type Io, exitCodes } from "../command.ts";
import { packageRoot } from "../../repository/package-root.ts";
import { loadPacks } from "../../workspace/packs.ts";
import { writeFileAtomically } from "../../repository/write-file.ts";

/** A question about the system, the flag that answers it, and where its answer stands. */
interface Prompt {
  readonly flag: string;
  readonly path: string;
  readonly list?: true;
}

/** What decides which rules apply. */
const asks: readonly Prompt[] = [
  { flag: "name", path: "metadata.name" },
  { flag: "version", path: "metadata.version" },
  { flag: "owner-name", path: "metadata.owner.name" },
  { flag: "owner-role", path: "metadata.owner.role" },
  { flag: "owner-email", path: "metadata.owner.email" },
  { flag: "purpose", path: "spec.purpose" },
  { flag: "function", path: "spec.function" },
  { flag: "stage", path: "spec.stage" },
  { flag: "jurisdictions", path: "spec.jurisdictions", list: true },
  { flag: "users", path: "spec.users", list: true },
  { flag: "affects", path: "spec.affects", list: true },
  { flag: "decision-role", path: "spec.decisionRole" },
  { flag: "risk", path: "spec.risk.level" },
  { flag: "model", path: "spec.model.name" },
  { flag: "model-version", path: "spec.model.version" },
  { flag: "model-type", path: "spec.model.type" },
  { flag: "provider", path: "spec.model.provider" },
  { flag: "learning", path: "spec.model.learning" },
  { flag: "data", path: "spec.data.categories", list: true },
];

/** A text as a list: words between commas. */
const listOf = (text: string): string[] => text.split(",").map((part) => part.trim()).filter(Boolean); // prettier-ignore

function setAt(root: JsonObject, path: string, value: Json): void {
  const keys = path.split(".");
  let parent = root;
  for (const key of keys.slice(0, -1)) {
    const next = parent[key];
    parent = isObject(next) ? next : (parent[key] = emptyObject());
  }
  parent[keys.at(-1) as string] = value;
}

/** Answers from the terminal for what no flag answers. */
async function askRest(answers: Map<string, string>): Promise<void> {
  const open = asks.filter(({ flag }) => !answers.has(flag));
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (const { flag, path } of open) {
      const answer = (await terminal.question(`${(await describeField(path)) ?? path}\n${flag}: `)).trim();
      if (answer !== "") answers.set(flag, answer);
    }
    const vendors = await terminal.question(
      "Vendors who supply, host or support it, separated by commas; none when nobody does.\nvendors: ",
    );
    if (vendors.trim() !== "") answers.set("vendors", vendors.trim());
  } finally {
    terminal.close();
  }
}

function manifestOf(answers: ReadonlyMap<string, string>): JsonObject {
  const manifest = Object.assign(emptyObject(), { apiVersion: "caregate/v1", kind: "AIDeployment" });
  for (const { flag, path, list } of asks) {
    const answer = answers.get(flag);
    setAt(manifest, path, answer === undefined ? null : list ? listOf(answer) : answer);
  }
  const vendors = answers.get("vendors");
  const named = vendors === undefined || vendors === "none" ? [] : listOf(vendors);
  setAt(
    manifest,
    "spec.vendors",
    vendors === undefined ? null : named.map((name) => Object.assign(emptyObject(), { name })),
  );
  return manifest;
}

function parse(text: string): Document {
  const [document] = loadText("manifest.yaml", text).documents;
  if (!document) throw new Error("the manifest written is none");
  return document;
}

/** What the rules that apply ask for and the manifest does not state. */
async function askedFor(manifest: Document, ruleSet: RuleSet, root: string, asOf: string): Promise<string[]> {
  const { references } = await createEvidenceStore(workingTree(root)).resolve(manifest, asOf);
  const context = buildContext({ manifest, config: ruleSet.config, references, evidence: usable(references), asOf });
  const settings = { failOn: ruleSet.failOn, asOf, waivers: [], explainAll: false };
  const findings = ruleSet.rules.map((rule) => evaluateRule(rule, { manifest, context, references }, settings).finding);
  return [...new Set(findings.flatMap(({ missing }) => missing.map(({ path }) => path)))];
}

/** Hints for every field left open, by path without positions. */
async function hintsFor(manifest: JsonObject): Promise<Map<string, string>> {
  const hints = new Map<string, string>();
  const walk = async (value: Json, path: Path): Promise<void> => {
    if (value === null) {
      const hint = await describeField(formatPath(path));
      if (hint !== undefined) hints.set(path.filter((key) => typeof key === "string").join("."), hint);
    } else if (Array.isArray(value)) for (const [i, one] of value.entries()) await walk(one, [...path, i]);
    else if (isObject(value)) for (const key of Object.keys(value)) await walk(value[key] as Json, [...path, key]);
  };
  await walk(manifest, []);
  return hints;
}

async function render(manifest: JsonObject): Promise<string> {
  const hints = await hintsFor(manifest);
  return renderManifest(manifest, await schemaOf("AIDeployment"), (path) => hints.get(path.join(".")));
}

/** Answers that the schema refuses, as a usage error that says what it takes. */
async function refuseWrong(manifest: JsonObject): Promise<void> {
  const problems = await validate(parse(await render(manifest)));
  const wrong = problems.filter(({ code }) => code !== "schema/required");
  if (wrong.length > 0) throw new UsageError(wrong.map(({ message }) => message).join("\n"));
}

function answersFrom(values: Readonly<Record<string, string | boolean | undefined>>): Map<string, string> {
  const flags = [...asks.map(({ flag }) => flag), "vendors"];
  return new Map(flags.flatMap((flag) => (typeof values[flag] === "string" ? [[flag, values[flag]]] : [])));
}

async function outline(
  answers: Map<string, string>,
  io: Io,
): Promise<{ text: string; elsewhere: string[]; open: number }> {
  const manifest = manifestOf(answers);
  await refuseWrong(manifest);
  const root = findRoot(io.cwd);
  const ruleSet = buildRuleSet({
    packs: await loadPacks(),
    governance: await readBundle(workingTree(root)),
    asOf: io.today,
  });
  // An empty place may bring up another question, as an empty section does of its fields.
  const asked = new Set<string>();
  const elsewhere: string[] = [];
  for (let fresh = [""]; fresh.length > 0;) {
    fresh = (await askedFor(parse(await render(manifest)), ruleSet, root, io.today)).filter((path) => !asked.has(path));
    for (const path of fresh) asked.add(path);
    elsewhere.push(...addEmptyFields(manifest, fresh));
  }
  return { text: await render(manifest), elsewhere, open: asked.size };
}

const SCHEMA = "schemas/ai-deployment.schema.json";

/** Where editors find the schema of manifests: the repository's own copy, or that of this package. */
function schemaFor(root: string): string {
  const own = join(root, CAREGATE_DIR, SCHEMA);
  return existsSync(own) ? own : join(packageRoot(), SCHEMA);
}

/** The first line of a file in a folder, by which editors find its schema. */
function schemaLine(folder: string, schema: string): string {
  const names = relative(folder, schema).split(/[\\/]/);
  return `# yaml-language-server: $schema=${names.map(encodeURIComponent).join("/")}\n`;
}

const option = { type: "string" } as const;

export const initCommand: Command = {
  summary: "write a manifest with what will be asked for, unanswered",
  usage: `caregate init [file] [options]

Asks what decides which rules apply, and writes a manifest with just the fields
that these rules ask for, each left empty: unanswered, never ticked. Without a
terminal, what no flag answers is left empty too.

  ${asks
    .map(({ flag }) => `--${flag}`)
    .join(" ")
    .replaceAll(/(.{1,74})(?: |$)/g, "$1\n  ")
    .trim()}
  --vendors         names separated by commas, or none
  lists (jurisdictions, users, affects, data) are separated by commas
  --force           overwrite the file (default: <name>.yaml)
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...Object.fromEntries(asks.map(({ flag }) => [flag, option])),
        vendors: option,
        force: { type: "boolean", default: false },
      },
    });
    const answers = answersFrom(values);
    if (process.stdin.isTTY) await askRest(answers);
    const file = resolve(io.cwd, positionals[0] ?? join(".", `${answers.get("name") ?? "manifest"}.yaml`));
    if (existsSync(file) && !values["force"])
      throw new UsageError(`${relative(io.cwd, file)} exists; name another file, or add --force`);
    const { text, elsewhere, open } = await outline(answers, io);
    const folder = realTarget(dirname(file));
    const root = findRoot(folder);
    const schema = schemaFor(root);
    writeFileAtomically(file, `${schemaLine(folder, schema)}${text}`);
    io.write(
      `${relative(io.cwd, file)}: ${open} fields and documents to fill in; caregate check says which rules each settles\n`,
    );
    if (elsewhere.length > 0) io.write(`to state in .caregate/config.yaml: ${elsewhere.join(", ")}\n`);
    if (relative(root, schema).startsWith("..")) {
      const advice = `copy ${dirname(SCHEMA)}/ of caregate to ${CAREGATE_DIR}/ for all who work here`;
      io.write(`its first line leads editors to a schema outside this repository; ${advice}\n`);
    }
    return exitCodes.pass;
  },
};
