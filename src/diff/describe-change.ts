import type { Diagnostic } from "../model/diagnostic.ts";
import { type Enforcement, type Severity } from "../model/finding.ts";
import type { Json } from "../util/json.ts";
import { plural } from "../util/text.ts";
import { showValue } from "../logic/show-value.ts";
import type { PolicyChange } from "./compare-policies.ts";
import type { DeploymentImpact, ImpactKind } from "./deployment-impact.ts";
import type { BeforeAfter, RuleChange, RuleChangeKind } from "./rule-changes.ts";
import type { ParameterChange, SettingChange, WaiverChange } from "./config-changes.ts";
import type { EffectDifference } from "./find-witnesses.ts";
import type { Effect, WitnessOrigin, WitnessOutcome, Witness } from "./witness.ts";

/** A change as text: the name, the kind of change, and details such as example documents. */
export interface ChangeLine {
  readonly name: string;
  readonly text: string;
  readonly details: readonly string[];
}

/** A heading and its lines. */
export interface ChangeSection {
  readonly title: string;
  readonly items: readonly ChangeLine[];
}

/** Kinds of rule changes, most important first. */
const kinds: readonly (readonly [RuleChangeKind, string])[] = [
  ["loosened", "Loosened"],
  ["removed", "Removed"],
  ["mixed", "Loosened and tightened"],
  ["unreadable", "Not compared: one version cannot be read"],
  ["tightened", "Tightened"],
  ["added", "Added"],
  ["rescoped", "Scope changed, without effect on blocking"],
  ["resettled", "Certainty changed, without effect on blocking"],
  ["regraded", "Severity or binding changed, without effect on blocking"],
  ["undistinguished", "Conditions changed, no difference found"],
  ["reworded", "Wording changed, same conditions"],
];

const effects: Readonly<Record<Effect, string>> = {
  fail: "fails",
  unknown: "is undecided",
  pass: "passes",
  "not-applicable": "does not apply",
  advisory: "fails without blocking",
  none: "is not checked",
};

function verdict({ effect, why }: WitnessOutcome): string {
  return why === null ? effects[effect] : `${effects[effect]} (${why})`;
}

function originText(origin: WitnessOrigin): string {
  if (origin.kind === "deployment") return `${origin.name} (${origin.file})`;
  return origin.kind === "test" ? `the test "${origin.name}"` : "a deployment with only the required fields";
}

/** Describes a witness in one sentence. */
function witnessText({ origin, changes, before, after }: Witness): string {
  const values = changes.map(({ path, value }) =>
    value === undefined ? `${path} not stated` : `${path} ${valueText(value)}`,
  );
  const changed = values.length > 0 ? ` with ${values.join(", ")}` : ", unchanged";
  return `${originText(origin)}${changed}: before, it ${verdict(before)}; after, it ${verdict(after)}`;
}

const valueText = (value: Json | undefined): string => {
  if (value === "") return "left empty";
  if (value !== null && typeof value === "object" && !Array.isArray(value)) return JSON.stringify(value);
  return Array.isArray(value) && value.length === 0 ? "empty" : showValue(value);
};

const bindingText = (binding: Enforcement): string =>
  typeof binding === "string" ? binding : `blocking from ${binding.gatesFrom}`;

const waivableText = ({ forbidden, maxDays }: { forbidden: boolean; maxDays: number | undefined }): string =>
  forbidden ? "never" : maxDays === undefined ? "without a time limit" : `for ${maxDays} days`;

const arrow = <T>({ before, after }: BeforeAfter<T>, show: (value: T) => string): string =>
  `${show(before)} → ${show(after)}`;

const scopes: Readonly<Record<RuleChange["scope"], string | undefined>> = {
  more: "applies to more",
  fewer: "applies to fewer",
  both: "applies to more in some cases and to fewer in others",
  same: undefined,
};

/** Picks the witnesses to show: those with an effect on blocking, or two others if there are none. */
function shown({ witnesses }: RuleChange): Witness[] {
  const pick = (differences: readonly EffectDifference[]): Witness[] =>
    differences.flatMap((difference) => [...(witnesses[difference] ?? [])]);
  const gates = pick(["loosened", "tightened"]);
  return gates.length > 0 ? gates : pick(["narrowed", "widened", "settled", "unsettled"]).slice(0, 2);
}

export function ruleItem(change: RuleChange): ChangeLine {
  const { id, title, kind, scope, advisory, severity, binding, waivable, wording, from, tried } = change;
  const facts = [
    scopes[scope],
    severity ? `severity ${arrow<Severity>(severity, String)}` : undefined,
    binding ? `binding ${arrow(binding, bindingText)}` : undefined,
    waivable ? `can be waived ${arrow(waivable, waivableText)}` : undefined,
    from === null ? undefined : `from ${from}`,
    wording.length > 0 && kind !== "added" && kind !== "removed" ? `changed ${wording.join(", ")}` : undefined,
    advisory ? "advisory, never blocks" : undefined,
    kind === "undistinguished" ? `no difference found on ${plural(tried, "document")}` : undefined,
  ];
  return {
    name: id,
    text: [title, ...facts.filter((fact) => fact !== undefined)].join("; "),
    details: shown(change).map(witnessText),
  };
}

