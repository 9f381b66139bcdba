import type { Outcome } from "../model/finding.ts";
import { at, compareText } from "../model/json.ts";
import { type Subject, binds, isUnmet, outcomeOn } from "../evaluate/judge.ts";
import type { Rule } from "../policy/rule.ts";
import type { RuleSet } from "../policy/ruleset.ts";
import { sameLogic } from "./rules.ts";

/** How one rule stands with one deployment. */
export interface Standing {
  /** `none` where there is no such rule, or the deployment is not judged. */
  readonly outcome: Outcome | "none";
  /** Whether it shuts the gate. */
  readonly gates: boolean;
  readonly waived: boolean;
}

export type ImpactKind = "shuts" | "opens" | "applies" | "no-longer-applies" | "waived" | "told";

/** What a change does to one rule on one deployment. */
export interface Impact {
  readonly kind: ImpactKind;
  readonly rule: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** What a change does to a deployment. */
export interface DeploymentImpact {
  readonly name: string;
  readonly file: string;
  /** Whether it is judged at all, before and after. */
  readonly judged: { readonly before: boolean; readonly after: boolean };
  readonly impacts: readonly Impact[];
}

/** A set of rules with the deployments that it judges. */
export interface Judged {
  readonly ruleSet: RuleSet;
  readonly subjects: readonly Subject[];
  readonly asOf: string;
}

const absent: Standing = { outcome: "none", gates: false, waived: false };

const outcomeFor = (rule: Rule | undefined, subject: Subject | undefined): Standing["outcome"] =>
  rule && subject ? outcomeOn(rule, subject.context.data) : "none";

function standing(
  outcome: Standing["outcome"],
  rule: Rule | undefined,
  subject: Subject | undefined,
  { ruleSet: { waivers, failOn }, asOf }: Judged,
): Standing {
  if (!rule || !subject || outcome === "none") return absent;
  const unmet = isUnmet(outcome);
  const waived = unmet && waivers.some((one) => one.rule === rule.id && one.deployment === nameOf(subject));
  return { outcome, waived, gates: unmet && !waived && binds(rule, subject.context.data, { failOn, asOf }) };
}

export const nameOf = ({ manifest }: Subject): string => String(at(manifest.value, ["metadata", "name"]));

const applied = ({ outcome }: Standing): boolean => outcome !== "none" && outcome !== "not-applicable";

function kindOf(before: Standing, after: Standing): ImpactKind | undefined {
  if (!before.gates && after.gates) return "shuts";
  if (before.gates && !after.gates) return "opens";
  if (!applied(before) && !applied(after)) return undefined;
  if (!applied(before)) return "applies";
  if (!applied(after)) return "no-longer-applies";
  if (before.waived !== after.waived) return "waived";
  return before.outcome === after.outcome ? undefined : "told";
}

/**
 * What a change does to the deployments.
 * @param rules the rules that may come out differently, by id
 */
export function impactOf(before: Judged, after: Judged, rules: ReadonlySet<string>): DeploymentImpact[] {
  const [was, is] = [subjectsBy(before), subjectsBy(after)];
  const [old, now] = [rulesBy(before), rulesBy(after)];
  const ids = [...rules].toSorted(compareText);
  const alike = new Set(ids.filter((id) => isAlike(old.get(id), now.get(id))));

  function impactsOn(first: Subject | undefined, second: Subject | undefined): Impact[] {
    // Without a side that judges it, every rule of the other side comes out differently.
    const affected = first && second ? ids : [...(first ? old : now).keys()];
    return affected.flatMap((rule): Impact[] => {
      const [a, b] = [old.get(rule), now.get(rule)];
      const outcome = outcomeFor(a, first);
      const same = first === second && alike.has(rule);
      const standings = {
        before: standing(outcome, a, first, before),
        after: standing(same ? outcome : outcomeFor(b, second), b, second, after),
      };
      const kind = kindOf(standings.before, standings.after);
      return kind ? [{ kind, rule, ...standings }] : [];
    });
  }

  return [...new Set([...was.keys(), ...is.keys()])]
    .map((one): DeploymentImpact => {
      const [first, second] = [was.get(one), is.get(one)];
      const subject = (second ?? first) as Subject;
      const judged = { before: first !== undefined, after: second !== undefined };
      return { name: nameOf(subject), file: subject.manifest.file, judged, impacts: impactsOn(first, second) };
    })
    .filter(({ impacts, judged }) => impacts.length > 0 || judged.before !== judged.after)
    .toSorted((a, b) => compareText(a.file, b.file) || compareText(a.name, b.name));
}

function subjectsBy({ subjects }: Judged): ReadonlyMap<string, Subject> {
  return new Map(subjects.map((one) => [`${one.manifest.file}\0${one.manifest.index}`, one]));
}

function rulesBy({ ruleSet }: Judged): ReadonlyMap<string, Rule> {
  return new Map(ruleSet.rules.map((rule) => [rule.id, rule]));
}

const isAlike = (a: Rule | undefined, b: Rule | undefined): boolean =>
  a !== undefined && b !== undefined && sameLogic(a, b);
