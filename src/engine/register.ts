import { decideVerdict } from "../evaluate/verdict.ts";
import { deploymentRef } from "../evaluate/finding.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { type Reference, rejectionReasons } from "../evidence/reference.ts";
import { isError } from "../model/diagnostic.ts";
import { type Finding, type Report, type Waiver, isOpen } from "../model/finding.ts";
import type {
  Register,
  RegisteredDeployment,
  RegisteredEvidence,
  RegisteredFinding,
  RegisteredVendor,
  RegisteredWaiver,
} from "../model/register.ts";
import { readConfig } from "../policy/config.ts";
import { readWaiver } from "../policy/waivers.ts";
import { daysBetween, isDate } from "../util/date.ts";
import { type Json, compareCodeUnits, getAt, mapsOf, parsePath, textList } from "../util/json.ts";
import { version } from "../version.ts";
import { openSnapshots } from "../workspace/open.ts";
import { type LoadedPolicies, loadPolicies } from "../workspace/policies.ts";
import { checkTree } from "./check-tree.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { commitOfDay } from "./commit-of-day.ts";
import { type OwnedDate, datesOfDeployment, datesOfGovernance, listDueDates } from "./due-dates.ts";
import type { EngineOptions } from "./options.ts";

export interface RegisterOptions extends EngineOptions {
  /** Files, folders or globs in one repository (default: the folder `cwd`). */
  readonly targets?: readonly string[] | undefined;
  /** ISO date: the last commit of HEAD on or before that day, as of that day (default: the working tree, as of `asOf`). */
  readonly at?: string | undefined;
  /** Number of days ahead for which dates that fall due are listed (default: 90). */
  readonly days?: number | undefined;
}

/** A register, and the files that it is about. */
export interface RegisterResult extends CheckedFiles {
  readonly register: Register;
}

const DEFAULT_DAYS = 90;

const text = (value: Json | undefined): string | null => (typeof value === "string" ? value : null);
const day = (value: Json | undefined): string | null => (isDate(value) ? text(value) : null);

/** The reason why a document does not count, as a clause. */
function reasonOf({ state }: Reference): string | null {
  if (state.is === "usable") return null;
  if (state.is === "unread") return `format ${state.format} is not read`;
  if (state.is === "unstated") return `${state.field} is not stated`;
  return `the file is ${rejectionReasons[state.reason]}`;
}

function evidenceOf(
  reference: Reference,
  dates: readonly { readonly date: string }[],
  asOf: string,
): RegisteredEvidence {
  const { kind, file, ids, state } = reference;
  const date = state.is === "usable" ? day(getAt(state.document.value, ["metadata", "date"])) : null;
  return {
    kind: kind ?? null,
    file,
    ids,
    status: state.is,
    reason: reasonOf(reference),
    date,
    ageDays: date === null ? null : (daysBetween(date, asOf) ?? null),
    nextDue: dates.map((one) => one.date).toSorted(compareCodeUnits)[0] ?? null,
  };
}

function vendorsIn(value: Json | undefined): readonly RegisteredVendor[] | null {
  if (!Array.isArray(value)) return null;
  return mapsOf(value).map(({ map: { name, supplies } }) => ({
    name: text(name) ?? "",
    supplies: textList(supplies) ?? [],
  }));
}

/** A deployment without its findings and waivers, which follow from all files. */
type DeploymentFacts = Omit<RegisteredDeployment, "findings" | "waived" | "waivers"> & {
  readonly formerly: readonly string[];
};

function describeDeployment(
  input: EvaluationInput,
  asOf: string,
): { facts: DeploymentFacts; dates: readonly OwnedDate[] } {
  const { value, file } = input.manifest;
  const at = (path: string): string | null => text(getAt(value, parsePath(path)));
  const { name, at: location, formerly } = deploymentRef(input.manifest);
  const stage = at("spec.stage");
  const { all, evidence } = datesOfDeployment(input);
  const facts: DeploymentFacts = {
    name,
    formerly,
    file,
    line: location.start.line,
    version: at("metadata.version"),
    purpose: at("spec.purpose"),
    owner: { name: at("metadata.owner.name"), role: at("metadata.owner.role"), email: at("metadata.owner.email") },
    stage,
    inProduction: stage === null ? null : stage === "production",
    goLive: at("spec.goLive"),
    stopped: at("spec.stopped"),
    risk: {
      level: at("spec.risk.level"),
      euAiAct: at("spec.risk.euAiAct"),
      fdaDevice: at("spec.risk.fdaDevice"),
      mdrClass: at("spec.risk.mdrClass"),
    },
    model: { name: at("spec.model.name"), version: at("spec.model.version"), provider: at("spec.model.provider") },
    vendors: vendorsIn(getAt(value, ["spec", "vendors"])),
    evidence: input.references.map((one) => evidenceOf(one, evidence.get(one.index) ?? [], asOf)),
  };
  return { facts, dates: all };
}

