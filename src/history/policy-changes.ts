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

/** Which way something moves the gate; `both` opens it in one place and shuts it in another. */
export type DirectionCounted = "loosened" | "tightened" | "both" | "none";

/** One thing that a commit changed. */
export interface PolicyChangeItem extends ChangeLine {
  readonly what: "rule" | "parameter" | "setting" | "waiver" | "deployment";
  readonly kind: string;
  readonly direction: DirectionCounted;
  /** The rules it is about. */
  readonly rules: readonly string[];
  /** The worst severity among these rules. */
  readonly severity: Severity | null;
}

/** What a commit means for what is judged. */
export interface ChangeSummary {
  readonly direction: DirectionCounted;
  readonly headline: string;
  readonly changes: readonly PolicyChangeItem[];
  readonly waivers: readonly WaiverChange[];
  /** What is wrong with the policies of a side, so that they are not compared whole. */
  readonly problems: readonly string[];
}

/** A commit as the timeline tells it. */
export interface CommitInfo {
  readonly commit: Commit;
  /** The day judged by. */
  readonly day: string;
  /** As `%G?` of git has it. */
  readonly signature: string;
  readonly request: number | null;
}

/** A commit that changed what the repository is judged by. */
export interface PolicyChangeEntry extends CommitInfo {
  /** The commits of the other side that touched policies, where it is a merge: they came in with it. */
  readonly brought: readonly CommitInfo[];
  /** Where the policies lay before and lie now, when that is another folder. */
  readonly moved: { readonly from: string; readonly to: string } | null;
  /** Null where it cannot be told, and then `untold` says why. */
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

/** What a change of policies means, thing by thing. */
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
      return { what: "setting", kind: "set", direction: one.direction, ...settingItem(one), ...of([]) };
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

/** What the first policies of all mean: there is nothing to compare them with, and only waivers open anything. */
export function summarizeFirstPolicies(
  { waivers, diagnostics, asOf }: Pick<PolicyChange, "waivers" | "diagnostics" | "asOf">,
  severities: Severities,
): ChangeSummary {
  const nothing = { rules: [], unchanged: 0, parameters: [], settings: [], impact: { deployments: 0, changed: [] } };
  const loosened = waivers.length > 0;
  const change = { ...nothing, waivers, diagnostics, asOf, loosened, tightened: false };
  return { ...summarizeChange(change, severities), headline: "policies begin here" };
}

const order: readonly Severity[] = ["critical", "high", "medium", "low"];

function worstOf(rules: readonly string[], severities: Severities): Severity | null {
  const own = new Set(rules.map((rule) => severities.get(rule)));
  return order.find((severity) => own.has(severity)) ?? null;
}
