import { quote } from "../../util/text.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
import { splitUses } from "./card-texts.ts";
import { textsOf } from "./values.ts";
import { userOf } from "./terms.ts";

/**
 * Puts the texts that state something into a list of a card, each once.
 * @param before texts that the list has already
 * @returns all texts of the list
 */
export function putList(
  draft: DocumentBuilder,
  key: string,
  items: readonly SourceValue[],
  log: DiagnosticCollector,
  before: readonly string[] = [],
): string[] {
  const all = [...before];
  const known = new Set(before);
  for (const { text, place } of textsOf(items, log)) {
    if (known.has(text)) continue;
    known.add(text);
    draft.put([key, all.length], text, place);
    all.push(text);
  }
  return all;
}

/**
 * Puts the intended use, and what the same texts say that the model is not for.
 * @returns the uses out of scope
 */
export function putUse(draft: DocumentBuilder, texts: readonly SourceValue[], log: DiagnosticCollector): string[] {
  const { uses, outOfScope } = splitUses(textsOf(texts, log).map(({ text, place }) => ({ value: text, place })));
  const [first] = uses;
  if (first) draft.put(["intendedUse"], uses.map(({ value }) => value).join("\n"), first.place);
  const [other] = outOfScope;
  if (other && !first)
    log.warn(other.place, "the text says only what the model is not for: the intended use is not stated");
  return putList(draft, "outOfScope", outOfScope, log);
}

/** The kinds of user that a text lists, `Physicians, nurses and carers`; undefined in place of one not known here. */
const usersIn = (text: string): (string | undefined)[] =>
  userOf(text) === undefined ? text.split(/,\s*(?:and\b|or\b)?|;|\band\b|\bor\b|&/).map(userOf) : [userOf(text)];

/**
 * Puts the users a model was made for. All of them have to be known here, or none is put: a list that lacks one would
 * say that the model was not made for that one.
 */
export function putUsers(draft: DocumentBuilder, items: readonly SourceValue[], log: DiagnosticCollector): void {
  const texts = textsOf(items, log);
  const known = texts.flatMap(({ text, place }) => usersIn(text).map((user) => ({ text, place, user })));
  const other = known.find(({ user }) => user === undefined);
  if (other) {
    log.warn(other.place, `${quote(other.text)} is not a known kind of user: the intended users are not read`);
    return;
  }
  const first = new Map<string, SpanGetter>();
  for (const { user, place } of known) if (user !== undefined && !first.has(user)) first.set(user, place);
  for (const [i, [user, place]] of [...first].entries()) draft.put(["intendedUsers", i], user, place);
}
