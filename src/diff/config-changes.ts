import { DEFAULT_EVIDENCE_MIB } from "../policy/evidence-settings.ts";
import { type Json, type JsonObject, getAt, compareCodeUnits, formatPath, isObject } from "../util/json.ts";
import { type ClaimGate, type GateScope, type Severity, type Waiver, severities } from "../model/finding.ts";
import { type Config, readConfig } from "../policy/config.ts";
import type { Document } from "../model/document.ts";
import type { PolicyBundle } from "../policy/rule-set.ts";
import {
  type RuleSetting,
  effectOf,
  isExemption,
  readRuleSettings,
  summaryOf,
  targetOf,
} from "../policy/rule-settings.ts";
import { readWaiver, partitionWaivers } from "../policy/waivers.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { diffValues } from "./edits.ts";
import type { Direction, BeforeAfter } from "./rule-changes.ts";

/** A changed setting and its direction. */
export interface SettingChange extends BeforeAfter<Json | undefined> {
  /** Name of the setting, such as `failOn` or `organisation.states`. */
  readonly what: string;
  readonly direction: Direction;
  /** The setting of rules as it is now; undefined for another kind of setting. */
  readonly ruleSetting?: RuleSetting | undefined;
}

/** A changed value or limit of a parameter. */
export interface ParameterChange extends BeforeAfter<Json | undefined> {
  /** Policy and parameter, such as `contracts.returnDays`. */
  readonly what: string;
  /** The effective value, or a field of the declaration. */
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
  /** First and last day, before and after; null if the waiver does not exist or is not valid. */
  readonly before: Pick<Waiver, "from" | "until"> | null;
  readonly after: Pick<Waiver, "from" | "until"> | null;
  readonly direction: Direction;
}

/** Direction of a change of a number: higher is looser. */
function byOrder(before: number, after: number): Direction {
  return after > before ? "loosened" : after < before ? "tightened" : "none";
}

// Settings

function failOnChange(before: Severity, after: Severity): SettingChange[] {
  const direction = byOrder(-severities.indexOf(before), -severities.indexOf(after));
  return before === after ? [] : [{ what: "failOn", before, after, direction }];
}

/** Scope `new` is looser than `all`: it accepts problems that the base already has. */
function gateChange(before: GateScope, after: GateScope): SettingChange[] {
  return before === after
    ? []
    : [{ what: "gate", before, after, direction: after === "new" ? "loosened" : "tightened" }];
}

function claimGateChange(before: ClaimGate, after: ClaimGate): SettingChange[] {
  return before === after
    ? []
    : [{ what: "gate.claims", before, after, direction: after === "allow" ? "loosened" : "tightened" }];
}

/** With `none`, a repository without a manifest passes. */
function expectsChange(
  before: Config["expects"] = "manifests",
  after: Config["expects"] = "manifests",
): SettingChange[] {
  return before === after
    ? []
    : [{ what: "expects", before, after, direction: after === "none" ? "loosened" : "tightened" }];
}

/** Ids of the enabled built-in packs. */
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

/** Compares exclude patterns: a further pattern excludes more files, unless it starts with `!`. */
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

/** Compares path globs: without globs all files are checked, and each further glob adds files. */
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

/** Fields of the organisation decide which rules apply. The direction is in the impact on deployments. */
function organisationChanges(before: Json | undefined, after: Json | undefined): SettingChange[] {
  return diffValues(before, after, ["organisation"]).map(({ path, from, to }) => ({
    what: formatPath(path),
    before: from,
    after: to,
    direction: "none",
  }));
}

/** Compares trusted keys: with a further key, more evidence counts. */
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

/**
 * Compares formats of files: with a further format, more evidence counts. What a changed one makes of a file can go
 * either way and counts as looser.
 */
