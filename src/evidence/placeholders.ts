import { type Document, type EvidenceKind, isEvidence, isEvidenceKind } from "../model/document.ts";
import { type Json, getChild, isObject } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { isEvasion, isPlaceholderMark, isSample, isTemplateText } from "../util/template-text.ts";
import { quote } from "../util/text.ts";
import { type Path, formatPath } from "../util/json-path.ts";

/** Texts in which a person answers something, by kind; `[]` and `*` stand for any element and any key. */
export const answers: Readonly<Partial<Record<EvidenceKind, readonly string[]>>> = {
  CommitteeReview: ["conditions[].text"],
  Contract: ["vendorUsesApproved", "transfers[].reason"],
  ModelCard: ["intendedUse", "outOfScope[]", "limits[]", "attributes.*", "trainingData[].knownGaps[]"],
  PrivacyTest: ["qualification"],
  VendorAssessment: ["safetyCase"],
};

/** Texts that name something, by kind: they may be unusual, and are looked at for template marks alone. */
export const names: Readonly<Partial<Record<EvidenceKind, readonly string[]>>> = {
  Contract: ["vendor", "covers[]", "subprocessors[].name"],
  FairnessReport: ["mitigations[].owner"],
  ModelCard: ["trainingData[].name", "trainingData[].licence", "baseModelDocumentation"],
  RiskAnalysis: ["risks[].owner", "risks[].acceptedBy"],
  VendorAssessment: ["vendor", "dtacVersion"],
};

/** Names that every document has. */
const signed = ["metadata.title", "metadata.by"];

/** Names of those who vouch for a document: a person or a role, never a word of a template. */
const vouching = ["metadata.by", "metadata.reviewers[]", "risks[].owner", "risks[].acceptedBy", "mitigations[].owner"];

/** Fewest answers from which one and the same text in each of them is no answer to any. */
const SAME_ANSWERS = 3;

/** A text that stands where an answer should, and where. */
export interface Placeholder {
  readonly path: Path;
  readonly text: string;
  /** Why it is none, as a clause about its field. */
  readonly why: string;
}

interface TextAt {
  readonly path: Path;
  readonly text: string;
}

/** The texts that a pattern of paths leads to. */
function textsAt(value: Json | undefined, pattern: readonly string[], path: Path = []): TextAt[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return typeof value === "string" ? [{ path, text: value.trim() }] : [];
  if (step === "[]") return Array.isArray(value) ? value.flatMap((one, i) => textsAt(one, rest, [...path, i])) : [];
  if (step === "*")
    return isObject(value) ? Object.keys(value).flatMap((key) => textsAt(value[key], rest, [...path, key])) : [];
  return textsAt(getChild(value, step), rest, [...path, step]);
}

/** Fields that hold a fixed choice, a name of a group or what the document is about. */
const notFree: ReadonlySet<string> = new Set(["apiVersion", "kind", "subject", "id", "axis", "group", "sha256"]);

/** Every text of a document that somebody wrote freely. */
function freeTexts(value: Json | undefined, path: Path = []): TextAt[] {
  if (typeof value === "string") return [{ path, text: value.trim() }];
  if (Array.isArray(value)) return value.flatMap((one, i) => freeTexts(one, [...path, i]));
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((key) => (notFree.has(key) ? [] : freeTexts(value[key], [...path, key])));
}

const stepsOf = (pattern: string): string[] => pattern.replaceAll("[]", ".[]").split(".");

const textsOf = ({ value }: Document, patterns: readonly string[] = []): TextAt[] =>
  patterns.flatMap((pattern) => textsAt(value, stepsOf(pattern)));

const says = ({ path, text }: TextAt): Placeholder => ({
  path,
  text,
  why: `${formatPath(path)} says ${quote(text)}`,
});

/**
 * Looks for what a template leaves where an answer goes. Cautious: a name is refused only for the mark of a template,
 * an answer also for a sample word or for declining to answer, and several answers for being one and the same text.
 * Fields with a fixed choice, identifiers, the names of groups and what the document is about are not looked at.
 * @returns the first placeholder, or undefined when the document is filled in
 */
export const findPlaceholder = memoizeByObject((document: Document): Placeholder | undefined => {
  const { kind } = document;
  if (!isEvidence(kind)) return undefined;
  const [answering, naming] = isEvidenceKind(kind) ? [answers[kind], names[kind]] : [];
  const answered = textsOf(document, answering);
  const named = textsOf(document, [...signed, ...(naming ?? [])]);
  const marked = [...named, ...answered].find(({ text }) => isPlaceholderMark(text));
  if (marked) return says(marked);
  const unsigned = textsOf(document, vouching).find(({ text, path }) => isTemplateText(text, String(path.at(-1))));
  if (unsigned) return says(unsigned);
  const anywhere = freeTexts(document.value).find(({ text }) => isPlaceholderMark(text));
  if (anywhere) return says(anywhere);
  const empty = answered.find(({ text, path }) => isSample(text) || (path[0] !== "attributes" && isEvasion(text)));
  if (empty) return says(empty);
  return kind === "ModelCard" ? sameAnswers(answered) : undefined;
});

/** One text in place of every answer of a model card, or of all its source attributes. */
function sameAnswers(answered: readonly TextAt[]): Placeholder | undefined {
  const attributes = answered.filter(({ path }) => path[0] === "attributes");
  const repeated = [answered, attributes].find((list) => list.length >= SAME_ANSWERS && isOneText(list));
  const [first] = repeated ?? [];
  if (!first || !repeated || /^not[ -]available\.?$/i.test(first.text)) return undefined;
  return { ...first, why: `${repeated.length} answers are all ${quote(first.text)}` };
}

const isOneText = (list: readonly TextAt[]): boolean =>
  new Set(list.map(({ text }) => text.toLowerCase().replaceAll(/\s+/g, " "))).size === 1;
