import { posix } from "node:path";
import { editText } from "../documents/edit/index.ts";
import type { DocumentChange } from "../model/edit.ts";
import { loadFile, loadText } from "../documents/load.ts";
import { isDiagnostic, readBytes, readText } from "../repository/read.ts";
import { type Document, MANIFEST } from "../model/document.ts";
import { type Severity, severities } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { OpenQuestion, Report } from "../model/report.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import type { Tree } from "../repository/tree.ts";
import { type ReadAnswer, answerShape, readAnswer } from "../schema/answers.ts";
import { readOwnFields } from "../policy/bundle.ts";
import { type FieldSchema, attachedKind, schemaAtPath } from "../schema/describe.ts";
import { type Knower, knowerOf } from "../schema/knowers.ts";
import { type OwnFields, collectionIn, documentDepth, kindFor } from "../schema/own-fields.ts";
import { validate } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import { type Path, getAt, parsePath } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { check } from "./check.ts";
import type { CheckedFiles } from "./checked-files.ts";
import { type PlannedChanges, planFileChange } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";

export interface AskOptions extends EngineOptions {
  /** Manifests, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
  /** Asks only what this role usually knows (default: everything). */
  readonly for?: Knower | undefined;
}

/** An open question with all that a person needs to answer it. */
export interface Question {
  /** Name of the deployment; the first one, for a question about the organisation. */
  readonly deployment: string;
  /** Path of the rule context, such as `spec.security.mfa`. */
  readonly path: string;
  /** The file that the answer is written to: a path from the root. */
  readonly file: string;
  /** Where it is written, or where its parent is. */
  readonly location: Location;
  /** What to state. */
  readonly text: string;
  /** The values of a choice, or the form of the answer with words in capitals. */
  readonly answer: string;
  readonly knower: Knower;
  /** The worst severity of the rules that wait for it. */
  readonly severity: Severity;
  /** True if one of these rules blocks. */
  readonly blocks: boolean;
  readonly rules: readonly string[];
  /** Provisions that these rules cite, the first of each. */
  readonly law: readonly string[];
  /** False if the answer belongs into a file that is not written by caregate, such as a report of another tool. */
  readonly writable: boolean;
}

export interface QuestionList extends CheckedFiles {
  readonly questions: readonly Question[];
  readonly report: Report;
}

/** An answer of a person to the question of a path. */
export interface GivenAnswer {
  readonly deployment: string;
  readonly path: string;
  /** The answer as it was typed. */
  readonly text: string;
}

const CONFIG = `${CAREGATE_DIR}/config.yaml`;
/** Settings with what the schema asks of every organisation, left open. */
const emptyConfig = `apiVersion: caregate/v1
kind: Config
organisation:
  name: # Legal name.
  roles: # What the organisation is in law.
  employees: # Headcount (people).
  countries: # Where it is established (ISO 3166).
`;

/**
 * Lists what is open, with what blocks first. An entry of evidence without a file is one question.
 * @throws UsageError when the targets are not in one repository
 */
export async function listOpenQuestions(options: AskOptions): Promise<QuestionList> {
  const { report, ...files } = await check(options);
  const tree = openWorkingTree(files.root);
  const open = withoutRepeats(report.questions).filter((one) => !isAttached(one, report, tree));
  const { own } = readOwnFields(tree);
  const all = await Promise.all(open.map((one) => describe(one, { report, tree, own })));
  const questions = all.filter(({ knower }) => options.for === undefined || knower === options.for);
  const first = (value: boolean): number => (value ? 0 : 1);
  return { ...files, report, questions: questions.toSorted((a, b) => first(a.blocks) - first(b.blocks)) };
}

/** `evidence[2]` and `evidence[2].path` are one question; one about the organisation is asked once. */
function withoutRepeats(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const known = new Map<string, OpenQuestion>();
  for (const question of questions) {
    const path = question.path.replace(/^(evidence\[\d+\])$/, "$1.path");
    const key = path.startsWith("organisation.") ? path : `${question.primary.file}\0${question.manifest}\0${path}`;
    const before = known.get(key);
    const rules = [...new Set([...(before?.rules ?? []), ...question.rules])];
    known.set(key, { ...(before ?? question), path, rules });
  }
  return [...known.values()];
}

