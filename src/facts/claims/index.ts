import type { Reference } from "../../evidence/reference.ts";
import { type Json, emptyObject, isObject } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
import { findUnapprovedUse } from "./approval.ts";
import { type ValueAt, claimNames } from "./claim.ts";
import { conflicts } from "./conflicts/index.ts";
import { findPatientsLeftOut } from "./about-nobody.ts";
import { type ClaimContradiction, findSpecialContradictions } from "./special.ts";

interface LocatedValue {
  readonly path: string;
  readonly value: Json;
}

/** The values that a pattern of paths leads to, with their paths. */
function valuesAt(context: RuleContext, pattern: string): LocatedValue[] {
  const [first = "", ...rest] = pattern.split("[].");
  const start = context.get(first);
  let found: LocatedValue[] = start === undefined || start === null ? [] : [{ path: first, value: start }];
  for (const part of rest)
    found = found.flatMap(({ path, value }) =>
      (Array.isArray(value) ? value : []).flatMap((one, i): LocatedValue[] => {
        const inner = part.split(".").reduce<Json | undefined>((v, key) => (isObject(v) ? v[key] : undefined), one);
        return inner === undefined || inner === null ? [] : [{ path: `${path}[${i}].${part}`, value: inner }];
      }),
    );
  return found;
}

const matches = (context: RuleContext, { path, test }: ValueAt): LocatedValue[] =>
  valuesAt(context, path).filter(({ value }) => test(value));

const shown = (value: Json): string =>
  Array.isArray(value)
    ? value.every((one) => typeof one === "string")
      ? value.join(", ") || "empty"
      : "stated"
    : isObject(value)
      ? "stated"
      : String(value);

/** Contradictions between two values. */
function findConflicts(context: RuleContext): ClaimContradiction[] {
  return conflicts.flatMap(({ claim, claimed, against }) => {
    const [stated] = matches(context, claimed);
    if (!stated) return [];
    return against
      .flatMap((one) => matches(context, one).slice(0, 1))
      .map(({ path, value }) => ({
        claim,
        paths: [stated.path, path],
        why: `${stated.path} is \`${shown(stated.value)}\`, and ${path} is \`${shown(value)}\``,
      }));
  });
}

/** Kinds of evidence that claims are held against. */
const read: ReadonlySet<string> = new Set([
  "CommitteeReview",
  "Contract",
  "ModelCard",
  "MonitoringReport",
  "PrivacyTest",
  "TrainingRecord",
  "ValidationReport",
  "VendorAssessment",
]);

/** What has to be stated before a claim can be held against anything. */
function unstated(context: RuleContext, claim: string): string[] {
  if (claim === "function") return context.get("spec.purpose") === undefined ? ["spec.purpose"] : [];
  const stage = context.get("spec.stage");
  const ended = stage === "suspended" || stage === "retired";
  return claim === "stage" && ended && context.get("spec.stopped") === undefined ? ["spec.stopped"] : [];
}

/**
 * Offers `facts.claims`: by claim, what else is stated that it contradicts, each with both places. Claims switch rules
 * off, so a claim that nothing holds against is as good as no rule.
 */
export function claimFacts(context: RuleContext, references: readonly Reference[]): void {
  const found = [
    ...findConflicts(context),
    ...findSpecialContradictions(context),
    ...findPatientsLeftOut(context),
    ...findUnapprovedUse(context),
  ];
  const unread = references
    .filter(({ kind, state }) => state.is === "unread" && read.has(kind ?? ""))
    .map(({ index }) => `manifest.evidence[${index}].format`);
  for (const claim of claimNames) {
    const fact = `facts.claims.${claim}`;
    const own = found.filter((one) => one.claim === claim);
    const open = [...unstated(context, claim), ...unread];
    const list = own.map(({ why }): Json => Object.assign(emptyObject(), { why }));
    context.derive(
      fact,
      own.length === 0 && open.length > 0 ? undefined : list,
      own.length > 0 ? [...new Set(own.flatMap(({ paths }) => paths))] : ["spec"],
      open,
    );
    own.forEach(({ paths }, i) => context.derive(`${fact}[${i}]`, undefined, paths));
  }
}
