import { type Outcome, type Waiver } from "../model/finding.ts";
import { at, compareText } from "../model/json.ts";
import { type Settings, type Subject, binds, isUnmet, outcomeOn } from "../evaluate/judge.ts";
import type { Rule } from "../policy/rule.ts";
import type { RuleSet } from "../policy/ruleset.ts";

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

function standing(
  rule: Rule | undefined,
  subject: Subject | undefined,
  waivers: readonly Waiver[],
  settings: Pick<Settings, "failOn" | "asOf">,
): Standing {
  if (!rule || !subject) return absent;
  const { data } = subject.context;
  const outcome = outcomeOn(rule, data);
  const unmet = isUnmet(outcome);
  const waived = unmet && waivers.some((one) => one.rule === rule.id && one.deployment === nameOf(subject));
  return { outcome, waived, gates: unmet && !waived && binds(rule, data, settings) };
}

export const nameOf = ({ manifest }: Subject): string => String(at(manifest.value, ["metadata", "name"]));

const applied = ({ outcome }: Standing): boolean => outcome !== "none" && outcome !== "not-applicable";

function kindOf(before: Standing, after: Standing): ImpactKind | undefined {
  if (!before.gates && after.gates) return "shuts";
  if (before.gates && !after.gates) return "opens";
  if (!applied(before) && applied(after)) return "applies";
  if (applied(before) && !applied(after)) return "no-longer-applies";
  if (before.waived !== after.waived) return "waived";
  return before.outcome === after.outcome ? undefined : "told";
}

const key = (subject: Subject): string => `${subject.manifest.file}\0${subject.manifest.index}`;

/**
 * What a change does to the deployments.
 * @param rules the rules that may come out differently, by id
 */
export function impactOf(before: Judged, after: Judged, rules: ReadonlySet<string>): DeploymentImpact[] {
  const [was, is] = [before, after].map(({ subjects }) => new Map(subjects.map((one) => [key(one), one]))) as [
    Map<string, Subject>,
    Map<string, Subject>,
  ];
  const [old, now] = [before, after].map(({ ruleSet }) => new Map(ruleSet.rules.map((rule) => [rule.id, rule]))) as [
    Map<string, Rule>,
    Map<string, Rule>,
  ];
  const settings = ({ ruleSet, asOf }: Judged): Pick<Settings, "failOn" | "asOf"> => ({ failOn: ruleSet.failOn, asOf });
  const ids = [...rules].toSorted(compareText);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((one): DeploymentImpact => {
      const [first, second] = [was.get(one), is.get(one)];
      const { manifest } = (second ?? first) as Subject;
      // Without a side that judges it, every rule of the other side comes out differently.
      const judged = { before: first !== undefined, after: second !== undefined };
      const affected = judged.before && judged.after ? ids : [...(first ? old : now).keys()];
      const impacts = affected.flatMap((rule): Impact[] => {
        const standings = {
          before: standing(old.get(rule), first, before.ruleSet.waivers, settings(before)),
          after: standing(now.get(rule), second, after.ruleSet.waivers, settings(after)),
        };
        const kind = kindOf(standings.before, standings.after);
        return kind ? [{ kind, rule, ...standings }] : [];
      });
      return { name: nameOf((second ?? first) as Subject), file: manifest.file, judged, impacts };
    })
    .filter(({ impacts, judged }) => impacts.length > 0 || judged.before !== judged.after)
    .toSorted((a, b) => compareText(a.file, b.file) || compareText(a.name, b.name));
}
