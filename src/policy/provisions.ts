import type { Citation } from "../model/finding.ts";
import type { Rule } from "./rule.ts";

/** What a provision is: what binds by itself, what explains what binds, and what nobody has to follow. */
export const provisionKinds = ["law", "regulation", "court", "guidance", "proposal", "standard", "practice"] as const;
export type ProvisionKind = (typeof provisionKinds)[number];

/** Kinds that bind by themselves. */
const bindingKinds: ReadonlySet<string> = new Set(["law", "regulation", "court"]);

/** How the names of provisions show their kind; the first pattern that matches decides. */
const patterns: readonly (readonly [ProvisionKind, RegExp])[] = [
  ["proposal", /\bproposed\b|\bproposal\b|\bdraft\b|\bNPRM\b|\bCOM\(\d{4}\)|, not in force\b/i],
  ["practice", /\bgood practice\b/],
  [
    "standard",
    /^(ISO|IEC|NIST|HL7|RFC|Joint Commission|Homomorphic Encryption Security Standard|NHS Standard Contract)\b/,
  ],
  ["standard", /\bDCB\d+\b/],
  // what the WHO publishes on ethics addresses nobody in law and is followed as good practice
  ["practice", /^WHO\b/],
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

/** The first of the provisions that a name joins. */
const firstOf = (ref: string): string => ref.split("; ")[0] ?? "";

/**
 * What a citation is: as the policy states, else as its name shows; a name that joins several counts by the first.
 * @returns undefined where neither tells
 */
export function kindOf(ref: string, stated?: string): ProvisionKind | undefined {
  const kind = provisionKinds.find((one) => one === stated);
  if (kind) return kind;
  const name = firstOf(ref);
  return patterns.find(([, pattern]) => pattern.test(name))?.[0];
}

/** The day from which a provision counts, as its name says; undefined where it names none. `later` is no day yet. */
const startOf = (ref: string): string | undefined => /, from (\d{4}-\d\d-\d\d)\b/.exec(firstOf(ref))?.[1];

/** A provision that a rule cites. */
export interface Provision extends Citation {
  readonly kind: ProvisionKind | undefined;
  /** Whether it binds by itself on the date asked for. */
  readonly binds: boolean;
}

/** The provisions that a rule cites, as they stand on a date. */
export function provisionsOf({ citations, citationKinds }: Rule, asOf: string): Provision[] {
  return citations.map((citation, i) => {
    const kind = kindOf(citation.ref, citationKinds[i]);
    const started = (startOf(citation.ref) ?? asOf) <= asOf && !/\blater$/.test(citation.ref);
    return { ...citation, kind, binds: kind !== undefined && bindingKinds.has(kind) && started };
  });
}

/**
 * What a rule rests on: a provision that binds; good practice, which binds nobody and is published as a standard or
 * elsewhere; or neither, such as guidance alone.
 */
export type Basis = "law" | "practice" | "none";

/** What a rule rests on, on a date. */
export function basisOf(rule: Rule, asOf: string): Basis {
  const provisions = provisionsOf(rule, asOf);
  if (provisions.some(({ binds }) => binds)) return "law";
  return provisions.some(({ kind }) => kind === "standard" || kind === "practice") ? "practice" : "none";
}
