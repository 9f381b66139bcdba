import { type Json, type JsonObject, getAt, compareCodeUnits, formatPath, isObject } from "../util/json.ts";
import { type GateScope, type Severity, type Waiver, severities } from "../model/finding.ts";
import { type Config, readConfig } from "../policy/config.ts";
import type { PolicyBundle } from "../policy/rule-set.ts";
import { readWaiver, partitionWaivers } from "../policy/waivers.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { diffValues } from "./edits.ts";
import type { Direction, BeforeAfter } from "./rule-changes.ts";

/** A setting that is another, and which way that moves the gate. */
export interface SettingChange extends BeforeAfter<Json | undefined> {
  /** What is set, such as `failOn` or `organisation.states`. */
  readonly what: string;
  readonly direction: Direction;
}

/** A parameter's value or limit that is another. */
export interface ParameterChange extends BeforeAfter<Json | undefined> {
  /** The policy and the parameter, such as `contracts.returnDays`. */
  readonly what: string;
  /** What of it: the value in force, or a field of its declaration. */
  readonly field: "value" | "minimum" | "maximum" | "legalBound" | "stricter";
  readonly unit: string | null;
  readonly direction: Direction;
}

export type WaiverChangeKind = "added" | "removed" | "extended" | "shortened" | "reworded";

export interface WaiverChange {
  readonly kind: WaiverChangeKind;
  readonly id: string;
  readonly rule: string;
  readonly deployment: string;
  readonly approvedBy: string;
  readonly reason: string;
  /** First and last day, before and after; null where it does not hold. */
  readonly before: Pick<Waiver, "from" | "until"> | null;
  readonly after: Pick<Waiver, "from" | "until"> | null;
  readonly direction: Direction;
}

/** Which way something moves the gate, by an order of which more is looser. */
function byOrder(before: number, after: number): Direction {
  return after > before ? "loosened" : after < before ? "tightened" : "none";
}

// Settings

function failOnChange(before: Severity, after: Severity): SettingChange[] {
  const direction = byOrder(-severities.indexOf(before), -severities.indexOf(after));
  return before === after ? [] : [{ what: "failOn", before, after, direction }];
}

/** Letting in what was open before is looser than keeping all out. */
function gateChange(before: GateScope, after: GateScope): SettingChange[] {
  return before === after
    ? []
    : [{ what: "gate", before, after, direction: after === "new" ? "loosened" : "tightened" }];
}

/** The built-in packs that judge. */
function packsOf({ ruleSet, governance }: LoadedPolicies): Set<string> {
  const own = new Set(governance.policies);
  return new Set(ruleSet.rules.flatMap(({ document, policy }) => (own.has(document) ? [] : [policy])));
}

function packChanges(before: LoadedPolicies, after: LoadedPolicies): SettingChange[] {
  const [was, is] = [packsOf(before), packsOf(after)];
  return [...new Set([...was, ...is])]
    .filter((pack) => was.has(pack) !== is.has(pack))
    .toSorted(compareCodeUnits)
    .map((pack) => ({
      what: `pack ${pack}`,
      before: was.has(pack) ? "on" : "off",
      after: is.has(pack) ? "on" : "off",
      direction: is.has(pack) ? "tightened" : "loosened",
    }));
}

/** Patterns of what is left out: each more leaves out more, unless it begins with `!`. */
function excludeChanges(was: readonly string[] = [], is: readonly string[] = []): SettingChange[] {
  const gained = is.filter((pattern) => !was.includes(pattern));
  const lost = was.filter((pattern) => !is.includes(pattern));
  const one = (pattern: string, added: boolean): SettingChange => ({
    what: "exclude",
    before: added ? undefined : pattern,
    after: added ? pattern : undefined,
    direction: added === pattern.startsWith("!") ? "tightened" : "loosened",
  });
  return [...gained.map((pattern) => one(pattern, true)), ...lost.map((pattern) => one(pattern, false))];
}

