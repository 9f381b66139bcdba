import type { SourceValue } from "./data-reader.ts";

/** What a part of a model card is for. */
export type CardRole = "use" | "out-of-scope" | "limits" | "users" | "authors" | "none";

/** Headings and labels, in lower case, and what stands below or behind them. */
const roles: readonly (readonly [RegExp, CardRole])[] = [
  // Both at once, so that the headings below or the texts themselves say which is which.
  [/\bintended (?:and|or|&|\/|vs\.?|versus)\b.*\bout[- ]of[- ]scope\b|\b(?:uses?|purposes?|in[- ]scope)\b.{0,20}(?:\band\b|&|\/|\bvs\b|,).{0,20}\bout[- ]of[- ]scope\b/, "none"], // prettier-ignore
  [/\b(?:of|in) this (?:model )?card$/, "none"],
  [
    /out[- ]of[- ]scope|\bmisuses?\b|\b(?:not|never|un|non)[- ]?(?:intended|recommended|suitable|suited|designed|supported|permitted|allowed|for|to be used|to use)\b|(?:prohibited|excluded|inappropriate|forbidden|restricted|disallowed)\b.{0,12}\buses?\b|contra-?indications?|^non-?goals?$|\bdo not use\b|^disclaimers?$/,
    "out-of-scope",
  ],
  [/^(?:primary |main |target |intended )*(?:intended |primary |target )(?:end[- ])?users?$/, "users"],
  [
    /^(?:(?:primary|main|clinical) )?intended (?:clinical )?(?:uses?|purposes?)(?: cases?)?(?: *(?:&|and) (?:limitations|scope|users))?$|^intended use\(s\)$|^(?:(?:primary|main|direct|downstream) )+uses?(?: cases?)?$|^(?:indications? for use|use cases?)$|^in[- ]scope(?: uses?(?: cases?)?)?$|^(?:appropriate|suitable|recommended|supported|acceptable|approved) uses?(?: cases?)?$/,
    "use",
  ],
  [
    /\blimitations?\b|^(?:known )?(?:risks?|bias(?:es)?)(?:$|,| and | & )|^caveats|^(?:known )?(?:failure modes?|issues|weaknesses)$|^warnings?$/,
    "limits",
  ],
  [/^model card authors?$/, "authors"],
  [/^recommendations$|^how to (?:use|get started)/, "none"],
];

/** What a heading or a label says of the text that follows it; undefined if nothing. */
export const roleOf = (title: string): CardRole | undefined =>
  title.length > 100 ? undefined : roles.find(([pattern]) => pattern.test(title))?.[1];

/** Words that say what a model is not for. */
const negated =
  /\b(?:not|never|cannot)\b(?! (?:only|just|merely|limited)\b).{0,40}?\b(?:intended|meant|designed|suitable|suited|validated|approved|cleared|licen[cs]ed|used?|replace|substitutes?|substituted|relied|for)\b|\b(?:no|not a|not an) (?:medical device|substitute|replacement)\b|\bdo not use\b|\bout[- ]of[- ]scope\b|\b(?:prohibited|forbidden)\b/i;

/** Longest text that is searched for negations. */
const LONGEST = 5000;

/** Words that say nothing of a use. */
const noUse =
  /^(?:(?:this|it|the (?:model|bundle)) is )?(?:just |only )?an? (?:example|demo(?:nstration)?|tutorial|sample)\b[^,;]{0,40}$/i;

/** A text on the use of a model, with what it is for apart from what it is not for. */
export interface SplitUse {
  readonly uses: readonly SourceValue[];
  readonly outOfScope: readonly SourceValue[];
}

/**
 * Splits texts on the intended use into sentences, and each sentence before `, not for` and the like. What says that
 * the model is not for something is never its intended use.
 */
export function splitUses(texts: readonly SourceValue[]): SplitUse {
  const uses: SourceValue[] = [];
  const outOfScope: SourceValue[] = [];
  for (const { value, place } of texts) {
    if (typeof value !== "string" || value.length > LONGEST || !negated.test(value)) {
      if (value !== undefined && value !== null) uses.push({ value, place });
      continue;
    }
    const sentences = value.split(
      /(?<=[.;!])\s+|,\s+(?:but |and |it is )?(?=(?:not|never) (?:to be used|for|intended|as|a|an|meant)\b)/,
    );
    const [no, yes] = [sentences.filter((one) => negated.test(one)), sentences.filter((one) => !negated.test(one))];
    const stated = yes.filter((one) => !noUse.test(one.replace(/[.;!]$/, "").trim())).join(" ");
    if (stated !== "") uses.push({ value: stated, place });
    for (const one of no) outOfScope.push({ value: one, place });
  }
  return { uses, outOfScope };
}
