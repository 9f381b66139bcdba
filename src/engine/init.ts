import { dirname, join, relative } from "node:path";
import { loadText } from "../documents/load.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type Document, MANIFEST } from "../model/document.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { packageRoot } from "../repository/package-root.ts";
import { findRoot, realTarget } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { describeField, fieldValues } from "../schema/describe.ts";
import { OPEN_FIELD, validate } from "../schema/validate.ts";
import { schemaOf } from "../schema/validators.ts";
import { UsageError } from "../util/errors.ts";
import { type Json, type JsonObject, type Path, copyJson, emptyObject, formatPath, isObject } from "../util/json.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { prepareInput } from "../workspace/prepare.ts";
import { addEmptyFields, addOpenSettings, renderManifest } from "./manifest-template.ts";
import type { EngineOptions } from "./options.ts";
import { type ProfileName, profiles } from "./profiles.ts";

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
  /** The values of a question with a choice. */
  readonly values: readonly string[];
}

/** Options of a draft. */
export interface ManifestOptions extends EngineOptions {
  /** Answers what is typical of a kind of system; each such answer is marked for review. */
  readonly profile?: ProfileName | undefined;
}

/** A manifest with an empty field for each open question. */
export interface ManifestDraft {
  /** The manifest as YAML. */
  readonly text: string;
  /** Number of fields and documents to fill in. */
  readonly open: number;
  /** Paths of the rule context that config.yaml has to set, not the manifest. */
  readonly elsewhere: readonly string[];
  /** A draft of `.caregate/config.yaml` for a repository without one, if something is asked of the organisation. */
  readonly config: string | undefined;
  /** Fields whose values come from the profile. */
  readonly assumed: readonly string[];
  /** Problems of the policies, because of which questions may be missing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The questions that `createManifest` takes answers to. */
export async function manifestQuestions(): Promise<ManifestQuestion[]> {
  const questions: ManifestQuestion[] = [];
  for (const key of Object.keys(fields).filter(isField)) {
    const values = await fieldValues(fields[key]);
    const text = (await describeField(fields[key], { most: 0 })) ?? fields[key];
    questions.push({ key, text, values });
  }
  const vendors = "Vendors who supply, host or support it, separated by commas; none when nobody does.";
  return [...questions, { key: "vendors", text: vendors, values: [] }];
}

/** Says why a value is no answer to a question, with what to write; undefined for an answer. */
export async function rejectAnswer(
  key: keyof Answers,
  answer: string | readonly string[],
): Promise<string | undefined> {
  const manifest = manifestFrom({ [key]: answer });
  const wrong = await invalidAnswers(manifest);
  return wrong[0];
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
async function missingInputs(
  manifest: Document,
  config: Document | undefined,
  { ruleSet, tree, asOf }: Drafting,
): Promise<string[]> {
  const { input } = await prepareInput(manifest, createEvidenceStore(tree), { config, asOf });
  const settings = { failOn: ruleSet.failOn, asOf, waivers: [], explainAll: false };
  const findings = ruleSet.rules.map((rule) => evaluateRule(rule, input, settings).finding);
  return [...new Set(findings.flatMap(({ missing }) => missing.map(({ path }) => path)))];
}

/** What a draft is made with. */
interface Drafting {
  readonly ruleSet: RuleSet;
  readonly tree: Tree;
  readonly asOf: string;
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

async function render(draft: JsonObject, notes: ReadonlyMap<string, string> = new Map()): Promise<string> {
  const hints = await describeEmptyFields(draft);
  const kind = draft["kind"] === "Config" ? "Config" : MANIFEST;
  const note = (path: Path): string | undefined => hints.get(path.join(".")) ?? notes.get(path.join("."));
  return renderManifest(draft, await schemaOf(kind), note);
}

async function invalidAnswers(manifest: JsonObject): Promise<string[]> {
  const problems = await validate(parse(await render(manifest)));
  return problems.filter(({ code }) => code !== "schema/required" && code !== OPEN_FIELD).map(({ message }) => message);
}

/** @throws UsageError with one line for each answer that the schema does not allow */
async function rejectInvalidAnswers(manifest: JsonObject): Promise<void> {
  const wrong = await invalidAnswers(manifest);
  if (wrong.length > 0) throw new UsageError(wrong.join("\n"));
}

/** The answers with those of a profile, and the fields that the profile answers. */
function completeByProfile(answers: Answers, name: ProfileName | undefined): { answers: Answers; assumed: string[] } {
  const typical: Answers = name === undefined ? {} : profiles[name].answers;
  const open = Object.entries(typical).filter(([key]) => answers[key as keyof Answers] === undefined);
  const assumed = open.flatMap(([key]) => (isField(key) ? [fields[key]] : []));
  return { answers: { ...answers, ...(Object.fromEntries(open) as Answers) }, assumed };
}

/** The settings of a repository without any: what a profile says of the organisation. */
function configFrom(name: ProfileName | undefined): { config: JsonObject; assumed: string[] } {
  const organisation: JsonObject = name === undefined ? {} : profiles[name].organisation;
  const config = Object.assign(emptyObject(), { apiVersion: "caregate/v1", kind: "Config", organisation });
  return { config: copyJson(config), assumed: Object.keys(organisation).map((key) => `organisation.${key}`) };
}

/**
 * Creates a manifest with an empty field for everything that the rules of the repository ask about the system. A
 * repository without settings gets a draft of them with what is asked of the organisation.
 * @throws UsageError when an answer is not a value of its field
 */
export async function createManifest(given: Answers, options: ManifestOptions): Promise<ManifestDraft> {
  const { cwd, asOf, profile } = options;
  const { answers, assumed } = completeByProfile(given, profile);
  const manifest = manifestFrom(answers);
  await rejectInvalidAnswers(manifest);
  const tree = workingTree(findRoot(cwd));
  const { ruleSet } = await loadPolicies(tree, { asOf });
  const own = configFrom(profile);
  const isNew = !hasConfig(tree);
  const drafting = { ruleSet, tree, asOf };
  // An empty field may raise another question, as an empty section does for its fields.
  const asked = new Set<string>();
  const elsewhere: string[] = [];
  for (let added = [""]; added.length > 0;) {
    const config = isNew ? parse(await render(own.config)) : ruleSet.config;
    const missing = await missingInputs(parse(await render(manifest)), config, drafting);
    added = missing.filter((path) => !asked.has(path));
    for (const path of added) asked.add(path);
    const others = addEmptyFields(manifest, added);
    elsewhere.push(...others);
    if (isNew) addOpenSettings(own.config, others);
  }
  const note = `review: typical of ${profile ?? ""}`;
  const marks = (paths: readonly string[]): Map<string, string> => new Map(paths.map((path) => [path, note]));
  const hasSettings = isNew && (elsewhere.length > 0 || own.assumed.length > 0);
  return {
    text: await render(manifest, marks(assumed)),
    config: hasSettings ? await render(own.config, marks(own.assumed)) : undefined,
    assumed: [...assumed, ...own.assumed],
    elsewhere,
    open: asked.size,
    diagnostics: ruleSet.diagnostics,
  };
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

/** True if a repository has settings, valid or not. */
export function hasConfig(tree: Tree): boolean {
  try {
    return tree.kind(`${CAREGATE_DIR}/config.yaml`) !== undefined;
  } catch {
    return false;
  }
}

function isFile(tree: Tree, path: string): boolean {
  try {
    return tree.locate(path)?.isDirectory === false;
  } catch {
    return false;
  }
}