function formatChanges(before: PolicyBundle, after: PolicyBundle): SettingChange[] {
  const byId = ({ formats }: PolicyBundle): Map<string, string> =>
    new Map(
      formats.map(({ id, document }) => [id, JSON.stringify({ ...document.value, metadata: null, tests: null })]),
    );
  const [was, is] = [byId(before), byId(after)];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted(compareCodeUnits).flatMap((id): SettingChange[] => {
    const [old, now] = [was.get(id), is.get(id)];
    if (old === now) return [];
    return [
      {
        what: `format ${id}`,
        before: old === undefined ? "absent" : "present",
        after: now === undefined ? "absent" : old === undefined ? "present" : "replaced",
        direction: now === undefined ? "tightened" : "loosened",
      },
    ];
  });
}

/** Compares the largest size of a file that is read: larger files are more evidence. */
function evidenceLimitChange(was: number | undefined, is: number | undefined): SettingChange[] {
  if (was === is) return [];
  const direction = (is ?? DEFAULT_EVIDENCE_MIB) > (was ?? DEFAULT_EVIDENCE_MIB) ? "loosened" : "tightened";
  return [{ what: "maxEvidenceMiB", before: was, after: is, direction }];
}

/** Compares those whose certificates count: with a further one, more evidence does. */
function signerChanges(was: Config["signers"], is: Config["signers"]): SettingChange[] {
  const [old, now] = [was, is].map((list) => list.map(({ issuer, subject }) => `${subject} by ${issuer}`));
  const added = (now ?? []).filter((one) => !old?.includes(one)).map((one): SettingChange => ({ what: `signer ${one}`, before: "absent", after: "present", direction: "loosened" })); // prettier-ignore
  const removed = (old ?? []).filter((one) => !now?.includes(one)).map((one): SettingChange => ({ what: `signer ${one}`, before: "present", after: "absent", direction: "tightened" })); // prettier-ignore
  return [...added, ...removed];
}

/** Policies of the organisation whose effective date changed, if one of the two dates is in the future. */
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

/** First and last day of an exception, as ISO dates. */
type Term = Pick<Waiver, "from" | "until">;

/** The direction of a change of an exception's days: it is looser with any day that it did not have before. */
function byTerm(before: Term, after: Term): Direction {
  if (after.until > before.until || after.from < before.from) return "loosened";
  return after.until < before.until || after.from > before.from ? "tightened" : "none";
}

/**
 * Settings of rules that are new, gone or of another length. What a new one does is in the comparison of its rules, which
 * counts it once; a longer one that weakens a rule is looser later.
 */
function ruleSettingChanges(was: Document | undefined, is: Document | undefined): SettingChange[] {
  const byTarget = (config: Document | undefined): Map<string, RuleSetting> =>
    new Map(readRuleSettings(config).map((one) => [`${targetOf(one)} ${effectOf(one)}`, one]));
  const [before, after] = [byTarget(was), byTarget(is)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .toSorted(compareCodeUnits)
    .flatMap((key): SettingChange[] => {
      const [old, now] = [before.get(key), after.get(key)];
      const [text, next] = [old, now].map((one) => one && summaryOf(one));
      if (text === next) return [];
      const longer = old && now && isExemption(now) ? byTerm(old, now) : "none";
      const what = targetOf((now ?? old) as RuleSetting);
      return [{ what, before: text, after: next, direction: longer, ruleSetting: now }];
    });
}

/** Lists the changed settings. */
export function settingChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): SettingChange[] {
  const [was, is] = [readConfig(before.ruleSet.config), readConfig(after.ruleSet.config)];
  return [
    ...failOnChange(before.ruleSet.failOn, after.ruleSet.failOn),
    ...gateChange(before.ruleSet.gate, after.ruleSet.gate),
    ...claimGateChange(before.ruleSet.claims, after.ruleSet.claims),
    ...expectsChange(was.expects, is.expects),
    ...packChanges(before, after),
    ...pathChanges(was.paths, is.paths),
    ...excludeChanges(was.exclude, is.exclude),
    ...effectiveChanges(before.governance, after.governance, asOf),
    ...keyChanges(before.governance, after.governance),
    ...formatChanges(before.governance, after.governance),
    ...evidenceLimitChange(was.maxEvidenceMiB, is.maxEvidenceMiB),
    ...signerChanges(was.signers, is.signers),
    ...organisationChanges(was.organisation, is.organisation),
    ...ruleSettingChanges(before.ruleSet.config, after.ruleSet.config),
  ];
}

