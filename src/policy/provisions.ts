import type { Citation } from "../model/finding.ts";
import type { Rule } from "./rule.ts";

/** Kinds of provisions: those that bind by themselves, those that explain the law, and those that bind nobody. */
export const provisionKinds = ["law", "regulation", "court", "guidance", "proposal", "standard", "practice"] as const;
export type ProvisionKind = (typeof provisionKinds)[number];

/** Kinds that bind by themselves. */
const bindingKinds: ReadonlySet<string> = new Set(["law", "regulation", "court"]);

/** Patterns of provision names for each kind; the first match decides. */
const patterns: readonly (readonly [ProvisionKind, RegExp])[] = [
  ["proposal", /\bproposed\b|\bproposal\b|\bdraft\b|\bNPRM\b|\bCOM\(\d{4}\)|, not in force\b/i],
  ["practice", /\bgood practice\b/],
  ["standard", /^(ISO|IEC|NIST|HL7|RFC|W3C|Homomorphic Encryption Security Standard|NHS Standard Contract)\b/],
  ["standard", /\bDCB\d+\b/],
  ["guidance", /^WHO\b/],
  ["guidance", /\b(guidance|bulletin|MDCG|EDPB|RUAIH|DTAC)\b|\bquestions and answers\b|\bopinion \d|policy statement/i],
  [
    "guidance",
    /^(FDA|TGA|MHRA|CMS|HHS|Health Canada|NHS (DTAC|Data)|Article 29 Working Party|National data opt-out)\b/,
  ],
  ["court", /\bCJEU\b|\bC-\d+\/\d\d\b|\bcommon law\b/i],
  [
    "regulation",
    /\bCFR\b|\bC\.?C\.?R\.?\b|\bSOR\/|\bO\. Reg\b|\bSI \d{4}\/|\bFCC \d|verordnung\b|\bDecision \(E[UC]\)|\bCode of Regulations\b|\bRegulations\b/,
  ],
  [
    "law",
    /\b(U\.?S\.?C|GDPR|AI Act|MDR|IVDR|EHDS|C\.R\.S|RCW|ILCS|SGB|PHIPA|PIPEDA|CQLR)\b|\b(Regulation|Directive) \(EU\)/,
  ],
  [
    "law",
    /\b(Act|Acts|Code|Law|Laws|Stat|Convention|NRS|RSA|Judicial Proceedings)\b|\b(M\.R|Pa\.C)\.S\b|\b(SB|HB|AB|HF|LB|HP|LD) \d+|\b[SH][. ]\d{3,}/,
  ],
  // publications, by their year or their authors
  ["practice", /\b(19|20)\d\d(, method \d+)?$|\bet al\.|^\p{Lu}[\w-]+(, \p{Lu}[\w-]+)* and \p{Lu}[\w-]+, /u],
];

/** The first provision in a reference that names several. */
const firstOf = (ref: string): string => ref.split("; ")[0] ?? "";

/**
 * The kind of a citation: as the policy states it, or else by its name. A name of several provisions counts as the first.
 * @returns undefined if neither shows the kind
 */
export function kindOf(ref: string, stated?: string): ProvisionKind | undefined {
  const kind = provisionKinds.find((one) => one === stated);
  if (kind) return kind;
  const name = firstOf(ref);
  return patterns.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The date in a provision's name from which it counts; undefined without one. `later` is not a date. */
const startOf = (ref: string): string | undefined => /, from (\d{4}-\d\d-\d\d)\b/.exec(firstOf(ref))?.[1];

/** A provision that a rule cites. */
export interface Provision extends Citation {
  readonly kind: ProvisionKind | undefined;
  /** True if it binds by itself on the requested date. */
  readonly binds: boolean;
}

/** The provisions that a rule cites, evaluated on a date. */
export function provisionsOf({ citations, citationKinds }: Rule, asOf: string): Provision[] {
  return citations.map((citation, i) => {
    const kind = kindOf(citation.ref, citationKinds[i]);
    const started = (startOf(citation.ref) ?? asOf) <= asOf && !/\blater$/.test(citation.ref);
    return { ...citation, kind, binds: kind !== undefined && bindingKinds.has(kind) && started };
  });
}

/**
 * The basis of a rule: `law` for a binding provision, `practice` for a standard or good practice, which bind nobody, and
 * `none` for anything else, such as guidance alone.
 */
export type Basis = "law" | "practice" | "none";

/** The last date from which a duty of the AI Act starts (Art. 111(2)): a computed date is this one or an earlier one. */
const LATEST_START = "2030-08-02";

/** The date on which the law of a rule counts: the requested one, or the later one from which the rule blocks. */
function bindingFrom({ binding }: Rule, asOf: string): string {
  if (typeof binding === "string") return asOf;
  const from = /^\d{4}-/.test(binding.gatesFrom) ? binding.gatesFrom : LATEST_START;
  return from > asOf ? from : asOf;
}

/**
 * The basis of a rule on a date. A rule that blocks from a later date on rests on the law of that date; where the date is
 * computed, on that of the latest date that the acts allow.
 */
export function basisOf(rule: Rule, asOf: string): Basis {
  const provisions = provisionsOf(rule, bindingFrom(rule, asOf));
  if (provisions.some(({ binds }) => binds)) return "law";
  return provisions.some(({ kind }) => kind === "standard" || kind === "practice") ? "practice" : "none";
}