/** Globs of what is looked at: everything when there are none, else each more looks at more. */
function pathChanges(was: Config["paths"], is: Config["paths"]): SettingChange[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  if (was === undefined || is === undefined)
    return [
      {
        what: "paths",
        before: was && [...was],
        after: is && [...is],
        direction: was === undefined ? "loosened" : "tightened",
      },
    ];
  const one = (glob: string, added: boolean): SettingChange => ({
    what: "paths",
    before: added ? undefined : glob,
    after: added ? glob : undefined,
    direction: added ? "tightened" : "loosened",
  });
  const gained = is.filter((glob) => !was.includes(glob));
  return [
    ...gained.map((glob) => one(glob, true)),
    ...was.filter((glob) => !is.includes(glob)).map((glob) => one(glob, false)),
  ];
}

/** What the organisation is decides which rules apply; which way that moves the gate, the impact tells. */
function organisationChanges(before: Json | undefined, after: Json | undefined): SettingChange[] {
  return diffValues(before, after, ["organisation"]).map(({ path, from, to }) => ({
    what: formatPath(path),
    before: from,
    after: to,
    direction: "none",
  }));
}

/** Keys of those whose signatures count: one more, and more evidence counts. */
function keyChanges(before: PolicyBundle, after: PolicyBundle): SettingChange[] {
  const [was, is] = [before, after].map(({ keys }) => new Map(keys.map(({ name, pem }) => [name, pem])));
  const names = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].toSorted(compareCodeUnits);
  return names.flatMap((name): SettingChange[] => {
    const [old, now] = [was?.get(name), is?.get(name)];
    if (old === now) return [];
    const state = (pem: string | undefined, other: string): string => (pem === undefined ? "absent" : other);
    return [
      {
        what: `key ${name}`,
        before: state(old, "present"),
        after: state(now, old === undefined ? "present" : "replaced"),
        direction: now === undefined ? "tightened" : "loosened",
      },
    ];
  });
}

/** Policies of the organisation that take effect on another day, where that day is not over. */
function effectiveChanges(before: PolicyBundle, after: PolicyBundle, asOf: string): SettingChange[] {
  const dates = ({ policies }: PolicyBundle): Map<string, string> =>
    new Map(
      policies.map(({ value }) => [
        String(getAt(value, ["metadata", "id"])),
        String(getAt(value, ["metadata", "effective"])),
      ]),
    );
  const was = dates(before);
  return [...dates(after)].flatMap(([id, now]): SettingChange[] => {
    const old = was.get(id);
    if (old === undefined || old === now || (old <= asOf && now <= asOf)) return [];
    return [
      { what: `policy ${id} takes effect`, before: old, after: now, direction: now > old ? "loosened" : "tightened" },
    ];
  });
}

/** What of the settings is another. */
export function settingChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): SettingChange[] {
  const [was, is] = [readConfig(before.ruleSet.config), readConfig(after.ruleSet.config)];
  return [
    ...failOnChange(before.ruleSet.failOn, after.ruleSet.failOn),
    ...gateChange(before.ruleSet.gate, after.ruleSet.gate),
    ...packChanges(before, after),
    ...pathChanges(was.paths, is.paths),
    ...excludeChanges(was.exclude, is.exclude),
    ...effectiveChanges(before.governance, after.governance, asOf),
    ...keyChanges(before.governance, after.governance),
    ...organisationChanges(was.organisation, is.organisation),
  ];
}

// Parameters

interface DeclaredParameter {
  readonly declaration: JsonObject;
  readonly value: Json | undefined;
}

/** The parameters of the policies in force, by policy and name. */
function parametersOf({ ruleSet }: LoadedPolicies): Map<string, DeclaredParameter> {
  const found = new Map<string, DeclaredParameter>();
  for (const { policy, document, parameters } of ruleSet.rules) {
    const declared = document.value["parameters"];
    for (const [name, declaration] of isObject(declared) ? Object.entries(declared) : [])
      if (isObject(declaration)) found.set(`${policy}.${name}`, { declaration, value: parameters[name] });
  }
  return found;
}

