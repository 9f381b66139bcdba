import type { Severity } from "../model/finding.ts";
import type { PolicyChange } from "../diff/compare-policies.ts";
import {
  type ChangeLine,
  headlineOf,
  impactItem,
  parameterItem,
  ruleItem,
  settingItem,
  waiverItem,
} from "../diff/describe-change.ts";
import type { DeploymentImpact } from "../diff/deployment-impact.ts";
import type { RuleChange } from "../diff/rule-changes.ts";
import type { WaiverChange } from "../diff/config-changes.ts";
import type { Commit } from "../repository/git/types.ts";

/** Direction of a change; `both` if it is looser for some documents and stricter for others. */
export type DirectionCounted = "loosened" | "tightened" | "both" | "none";

/** A single change in a commit. */
export interface PolicyChangeItem extends ChangeLine {
  readonly what: "rule" | "parameter" | "setting" | "waiver" | "deployment";
  readonly kind: string;
  readonly direction: DirectionCounted;
  /** The affected rules. */
  readonly rules: readonly string[];
  /** The highest severity of these rules. */
  readonly severity: Severity | null;
  /** The last day of a setting of rules, which ends by itself; undefined for everything else. */
  readonly lastDay?: string | undefined;
}

/** The effect of a commit on the results. */
export interface ChangeSummary {
  readonly direction: DirectionCounted;
  readonly headline: string;
  readonly changes: readonly PolicyChangeItem[];
  readonly waivers: readonly WaiverChange[];
  /** Problems of the policies of each side. The affected parts are not compared. */
  readonly problems: readonly string[];
}

/** A commit in the timeline. */
export interface CommitInfo {
  readonly commit: Commit;
  /** The evaluation date. */
  readonly day: string;
  /** Signature status as in `%G?` of git. */
  readonly signature: string;
  readonly request: number | null;
}

/** A commit that changed the policies of the repository. */
export interface PolicyChangeEntry extends CommitInfo {
  /** For a merge, the merged commits that changed policies. */
  readonly brought: readonly CommitInfo[];
  /** The previous and the new policy folder, if the folder was moved. */
  readonly moved: { readonly from: string; readonly to: string } | null;
  /** Null if the change was not compared; `untold` then has the reason. */
  readonly meaning: ChangeSummary | null;
  readonly untold: string | null;
}

type Severities = ReadonlyMap<string, Severity>;

const ofKind: Readonly<Partial<Record<RuleChange["kind"], DirectionCounted>>> = {
  loosened: "loosened",
  removed: "loosened",
  tightened: "tightened",
  added: "tightened",
  mixed: "both",
};

function ofImpact({ impacts }: DeploymentImpact): DirectionCounted {
  const [opens, shuts] = (["opens", "shuts"] as const).map((kind) => impacts.some((one) => one.kind === kind));
  return directionOf(opens === true, shuts === true);
}

const directionOf = (loosened: boolean, tightened: boolean): DirectionCounted =>
  loosened ? (tightened ? "both" : "loosened") : tightened ? "tightened" : "none";

/** Lists the single changes of a change of policies. */
export function summarizeChange(change: PolicyChange, severities: Severities): ChangeSummary {
  const of = (rules: readonly string[]): Pick<PolicyChangeItem, "rules" | "severity"> => ({
    rules,
    severity: worstOf(rules, severities),
  });
  const changes: PolicyChangeItem[] = [
    ...change.rules.map((one): PolicyChangeItem => {
      const direction = ofKind[one.kind] ?? "none";
      return { what: "rule", kind: one.kind, direction, ...ruleItem(one), ...of([one.id]) };
    }),
    ...change.parameters.map((one): PolicyChangeItem => {
      const policy = one.what.split(".")[0] ?? "";
      const rules = change.rules.filter((rule) => rule.policy === policy).map(({ id }) => id);
      return { what: "parameter", kind: one.field, direction: one.direction, ...parameterItem(one), ...of(rules) };
    }),
    ...change.settings.map((one): PolicyChangeItem => {
      const { direction, ruleSetting: own } = one;
      const named = [...severities.keys()].filter((id) => own && (own.rule === id || id.startsWith(`${own.pack}/`)));
      return { what: "setting", kind: "set", direction, ...settingItem(one), ...of(named), lastDay: own?.until };
    }),
    ...change.waivers.map((one): PolicyChangeItem => {
      return { what: "waiver", kind: one.kind, direction: one.direction, ...waiverItem(one), ...of([one.rule]) };
    }),
    ...change.impact.changed.map((one): PolicyChangeItem => {
      const rules = one.impacts.map(({ rule }) => rule);
      return { what: "deployment", kind: "judged", direction: ofImpact(one), ...impactItem(one), ...of(rules) };
    }),
  ];
  const problems = (["before", "after"] as const).flatMap((side) =>
    change.diagnostics[side]
      .filter(({ severity }) => severity === "error")
      .map(({ file, span, message }) => `${side}: ${file}:${span.start.line}: ${message}`),
  );
  return {
    direction: directionOf(change.loosened, change.tightened),
    headline: headlineOf(change),
    changes,
    waivers: change.waivers,
    problems,
  };
}

/** Summarizes the first policies: there is nothing to compare with, and only waivers loosen anything. */
export function summarizeFirstPolicies(
  { waivers, diagnostics, asOf }: Pick<PolicyChange, "waivers" | "diagnostics" | "asOf">,
  severities: Severities,
): ChangeSummary {
  const nothing = { rules: [], unchanged: 0, parameters: [], settings: [], impact: { deployments: 0, changed: [] } };
  const loosened = waivers.length > 0;
  const change = { ...nothing, waivers, diagnostics, asOf, loosened, tightened: false };
  return { ...summarizeChange(change, severities), headline: "first policies" };
}

const order: readonly Severity[] = ["critical", "high", "medium", "low"];

function worstOf(rules: readonly string[], severities: Severities): Severity | null {
  const own = new Set(rules.map((rule) => severities.get(rule)));
  return order.find((severity) => own.has(severity)) ?? null;
}