// Parameters

interface DeclaredParameter {
  readonly declaration: JsonObject;
  readonly value: Json | undefined;
}

/** Parameters of the effective policies, by policy and name. */
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

const isWithin = (a: readonly Json[], b: readonly Json[]): boolean => a.every((one) => b.includes(one));

/** Whether a list gained elements (1), lost some (-1), or both or neither (0). */
function lengthOrder(before: Json | undefined, after: Json | undefined): number {
  if (!Array.isArray(before) || !Array.isArray(after)) return 0;
  return Number(isWithin(before, after)) - Number(isWithin(after, before));
}

/** Direction of a change of a value; the parameter declares which values are stricter. */
function byStricter(stricter: Json | undefined, before: Json | undefined, after: Json | undefined): Direction {
  const more = lengthOrder(before, after);
  if (stricter === "fewer") return byOrder(0, more);
  if (stricter === "more") return byOrder(more, 0);
  const up = order(before, after);
  return stricter === "lower" ? byOrder(0, up) : stricter === "higher" ? byOrder(up, 0) : "none";
}

/** Direction of a change of a limit. Only the limit on the loose side counts; no limit permits every value. */
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
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    const direction = field === "value" ? byStricter(stricter, before, after) : ofLimit(field, stricter, before, after);
    return [{ what, field, before, after, unit: typeof unit === "string" ? unit : null, direction }];
  });
}

/** Lists changed values and limits of parameters. Added and removed policies are reported through their rules. */
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

/** Waivers that are valid now or later, keyed by id, rule and deployment. */
function waiversOf({ governance, ruleSet }: LoadedPolicies, asOf: string): Map<string, Waiver> {
  const waivers = governance.waivers.map(readWaiver).filter((waiver) => {
    const day = waiver.from > asOf ? waiver.from : asOf;
    return partitionWaivers([waiver], ruleSet.rules, day, ruleSet.config).active.length > 0;
  });
  return new Map(waivers.map((waiver) => [`${waiver.id}\0${waiver.rule}\0${waiver.deployment}`, waiver]));
}

const term = (waiver: Waiver | undefined): WaiverChange["before"] =>
  waiver ? { from: waiver.from, until: waiver.until } : null;

function waiverChange(before: Waiver | undefined, after: Waiver | undefined): WaiverChange[] {
  const one = after ?? before;
  if (!one) return [];
  const { id, rule, deployment, approvedBy, reason } = one;
  const details = { id, rule, deployment, approvedBy, reason, before: term(before), after: term(after) };
  if (!before) return [{ ...details, kind: "added", direction: "loosened" }];
  if (!after) return [{ ...details, kind: "removed", direction: "tightened" }];
  const direction = byTerm(before, after);
  if (direction !== "none")
    return [{ ...details, kind: direction === "loosened" ? "extended" : "shortened", direction }];
  return before.reason === reason && before.approvedBy === approvedBy
    ? []
    : [{ ...details, kind: "reworded", direction: "none" }];
}

/** Lists the changed waivers. */
export function waiverChanges(before: LoadedPolicies, after: LoadedPolicies, asOf: string): WaiverChange[] {
  const [was, is] = [waiversOf(before, asOf), waiversOf(after, asOf)];
  const keys = [...new Set([...was.keys(), ...is.keys()])].toSorted(compareCodeUnits);
  return keys.flatMap((key) => waiverChange(was.get(key), is.get(key)));
}
