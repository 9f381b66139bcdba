import { type RuleContext, mapsOf } from "./context.ts";
import { type DerivedItem, deriveList, emptyList, undecidedUntil } from "./derived-list.ts";
import { countsIn } from "./legal-bases.ts";

/** For each purpose, what carries it. */
type Carriers = Readonly<Record<string, readonly string[]>>;

/**
 * What permits each purpose that PHI serve: 45 CFR 164.501 (treatment, payment, operations), 164.502(a)(1), 164.506,
 * 164.508 (authorization; alone for marketing), 164.512 (public interest), 164.512(i) (waiver) and 164.514(e) (limited
 * data set: research, public health, operations). For employment no permission is written: an authorization is left,
 * or a law behind 164.512(b)(1)(v) or (l).
 */
const hipaa: Carriers = {
  treatment: ["treatment", "operations", "individual", "public-interest", "authorization"],
  payment: ["payment", "individual", "authorization"],
  operations: ["operations", "individual", "limited-data-set", "own-training", "legal-defence", "authorization"],
  "quality-improvement": ["operations", "limited-data-set", "authorization"],
  "model-development": ["operations", "limited-data-set", "research-waiver", "public-interest", "authorization"],
  research: ["research-waiver", "limited-data-set", "public-interest", "authorization"],
  "public-health": ["public-interest", "limited-data-set", "authorization"],
  marketing: ["authorization"],
  underwriting: ["operations", "limited-data-set", "authorization"],
  employment: ["public-interest", "authorization"],
  "legal-duty": ["public-interest", "individual", "legal-defence", "authorization"],
};

const programmeServices = ["tpo-consent", "specific-consent", "qualified-service"];

/**
 * What carries each purpose that Part 2 records serve: 42 CFR 2.11 and 2.12(c)(4) (services to the programme), 2.31 and
 * 2.33 (consent), 2.51 (emergency), 2.52 (research), 2.53 (audit), 2.54 (de-identified, to a public health authority),
 * 2.61 to 2.67 (court order).
 */
const part2: Carriers = {
  treatment: [...programmeServices, "emergency"],
  payment: [...programmeServices, "audit"],
  operations: [...programmeServices, "audit", "own-training", "legal-defence"],
  "quality-improvement": [...programmeServices, "audit"],
  "model-development": [...programmeServices, "research"],
  research: ["specific-consent", "research"],
  "public-health": ["specific-consent", "deidentified-public-health"],
  marketing: ["specific-consent"],
  underwriting: ["specific-consent"],
  employment: ["specific-consent"],
  "legal-duty": ["specific-consent", "court-order", "audit", "legal-defence"],
};

/** Offers the purposes that rest on something that does not carry them. */
function deriveMismatches(context: RuleContext, path: string, field: "hipaa" | "part2", carriers: Carriers): void {
  const at = "spec.data.legalBases";
  const bases = context.get(at);
  const found = mapsOf(bases).flatMap(({ index, map }): DerivedItem[] => {
    const { purpose, [field]: ground } = map;
    if (typeof purpose !== "string" || typeof ground !== "string" || !countsIn(map, ["us"])) return [];
    const lawMissing = purpose === "employment" && ground === "public-interest" && typeof map["law"] !== "string";
    if (!lawMissing && (Object.hasOwn(carriers, purpose) ? carriers[purpose] : [])?.includes(ground)) return [];
    return [{ name: purpose, blame: [`${at}[${index}].${field}`] }];
  });
  deriveList(context, path, Array.isArray(bases) ? { ...emptyList, found } : undecidedUntil(at), [at]);
}

/** Offers `facts.data.hipaaMismatches` and `part2Mismatches`: purposes whose stated ground does not carry them. */
export function purposeFacts(context: RuleContext): void {
  deriveMismatches(context, "facts.data.hipaaMismatches", "hipaa", hipaa);
  deriveMismatches(context, "facts.data.part2Mismatches", "part2", part2);
}
