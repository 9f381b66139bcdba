import { type Document, type EvidenceKind, isEvidence, isEvidenceKind } from "../model/document.ts";
import { type Json, getChild, isObject } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { isPutOff } from "../util/put-off.ts";
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

/**
 * Marks of a template that nobody filled in, whatever field they stand in: words for something still to be done, at the
 * start of a text that is nothing else or ends in what is to be done after a colon; filler; and text in the brackets
 * that templates use. An address in angle brackets is none.
 */
const marks: readonly RegExp[] = [
  /^(?:todo|to do|tbd|tbc|tba|fixme|xxx+|placeholder|changeme|change me)[.!…]*$/i,
  /^(?:TODO|TBD|TBC|TBA|FIXME|todo|tbd|tbc|fixme)(?:\s*[:(]|\s[-–—]\s)/,
  /^(?:TODO|TBD|TBC|TBA|FIXME)-\s/,
  /^to be (?:done|defined|determined|confirmed|completed|added|announced|filled in|provided|written)[.!…]*$/i,
  /^lorem ipsum\b/i,
  /^<(?!https?:|mailto:)[^<>@]+>$/i,
  /^\{[^{}]*\}$|^\{\{[^{}]*\}\}$/,
  /^\[(?:insert|enter|describe|add|name|your|fill in|placeholder|todo|tbd)\b[^[\]]*\]$/i,
  /^\[?more information needed\]?\.?$/i,
];

/** Whether a text is nothing but the mark of a template. */
export const isPlaceholderMark = (text: string): boolean => marks.some((mark) => mark.test(text));

/** Words that a template or a schema shows where an answer goes: no answer, though they may be a name. */
const samples =
  /^(?:string|text|example|sample|foo|bar|asdf|test|answer|description|your (?:answer|text) here)[.!…]*$/i;

/** Words that decline to answer. A field that does not apply is left out. */
const evasions = /^(?:n\/a|n\.\s?a\.|na|not applicable|-+|\?+|\.+|…)[.!]*$/i;

/** Words that put an answer off, or point at none. */
const deferrals =
  /^(?:see (?:above|below|attached|attachment|elsewhere|document|policy|contract)|as above|as below|same as above|ditto|pending|unknown|not (?:yet )?(?:known|decided|defined|available|stated|sure)|none yet|later|soon|wip|in progress|ok|yes|no|done|someone|somebody|anyone|name|your name|first last)[.!…]*$/i;

/** One letter or digit, or one that is repeated: `x`, `xx`, `aaa`. */
const oneLetter = /^([\p{L}\p{N}])\1*\.?$/u;

/** Words of a field's name without signs: `clinicalOwner` and `clinical owner` are the same. */
const letters = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/**
 * Whether a free text is no answer: the mark of a template, a sample word, an evasion, a deferral, one letter, or the
 * name of its own field.
 * @param field the last key of its path
 */
export function isTemplateText(text: string, field: string): boolean {
  const words = text.trim();
  if (words === "" || isPlaceholderMark(words) || isPutOff(words)) return true;
  if (samples.test(words) || evasions.test(words) || deferrals.test(words)) return true;
  return oneLetter.test(words) || isNameOf(words, field);
}

/** Whether a text has the letters of its field's name. Most texts start with another letter. */
function isNameOf(text: string, field: string): boolean {
  const [first, initial] = [text.charAt(0), field.charAt(0)].map((char) => char.toLowerCase()) as [string, string];
  if (first !== initial && asciiLetter.test(first) && asciiLetter.test(initial)) return false;
  return letters(text) === letters(field);
}

const asciiLetter = /^[a-z\d]/;

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
  const empty = answered.find(
    ({ text, path }) =>
      samples.test(text) ||
      (path[0] !== "attributes" && (evasions.test(text) || deferrals.test(text) || isPutOff(text))),
  );
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