const directions = { loosened: " (loosened)", tightened: " (tightened)", none: "" } as const;

export function parameterItem({ what, field, before, after, unit, direction }: ParameterChange): ChangeLine {
  const of = field === "value" ? "" : `${field === "legalBound" ? "legal bound" : field} `;
  const value = (one: Json | undefined): string => (one === undefined ? "none" : showValue(one));
  const units = unit === null || field === "stricter" ? "" : ` ${unit}`;
  return { name: what, text: `${of}${value(before)} → ${value(after)}${units}${directions[direction]}`, details: [] };
}

export function settingItem({ what, before, after, direction }: SettingChange): ChangeLine {
  const text =
    before === undefined
      ? `${valueText(after)} added`
      : after === undefined
        ? `${valueText(before)} removed`
        : `${valueText(before)} → ${valueText(after)}`;
  return { name: what, text: `${text}${directions[direction]}`, details: [] };
}

export function waiverItem({
  kind,
  id,
  rule,
  deployment,
  approvedBy,
  reason,
  before,
  after,
  direction,
}: WaiverChange): ChangeLine {
  const term = ({ from, until }: { from: string; until: string }): string => `${from} to ${until}`;
  const terms =
    before && after
      ? kind === "reworded"
        ? term(after)
        : `${term(before)} → ${term(after)}`
      : term((after ?? before) as never);
  return {
    name: id,
    text: `${kind}: ${rule} for ${deployment}, ${terms}, approved by ${approvedBy}${directions[direction]}`,
    details: kind === "removed" ? [] : [reason],
  };
}

const impacts: readonly (readonly [ImpactKind, string])[] = [
  ["shuts", "newly blocked by"],
  ["opens", "no longer blocked by"],
  ["applies", "newly checked by"],
  ["no-longer-applies", "no longer checked by"],
  ["waived", "waiver changed for"],
  ["told", "outcome changed without effect on blocking for"],
];

export function impactItem({ name, file, judged, impacts: all }: DeploymentImpact): ChangeLine {
  const of = (wanted: ImpactKind): string[] => all.filter(({ kind }) => kind === wanted).map(({ rule }) => rule);
  const text =
    judged.before === judged.after ? file : `${file}; ${judged.after ? "newly checked" : "no longer checked"}`;
  const details = impacts.flatMap(([kind, words]) => {
    const rules = of(kind);
    return rules.length === 0 ? [] : [`${words} ${rules.join(", ")}`];
  });
  return { name, text, details };
}

/** Describes a change in sections. Loosened rules come first. */
export function describeChange(change: PolicyChange): ChangeSection[] {
  const { rules, parameters, waivers, settings, impact } = change;
  const sections: ChangeSection[] = [
    ...kinds.map(([kind, title]) => ({ title, items: rules.filter((one) => one.kind === kind).map(ruleItem) })),
    { title: "Parameters", items: parameters.map(parameterItem) },
    { title: "Waivers", items: waivers.map(waiverItem) },
    { title: "Settings", items: settings.map(settingItem) },
    { title: `Impact on ${plural(impact.deployments, "deployment")}`, items: impact.changed.map(impactItem) },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** Summarizes the change in one line. */
export function headlineOf({ rules, parameters, waivers, settings, unchanged, impact }: PolicyChange): string {
  const count = (kind: RuleChangeKind): number => rules.filter((one) => one.kind === kind).length;
  const named = kinds.flatMap(([kind]) => (count(kind) > 0 ? [`${count(kind)} ${kind}`] : []));
  const others = [
    ...(parameters.length > 0 ? [plural(parameters.length, "parameter")] : []),
    ...(waivers.length > 0 ? [plural(waivers.length, "waiver")] : []),
    ...(settings.length > 0 ? [plural(settings.length, "setting")] : []),
  ];
  const moved = (kind: ImpactKind): number =>
    impact.changed.filter(({ impacts: all }) => all.some((one) => one.kind === kind)).length;
  const what = [
    `rules: ${[...named, `${unchanged} unchanged`].join(", ")}`,
    ...(others.length > 0 ? [`changed: ${others.join(", ")}`] : []),
  ];
  const who = `${plural(moved("shuts"), "deployment")} newly blocked by a rule, ${moved("opens")} no longer`;
  return [...what, ...(impact.deployments > 0 ? [who] : [])].join("; ");
}

/** The direction of a change. Parts that cannot be read are not covered. */
export function verdictOf({ loosened, tightened, diagnostics: { before, after } }: PolicyChange): string {
  const readable = [...before, ...after].some(isError) ? " in the readable policies" : "";
  if (loosened) return tightened ? "loosened and tightened" : "loosened";
  return tightened ? "tightened" : `nothing loosened or tightened${readable}`;
}

const isError = ({ severity }: Diagnostic): boolean => severity === "error";