/** True for an entry of evidence whose file is there: what is wrong with that file is a finding, not a question. */
function isAttached({ path, manifest, primary }: OpenQuestion, report: Report, tree: Tree): boolean {
  if (!/^evidence\[\d+\]\.path$/.test(path)) return false;
  const own = manifestFile(report, manifest, primary.file);
  const stated = getAt(manifestNamed(tree, own, manifest)?.value, parsePath(path));
  return typeof stated === "string" && exists(tree, posix.join(posix.dirname(own), stated));
}

/** What a question is described by. */
interface AskedReport {
  readonly report: Report;
  readonly tree: Tree;
  readonly own: OwnFields;
}

async function describe(question: OpenQuestion, { report, tree, own: declared }: AskedReport): Promise<Question> {
  const { path, manifest, primary, rules } = question;
  const waiting = report.findings.filter(
    ({ rule, manifest: one }) => rules.includes(rule.id) && (one.name === manifest || path.startsWith("organisation.")),
  );
  const worst = Math.min(...waiting.map(({ rule }) => severities.indexOf(rule.severity)), severities.length - 1);
  const own = manifestFile(report, manifest, primary.file);
  const collection = attachedKind(path, declared);
  const kind = collection ?? (await kindOfEntry(path, own, manifest, tree));
  const schema = await schemaAtPath(path, declared);
  const asksForFile = collection !== undefined || /^evidence\[\d+\]\.path$/.test(path);
  const file = path.startsWith("organisation.") ? CONFIG : collection === undefined ? primary.file : own;
  return {
    deployment: manifest,
    path,
    file,
    location: primary,
    text: asksForFile ? `File of the ${collection ?? kind ?? "document"}` : (schema?.description ?? path),
    answer: asksForFile ? "FILE" : schema ? answerShape(schema) : "TEXT",
    knower: knowerOf(path, kind),
    severity: severities[worst] as Severity,
    blocks: waiting.some(({ gates }) => gates),
    rules,
    law: [...new Set(waiting.flatMap(({ citations }) => citations.slice(0, 1).map(({ ref }) => ref)))],
    writable: asksForFile || schema !== undefined,
  };
}

const manifestFile = (report: Report, name: string, otherwise: string): string =>
  report.findings.find(({ manifest }) => manifest.name === name)?.manifest.file ?? otherwise;

async function kindOfEntry(path: string, file: string, name: string, tree: Tree): Promise<string | undefined> {
  if (!path.startsWith("evidence[")) return undefined;
  const manifest = manifestNamed(tree, file, name);
  const kind = getAt(manifest?.value, [...parsePath(path).slice(0, 2), "kind"]);
  return typeof kind === "string" ? kind : undefined;
}

const manifestNamed = (tree: Tree, file: string, name: string): Document | undefined =>
  documentOf(tree, file, ({ kind, value }) => kind === MANIFEST && getAt(value, ["metadata", "name"]) === name);

const documentOf = (tree: Tree, file: string, wanted: (document: Document) => boolean): Document | undefined =>
  loadFile(tree, file).documents.find(wanted);

/** Where an answer goes: a document, and the changes of it. */
interface AnswerTarget {
  readonly file: string;
  readonly index: number;
  readonly changes: readonly DocumentChange[];
}

/**
 * Plans the change for an answer, in the file that the question names, with all comments kept.
 * @returns a message that says what to write instead, for an answer that does not fit
 */
export async function planAnswer(
  question: Question,
  text: string,
  { root }: Pick<CheckedFiles, "root">,
): Promise<PlannedChanges | { readonly problem: string }> {
  const tree = openWorkingTree(root);
  const { own } = readOwnFields(tree);
  const target = await targetOf(question, text, { tree, own });
  if ("problem" in target) return target;
  const { file, index, changes } = target;
  if (file === CONFIG && !exists(tree, CONFIG)) {
    const { text: created } = editText(emptyConfig, [{ index: 0, changes }]);
    const wrong = await newProblem(file, emptyConfig, created, own);
    return wrong === undefined
      ? { root, changes: [{ file, sha256: null, text: created, edits: [] }] }
      : { problem: wrong };
  }
  const planned = planFileChange(tree, file, [{ index, changes }]);
  if (isDiagnostic(planned)) return { problem: planned.message };
  const read = readText(tree, file);
  const before = isDiagnostic(read) ? "" : read.text;
  const problem = await newProblem(file, before, planned.text.replace(/^\uFEFF/, ""), own);
  return problem === undefined ? { root, changes: [planned] } : { problem };
}