const order = (a: Json | undefined, b: Json | undefined): number =>
  (typeof a === "number" && typeof b === "number") || (typeof a === "string" && typeof b === "string")
    ? Math.sign(Number(b > a) - Number(b < a))
    : 0;

/** Which way a value moves a gate when the parameter says which one is stricter. */
function byStricter(stricter: Json | undefined, before: Json | undefined, after: Json | undefined): Direction {
  const up = order(before, after);
  return stricter === "lower" ? byOrder(0, up) : stricter === "higher" ? byOrder(up, 0) : "none";
}

/** A limit on what may be set matters on its loose side; where there is none, anything may be set. */
function ofLimit(
  field: ParameterChange["field"],
  stricter: Json | undefined,
  before: Json | undefined,
  after: Json | undefined,
): Direction {
  const loose = field === "legalBound" || field === (stricter === "lower" ? "maximum" : "minimum");
  if (!loose || stricter === undefined) return "none";
  if (before === undefined || after === undefined) return after === undefined ? "loosened" : "tightened";
  return byStricter(stricter, before, after);
}

const fields = ["value", "minimum", "maximum", "legalBound", "stricter"] as const;

function parameterChange(what: string, was: DeclaredParameter, is: DeclaredParameter): ParameterChange[] {
  const { unit, stricter } = is.declaration;
  return fields.flatMap((field): ParameterChange[] => {
    const [before, after] = [was, is].map(({ declaration, value }) => (field === "value" ? value : declaration[field]));
    if (before === after) return [];
    const direction = field === "value" ? byStricter(stricter, before, after) : ofLimit(field, stricter, before, after);
    return [{ what, field, before, after, unit: typeof unit === "string" ? unit : null, direction }];
  });
}

/** Parameters whose values or limits are others; those of new policies, or of policies that are gone, go with their rules. */
export function parameterChanges(before: LoadedPolicies, after: LoadedPolicies): ParameterChange[] {
  const was = parametersOf(before);
  return [...parametersOf(after)]
    .toSorted(([a], [b]) => compareCodeUnits(a, b))
    .flatMap(([what, is]) => {
      const old = was.get(what);
      return old ? parameterChange(what, old, is) : [];
    });
}

// Waivers

/** The waivers that hold, now or from a later day, by what they are called and what they waive. */
function waiversOf({ governance, ruleSet }: LoadedPolicies, asOf: string): Map<string, Waiver> {
  const waivers = governance.waivers.map(readWaiver).filter((waiver) => {
    const day = waiver.from > asOf ? waiver.from : asOf;
    return partitionWaivers([waiver], ruleSet.rules, day).active.length > 0;
  });
  return new Map(waivers.map((waiver) => [`${waiver.id}\0${waiver.rule}\0${waiver.deployment}`, waiver]));
}

const term = (waiver: Waiver | undefined): WaiverChange["before"] =>
  waiver ? { from: waiver.from, until: waiver.until } : null;

function waiverChange(before: Waiver | undefined, after: Waiver | undefined): WaiverChange[] {
  const one = after ?? before;
  if (!one) return [];
  const { id, rule, deployment, approvedBy, reason } = one;
  const told = { id, rule, deployment, approvedBy, reason, before: term(before), after: term(after) };
  if (!before) return [{ ...told, kind: "added", direction: "loosened" }];
  if (!after) return [{ ...told, kind: "removed", direction: "tightened" }];
  const longer = after.until > before.until || after.from < before.from;
  const shorter = after.until < before.until || after.from > before.from;
  if (longer) return [{ ...told, kind: "extended", direction: "loosened" }];
  if (shorter) return [{ ...told, kind: "shortened", direction: "tightened" }];
  return before.reason === reason && before.approvedBy === approvedBy
    ? []
    : [{ ...told, kind: "reworded", direction: "none" }];
}

/** What became of the waivers. */
export function waiverChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): WaiverChange[] {
  const [was, is] = [waiversOf(before, asOf), waiversOf(after, asOf)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].toSorted(compareCodeUnits);
  return keys.flatMap((key) => waiverChange(was.get(key), is.get(key)));
}