function waiverStatus(waiver: Waiver, { ruleSet }: LoadedPolicies, asOf: string): RegisteredWaiver["status"] {
  const { document, from, until } = waiver;
  if (ruleSet.waivers.some((one) => one.document === document)) return "active";
  // An end before the beginning is a mistake, whatever the day.
  if (until < asOf && from <= until) return "ended";
  const spec = document.locate(["spec"]);
  const isRefused = ruleSet.diagnostics.some(
    ({ code, severity, file, span }) =>
      severity === "error" &&
      code.startsWith("waiver/") &&
      file === document.file &&
      span.start.line >= spec.start.line &&
      span.start.line <= spec.end.line,
  );
  return from > asOf && !isRefused ? "upcoming" : "refused";
}

function describeWaivers(policies: LoadedPolicies, { findings }: Report, asOf: string): RegisteredWaiver[] {
  const covered = new Map<string, number>();
  for (const { waiver } of findings) if (waiver) covered.set(waiver.id, (covered.get(waiver.id) ?? 0) + 1);
  return policies.governance.waivers
    .map(readWaiver)
    .map((waiver) => {
      const { id, rule, deployment, approvedBy, reason, from, until } = waiver;
      const status = waiverStatus(waiver, policies, asOf);
      const covers = status === "active" ? (covered.get(id) ?? 0) : 0;
      return { id, rule, deployment, approvedBy, reason, from, until, status, covers };
    })
    .toSorted((a, b) => compareCodeUnits(a.until, b.until) || compareCodeUnits(a.id, b.id));
}

const registeredFinding = ({ rule, outcome }: Finding): RegisteredFinding => ({
  rule: rule.id,
  title: rule.title,
  severity: rule.severity,
  outcome: outcome === "fail" ? "fail" : "unknown",
});

const keyOf = (file: string, name: string): string => `${file}\0${name}`;

/** Joins deployments with their findings and waivers. */
function joinDeployments(
  described: readonly DeploymentFacts[],
  { findings }: Report,
  waivers: readonly RegisteredWaiver[],
): Pick<Register, "deployments" | "waivers"> {
  const byDeployment = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding.manifest.file, finding.manifest.name);
    const known = byDeployment.get(key);
    if (known) known.push(finding);
    else byDeployment.set(key, [finding]);
  }
  const used = new Set<RegisteredWaiver>();
  const deployments = described.map(({ formerly, ...facts }): RegisteredDeployment => {
    const own = byDeployment.get(keyOf(facts.file, facts.name)) ?? [];
    const names = new Set([facts.name, ...formerly]);
    const held = waivers.filter(({ deployment }) => names.has(deployment));
    for (const one of held) used.add(one);
    return {
      ...facts,
      findings: own.filter(isOpen).map(registeredFinding),
      waived: own.filter(({ waiver }) => waiver !== null).length,
      waivers: held,
    };
  });
  return {
    deployments: deployments.toSorted((a, b) => compareCodeUnits(a.name, b.name) || compareCodeUnits(a.file, b.file)),
    waivers: waivers.filter((one) => !used.has(one)),
  };
}

/**
 * Lists the deployments of a repository with their evidence, findings and waivers, and the dates that fall due.
 * @throws UsageError when the targets are not in one repository, or there is no commit on or before `at`
 */
export async function buildRegister(options: RegisterOptions): Promise<RegisterResult> {
  const { cwd, targets, at, days = DEFAULT_DAYS, onProgress } = options;
  const commit = at === undefined ? null : commitOfDay({ cwd, asOf: at });
  const asOf = at ?? options.asOf;
  const opened = openSnapshots({ cwd, targets, ref: commit?.commit });
  // Without a base there is no comparison.
  if ("comparison" in opened) throw new Error("a register has no base");
  const { snapshot } = opened;
  const policies = await loadPolicies(snapshot.governing, { asOf });
  const described: ReturnType<typeof describeDeployment>[] = [];
  const head = await checkTree(snapshot, policies, {
    asOf,
    detail: "open",
    onProgress,
    onLoaded: ({ inputs }) => void described.push(...inputs.map((input) => describeDeployment(input, asOf))),
  });
  const { report } = decideVerdict({ head, change: null });
  const { governance } = policies;
  const names = new Set(described.flatMap(({ facts: { name, formerly } }) => [name, ...formerly]));
  // Only a register of the whole repository knows about the deployments of all waivers.
  const isWhole = snapshot.targets.includes(snapshot.tree.root);
  const isListed = ({ deployment }: Pick<Waiver, "deployment">): boolean => isWhole || names.has(deployment);
  const waivers = describeWaivers(policies, report, asOf).filter(isListed);
  const ends = governance.waivers
    .map(readWaiver)
    .filter((one) => isListed(one) && waiverStatus(one, policies, asOf) !== "refused");
  const organisation = text(readConfig(governance.config).organisation?.["name"]);
  const dates = [...described.flatMap((one) => one.dates), ...datesOfGovernance(governance.config, ends, asOf)];
  const register: Register = {
    asOf,
    toolVersion: version,
    organisation,
    commit: commit && { commit: commit.commit, day: commit.day, subject: commit.subject },
    ...joinDeployments(
      described.map(({ facts }) => facts),
      report,
      waivers,
    ),
    days,
    due: listDueDates(dates, organisation ?? "", asOf, days),
    problems: report.diagnostics.filter(isError),
    notEvaluated: report.notEvaluated,
  };
  return { register, ...describeFiles(snapshot.tree, options) };
}
