import type { Commit } from "../documents/log.ts";
import type { Severity } from "../model/finding.ts";
import type { PolicyChange } from "../change/compare.ts";
import {
  type Item,
  headlineOf,
  impactItem,
  parameterItem,
  ruleItem,
  settingItem,
  waiverItem,
} from "../change/outline.ts";
import type { DeploymentImpact } from "../change/impact.ts";
import type { RuleChange } from "../change/rules.ts";
import type { WaiverChange } from "../change/settings.ts";

/** Which way something moves the gate; `both` opens it in one place and shuts it in another. */
export type Way = "loosened" | "tightened" | "both" | "none";

/** One thing that a commit changed. */
export interface Change extends Item {
  readonly what: "rule" | "parameter" | "setting" | "waiver" | "deployment";
  readonly kind: string;
  readonly direction: Way;
  /** The rules it is about. */
  readonly rules: readonly string[];
  /** The worst severity among these rules. */
  readonly severity: Severity | null;
}

/** What a commit means for what is judged. */
export interface Meaning {
  readonly direction: Way;
  readonly headline: string;
  readonly changes: readonly Change[];
  readonly waivers: readonly WaiverChange[];
  /** What is wrong with the policies of a side, so that they are not compared whole. */
  readonly problems: readonly string[];
}

/** A commit as the timeline tells it. */
export interface Told {
  readonly commit: Commit;
  /** The day judged by. */
  readonly day: string;
  /** As `%G?` of git has it. */
  readonly signature: string;
  readonly request: number | null;
}

/** A commit that changed what the repository is judged by. */
export interface Entry extends Told {
  /** The commits of the other side that touched policies, where it is a merge: they came in with it. */
  readonly brought: readonly Told[];
  /** Where the policies lay before and lie now, when that is another folder. */
  readonly moved: { readonly from: string; readonly to: string } | null;
  /** Null where it cannot be told, and then `untold` says why. */
  readonly meaning: Meaning | null;
  readonly untold: string | null;
}

type Severities = ReadonlyMap<string, Severity>;

const ofKind: Readonly<Partial<Record<RuleChange["kind"], Way>>> = {
  loosened: "loosened",
  removed: "loosened",
  tightened: "tightened",
  added: "tightened",
  mixed: "both",
};

function ofImpact({ impacts }: DeploymentImpact): Way {
  const [opens, shuts] = (["opens", "shuts"] as const).map((kind) => impacts.some((one) => one.kind === kind));
  return wayOf(opens === true, shuts === true);
}

const wayOf = (loosened: boolean, tightened: boolean): Way =>
  loosened ? (tightened ? "both" : "loosened") : tightened ? "tightened" : "none";

/** What a change of policies means, thing by thing. */
export function meaningOf(change: PolicyChange, severities: Severities): Meaning {
  const of = (rules: readonly string[]): Pick<Change, "rules" | "severity"> => ({
    rules,
    severity: worstOf(rules, severities),
  });
  const changes: Change[] = [
    ...change.rules.map((one): Change => {
      const direction = ofKind[one.kind] ?? "none";
      return { what: "rule", kind: one.kind, direction, ...ruleItem(one), ...of([one.id]) };
    }),
    ...change.parameters.map((one): Change => {
      const policy = one.what.split(".")[0] ?? "";
      const rules = change.rules.filter((rule) => rule.policy === policy).map(({ id }) => id);
      return { what: "parameter", kind: one.field, direction: one.direction, ...parameterItem(one), ...of(rules) };
    }),
    ...change.settings.map((one): Change => {
      return { what: "setting", kind: "set", direction: one.direction, ...settingItem(one), ...of([]) };
    }),
    ...change.waivers.map((one): Change => {
      return { what: "waiver", kind: one.kind, direction: one.direction, ...waiverItem(one), ...of([one.rule]) };
    }),
    ...change.impact.changed.map((one): Change => {
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
    direction: wayOf(change.loosened, change.tightened),
    headline: headlineOf(change),
    changes,
    waivers: change.waivers,
    problems,
  };
}

/** What the first policies of all mean: there is nothing to compare them with, and only waivers open anything. */
export function beginningOf(
  { waivers, diagnostics, asOf }: Pick<PolicyChange, "waivers" | "diagnostics" | "asOf">,
  severities: Severities,
): Meaning {
  const nothing = { rules: [], unchanged: 0, parameters: [], settings: [], impact: { deployments: 0, changed: [] } };
  const loosened = waivers.length > 0;
  const change = { ...nothing, waivers, diagnostics, asOf, loosened, tightened: false };
  return { ...meaningOf(change, severities), headline: "policies begin here" };
}

const order: readonly Severity[] = ["critical", "high", "medium", "low"];

function worstOf(rules: readonly string[], severities: Severities): Severity | null {
  const own = new Set(rules.map((rule) => severities.get(rule)));
  return order.find((severity) => own.has(severity)) ?? null;
}