function exists(tree: Tree, file: string): boolean {
  try {
    return tree.kind(file) !== undefined;
  } catch {
    return false;
  }
}

/** The first problem that a change of a text adds. */
async function newProblem(
  file: string,
  before: string,
  after: string,
  declared: OwnFields,
): Promise<string | undefined> {
  const problemsOf = async (text: string): Promise<string[]> => {
    const { documents, diagnostics } = loadText(file, text);
    const own = await Promise.all(documents.map((one) => validate(one, declared)));
    return [...diagnostics, ...own.flat()].map(({ message }) => message);
  };
  const known = new Set(await problemsOf(before));
  return (await problemsOf(after)).find((message) => !known.has(message));
}

async function targetOf(
  question: Question,
  text: string,
  { tree, own }: Pick<AskedReport, "tree" | "own">,
): Promise<AnswerTarget | { problem: string }> {
  const { path, file, deployment } = question;
  const collection = attachedKind(path, own);
  if (collection !== undefined || /^evidence\[\d+\]\.path$/.test(path)) {
    const manifest = manifestNamed(tree, file, deployment);
    return manifest ? fileTarget(manifest, collection, path, text, tree) : notWritable(question);
  }
  const schema = await schemaAtPath(path, own);
  const read: ReadAnswer = schema ? readAnswer(text, schema) : { problem: "answer it in the document itself" };
  if ("problem" in read) return read;
  const order = await orderOf(path, own);
  const from = parsePath(path);
  const set = (at: Path): DocumentChange[] => [{ set: at, to: read.value, order }];
  if (path.startsWith("organisation.")) return { file: CONFIG, index: 0, changes: set(from) };
  if (!path.startsWith("evidence.")) {
    const manifest = manifestNamed(tree, file, deployment);
    return manifest ? { file, index: manifest.index, changes: set(from) } : notWritable(question);
  }
  const kind = kindFor(collectionIn(from), own);
  const document = documentOf(tree, file, (one) => one.kind === kind);
  return document
    ? { file, index: document.index, changes: set(from.slice(documentDepth(from))) }
    : notWritable(question);
}

const notWritable = ({ file }: Question): { problem: string } => ({
  problem: `${quote(file)} is not written by caregate: change it by hand`,
});

/** The keys of the map that a path leads into. */
async function orderOf(path: string, own: OwnFields): Promise<string[]> {
  const parent: FieldSchema | undefined = await schemaAtPath(path.replace(/\.[^.]+$/, ""), own);
  return Object.keys(parent?.properties ?? {});
}

/** The entry of evidence for a file, with its digest. */
function fileTarget(
  manifest: Document,
  kind: string | undefined,
  path: string,
  text: string,
  tree: Tree,
): AnswerTarget | { problem: string } {
  const file = posix.join(posix.dirname(manifest.file), text.trim());
  const bytes = readBytes(tree, file, { bytes: 64 * 1024 * 1024 });
  if (isDiagnostic(bytes))
    return { problem: `${bytes.message}; write one with caregate init --kind ${kind ?? "KIND"}` };
  const { file: own, index: document } = manifest;
  const digest = sha256(bytes);
  if (kind !== undefined) {
    const entries = manifest.value["evidence"];
    const at = ["evidence", Array.isArray(entries) ? entries.length : 0];
    return { file: own, index: document, changes: [{ set: at, to: { kind, path: text.trim(), sha256: digest } }] };
  }
  const at = ["evidence", Number(/\d+/.exec(path)?.[0])];
  const order = ["kind", "path", "id", "sha256"];
  const changes = [
    { set: [...at, "path"], to: text.trim(), order },
    { set: [...at, "sha256"], to: digest, order },
  ];
  return { file: own, index: document, changes };
}
