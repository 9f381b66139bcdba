import { dirname, join, relative } from "node:path";
import { loadText } from "../documents/load.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { packageRoot } from "../repository/package-root.ts";
import { findRoot, realTarget } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { describeField } from "../schema/describe.ts";
import { OPEN_FIELD, validate } from "../schema/validate.ts";
import { schemaOf } from "../schema/validators.ts";
import { UsageError } from "../util/errors.ts";
import { type Json, type JsonObject, type Path, emptyObject, formatPath, isObject } from "../util/json.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { prepareInput } from "../workspace/prepare.ts";
import { addEmptyFields, renderManifest } from "./manifest-template.ts";
import type { EngineOptions } from "./options.ts";

/** Fields of a manifest that decide which rules apply, in the order of the questions. */
const fields = {
  name: "metadata.name",
  version: "metadata.version",
  ownerName: "metadata.owner.name",
  ownerRole: "metadata.owner.role",
  ownerEmail: "metadata.owner.email",
  purpose: "spec.purpose",
  function: "spec.function",
  stage: "spec.stage",
  jurisdictions: "spec.jurisdictions",
  users: "spec.users",
  affects: "spec.affects",
  decisionRole: "spec.decisionRole",
  risk: "spec.risk.level",
  model: "spec.model.name",
  modelVersion: "spec.model.version",
  modelType: "spec.model.type",
  provider: "spec.model.provider",
  learning: "spec.model.learning",
  data: "spec.data.categories",
} as const;

const isField = (key: string): key is keyof typeof fields => Object.hasOwn(fields, key);

/** Questions with several answers. */
export const listQuestions = ["jurisdictions", "users", "affects", "data", "vendors"] as const;

type ListQuestion = (typeof listQuestions)[number];
type TextQuestion = Exclude<keyof typeof fields, ListQuestion>;

/** Answers to the questions; a question without an answer leaves its field empty. */
export type Answers = { readonly [Q in TextQuestion]?: string | undefined } & {
  /** The names of the vendors, and `[]` or `["none"]` for none. */
  readonly [Q in ListQuestion]?: readonly string[] | undefined;
};

/** A question for a person. */
export interface ManifestQuestion {
  readonly key: keyof Answers;
  readonly text: string;
}

/** A manifest with an empty field for each open question. */
export interface ManifestDraft {
  /** The manifest as YAML. */
  readonly text: string;
  /** Number of fields and documents to fill in. */
  readonly open: number;
  /** Paths of the rule context that config.yaml has to set, not the manifest. */
  readonly elsewhere: readonly string[];
  /** Problems of the policies, because of which questions may be missing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The questions that `createManifest` takes answers to. */
export async function manifestQuestions(): Promise<ManifestQuestion[]> {
  const questions: ManifestQuestion[] = [];
  for (const key of Object.keys(fields).filter(isField))
    questions.push({ key, text: (await describeField(fields[key])) ?? fields[key] });
  const vendors = "Vendors who supply, host or support it, separated by commas; none when nobody does.";
  return [...questions, { key: "vendors", text: vendors }];
}

function setAt(root: JsonObject, path: string, value: Json): void {
  const keys = path.split(".");
  let parent = root;
  for (const key of keys.slice(0, -1)) {
    const next = parent[key];
    parent = isObject(next) ? next : (parent[key] = emptyObject());
  }
  parent[keys.at(-1) as string] = value;
}

function manifestFrom(answers: Answers): JsonObject {
  const manifest = Object.assign(emptyObject(), { apiVersion: "caregate/v1", kind: "AIDeployment" });
  for (const key of Object.keys(fields).filter(isField)) {
    const answer = answers[key];
    setAt(manifest, fields[key], answer === undefined ? null : typeof answer === "string" ? answer : [...answer]);
  }
  const { vendors } = answers;
  const named = vendors?.length === 1 && vendors[0] === "none" ? [] : vendors;
  setAt(manifest, "spec.vendors", named?.map((name) => Object.assign(emptyObject(), { name })) ?? null);
  return manifest;
}

function parse(text: string): Document {
  const [document] = loadText("manifest.yaml", text).documents;
  if (!document) throw new Error("the manifest template is no manifest");
  return document;
}

/** The inputs that are missing for the rules that apply. */
async function missingInputs(manifest: Document, ruleSet: RuleSet, tree: Tree, asOf: string): Promise<string[]> {
  const { input } = await prepareInput(manifest, createEvidenceStore(tree), { config: ruleSet.config, asOf });
  const settings = { failOn: ruleSet.failOn, asOf, waivers: [], explainAll: false };
  const findings = ruleSet.rules.map((rule) => evaluateRule(rule, input, settings).finding);
  return [...new Set(findings.flatMap(({ missing }) => missing.map(({ path }) => path)))];
}

/** Descriptions of the empty fields, by path without list indices. */
async function describeEmptyFields(manifest: JsonObject): Promise<Map<string, string>> {
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
  const hints = await describeEmptyFields(manifest);
  return renderManifest(manifest, await schemaOf("AIDeployment"), (path) => hints.get(path.join(".")));
}

/** @throws UsageError with one line for each answer that the schema does not allow */
async function rejectInvalidAnswers(manifest: JsonObject): Promise<void> {
  const problems = await validate(parse(await render(manifest)));
  const wrong = problems.filter(({ code }) => code !== "schema/required" && code !== OPEN_FIELD);
  if (wrong.length > 0) throw new UsageError(wrong.map(({ message }) => message).join("\n"));
}

/**
 * Creates a manifest with an empty field for everything that the rules of the repository ask about the system.
 * @throws UsageError when an answer is not a value of its field
 */
export async function createManifest(answers: Answers, { cwd, asOf }: EngineOptions): Promise<ManifestDraft> {
  const manifest = manifestFrom(answers);
  await rejectInvalidAnswers(manifest);
  const tree = workingTree(findRoot(cwd));
  const { ruleSet } = await loadPolicies(tree, { asOf });
  // An empty field may raise another question, as an empty section does for its fields.
  const asked = new Set<string>();
  const elsewhere: string[] = [];
  for (let added = [""]; added.length > 0;) {
    const missing = await missingInputs(parse(await render(manifest)), ruleSet, tree, asOf);
    added = missing.filter((path) => !asked.has(path));
    for (const path of added) asked.add(path);
    elsewhere.push(...addEmptyFields(manifest, added));
  }
  return { text: await render(manifest), elsewhere, open: asked.size, diagnostics: ruleSet.diagnostics };
}

const SCHEMA = "schemas/ai-deployment.schema.json";

/** The first line of a manifest, which leads editors to its schema. */
export interface SchemaComment {
  readonly text: string;
  /** The schema is outside the repository, so that the line works on this machine only. */
  readonly isOutside: boolean;
}

/** Creates the schema comment of a file: the schema is the repository's own copy, or else that of this package. */
export function schemaComment(file: string): SchemaComment {
  const folder = realTarget(dirname(file));
  const root = findRoot(folder);
  const own = join(CAREGATE_DIR, SCHEMA);
  const isOwn = isFile(workingTree(root), own);
  const schema = join(isOwn ? join(root, CAREGATE_DIR) : packageRoot(), SCHEMA);
  const url = relative(folder, schema).split(/[\\/]/).map(encodeURIComponent).join("/");
  const isOutside = relative(root, schema).startsWith("..");
  return { text: `# yaml-language-server: $schema=${url}\n`, isOutside };
}

function isFile(tree: Tree, path: string): boolean {
  try {
    return tree.locate(path)?.isDirectory === false;
  } catch {
    return false;
  }
}
