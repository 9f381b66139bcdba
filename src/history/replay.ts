import { evidenceSettings } from "../policy/evidence-settings.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { evaluateOutcome, isBlockingRule } from "../evaluate/decision.ts";
import { type Waiver, isUnmet } from "../model/finding.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { type EvidenceStore, createEvidenceStore } from "../evidence/resolve.ts";
import { MANIFEST } from "../model/document.ts";
import type { OpenFinding } from "./violation-timeline.ts";
import { datesIn } from "./mentioned-dates.ts";
import { findTransitions } from "./date-transitions.ts";
import { partitionWaivers, readWaiver } from "../policy/waivers.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { prepareInput } from "../workspace/prepare.ts";
import { type PeriodResult, type ReplayCache, base64Sha256 } from "./replay-cache.ts";
import { waiversFor } from "../evaluate/waiver-scope.ts";

/** The rules in effect for a period. */
export interface PolicyVersion {
  readonly rules: LoadedPolicies;
  /** Cache key of the rules: their sources, and the start of the period. */
  readonly name: string;
  /** Cache key of the config and keys that influence how documents are read. */
  readonly inputKey: string;
  /** All waivers, valid or not. */
  readonly waivers: readonly Waiver[];
  /** Waivers that are valid on a day. */
  waiversOn(asOf: string): readonly Waiver[];
  /** The rules of policies that cannot be read. */
  readonly unreadableRules: ReadonlySet<string>;
}

/** @param name key of the rules, of any length */
export function createPolicyVersion(
  rules: LoadedPolicies,
  name: string,
  unreadableRules: ReadonlySet<string> = new Set(),
): PolicyVersion {
  const { governance, ruleSet } = rules;
  const waivers = governance.waivers.map(readWaiver);
  let last: { readonly asOf: string; readonly active: readonly Waiver[] } | undefined;
  return {
    rules,
    name: base64Sha256(name),
    inputKey: JSON.stringify([
      governance.keys,
      governance.formats.map(({ document }) => document.value),
      ruleSet.config?.value ?? null,
    ]),
    waivers,
    unreadableRules,
    waiversOn(asOf) {
      if (last?.asOf !== asOf)
        last = { asOf, active: partitionWaivers(waivers, ruleSet.rules, asOf, ruleSet.config).active };
      return last.active;
    },
  };
}

/** The documents of a deployment, read on first use. */
export interface LazyInput {
  /** Builds the input of the evaluation on a day. */
  subject(version: PolicyVersion, asOf: string): Promise<EvaluationInput>;
}

/** @param treeFor returns the files of a deployment */
export function createLazyInput(
  deployment: DeploymentAtCommit,
  treeFor: (deployment: DeploymentAtCommit) => Tree,
): LazyInput {
  const { file, index } = deployment;
  let { manifest } = deployment;
  let tree: Tree | undefined;
  let store: { readonly inputKey: string; readonly evidence: EvidenceStore } | undefined;
  return {
    async subject({ inputKey, rules: { governance, ruleSet } }, asOf) {
      tree ??= treeFor(deployment);
      manifest ??= loadFile(tree, file, { kind: MANIFEST }).documents.find((one) => one.index === index);
      if (!manifest) throw new Error(`${file} changed while it was read`);
      if (store?.inputKey !== inputKey)
        store = { inputKey, evidence: createEvidenceStore(tree, evidenceSettings(governance)) };
      return (await prepareInput(manifest, store.evidence, { config: ruleSet.config, asOf })).input;
    },
  };
}

/** A period in which a deployment and its rules are unchanged. */
export interface EvaluationPeriod {
  readonly deployment: DeploymentAtCommit;
  readonly version: PolicyVersion;
  readonly input: LazyInput;
  readonly from: string;
}

/** A period with the result of its first day. */
export interface StartedPeriod extends EvaluationPeriod {
  /** Cache key of the state. */
  readonly key: string;
  /** Result of the state for that day or a longer period. */
  readonly result: PeriodResult;
  /** Open findings on that day. */
  readonly open: readonly OpenFinding[];
  /** The dates in its documents and waivers, if they were read. */
  readonly dates: ReadonlySet<string> | undefined;
}

/** Open findings on a day, as in `check`. */
function openOf(
  { rules: { ruleSet }, ...version }: PolicyVersion,
  subject: EvaluationInput,
  asOf: string,
): OpenFinding[] {
  const settings = { failOn: ruleSet.failOn, asOf, waivers: version.waiversOn(asOf), explainAll: false };
  return ruleSet.rules.flatMap((rule) => {
    const { finding } = evaluateRule(rule, subject, settings);
    const { outcome, gates, waiver, fingerprint, message } = finding;
    if (!isUnmet(outcome)) return [];
    const { id, title, severity } = rule;
    const details = {
      rule: id,
      title,
      severity,
      outcome: outcome as OpenFinding["outcome"],
      gates,
      message,
      fingerprint,
    };
    return [{ ...details, waiver: waiver?.id ?? null }];
  });
}

/** A digest of the outcomes on a day: another digest means another result. */
interface OutcomeDigest {
  readonly digest: string;
  /** The complete findings. */
  open(): readonly OpenFinding[];
}

const digestOf = (open: readonly Pick<OpenFinding, "rule" | "outcome" | "gates" | "waiver">[]): string =>
  open.map(({ rule, outcome, gates, waiver }) => `${rule} ${outcome} ${gates ? 1 : 0} ${waiver ?? ""}\n`).join("");

/** The digest of a day. It needs no explanations and is faster than a complete evaluation. */
function digestAt({ version, deployment }: EvaluationPeriod, subject: EvaluationInput, asOf: string): string {
  const { data } = subject.context;
  const { ruleSet } = version.rules;
  const { failOn } = ruleSet;
  const waivers = version.waiversOn(asOf);
  const open = ruleSet.rules.flatMap((rule) => {
    const outcome = evaluateOutcome(rule, data);
    if (!isUnmet(outcome)) return [];
    const own = waiversFor(waivers, rule, deployment);
    // What a waiver covers depends on the values that decided.
    const settings = { failOn, asOf, waivers: own, explainAll: false };
    const waiver = own.length > 0 ? (evaluateRule(rule, subject, settings).finding.waiver?.id ?? null) : null;
    const gates = waiver === null && isBlockingRule(rule, data, { failOn, asOf });
    return [{ rule: rule.id, outcome: outcome as OpenFinding["outcome"], gates, waiver }];
  });
  return digestOf(open);
}

/** The dates in the documents and waivers of a period. */
function datesOf({ version, deployment }: EvaluationPeriod, { references, context }: EvaluationInput): Set<string> {
  const refused = references.flatMap(({ state }) =>
    state.is === "refused" && state.shown ? [state.shown.document.value] : [],
  );
  const own = version.waivers.filter((waiver) => [deployment.name, ...deployment.formerly].includes(waiver.deployment));
  // The evaluation date is not a date of the documents.
  const { metadata, spec, organisation, facts, evidence } = context.data;
  const days = datesIn([metadata, spec, organisation, facts, ...refused]);
  // The document objects are created again for each input, but their contents are shared.
  datesIn([evidence], 3, days);
  return datesIn(
    own.flatMap(({ from, until }) => [from, until]),
    0,
    days,
  );
}

/** Creates an evaluator of periods; each state is evaluated once. */
export function createReplayer({ periods, intern }: ReplayCache) {
  const openOn = ({ version }: EvaluationPeriod, subject: EvaluationInput, asOf: string): OpenFinding[] =>
    openOf(version, subject, asOf).map(intern);

  /** The last input: adjacent periods read the same documents on the same day. */
  let last: { input: LazyInput; inputKey: string; asOf: string; subject: EvaluationInput } | undefined;
  async function subjectOf({ input, version }: EvaluationPeriod, asOf: string): Promise<EvaluationInput> {
    const { inputKey } = version;
    if (last?.input !== input || last.asOf !== asOf || last.inputKey !== inputKey)
      last = { input, inputKey, asOf, subject: await input.subject(version, asOf) };
    return last.subject;
  }

  /** Extends the result of a period to a later day, with all changes caused by the date. */
  async function extended(period: StartedPeriod, through: string): Promise<PeriodResult> {
    const { from, through: since, turns } = period.result;
    const before = turns.at(-1)?.open ?? [];
    const looked = await findTransitions<OutcomeDigest>(
      [since, through],
      { digest: digestOf(before), open: () => before },
      period.dates ?? datesOf(period, await subjectOf(period, since)),
      async (day) => {
        const subject = await subjectOf(period, day);
        return { digest: digestAt(period, subject, day), open: () => openOn(period, subject, day) };
      },
      (a, b) => a.digest === b.digest,
    );
    const added = looked.map(({ day, state }) => ({ day, open: state.open() }));
    return { from, through, turns: [...turns, ...added] };
  }

  return {
    async begin(period: EvaluationPeriod): Promise<StartedPeriod> {
      const { from } = period;
      const key = `${period.deployment.documents} ${period.version.name}`;
      const known = periods.find(key, from);
      if (known) {
        const open = known.turns.findLast(({ day }) => day <= from)?.open ?? [];
        return { ...period, key, result: known, open, dates: undefined };
      }
      const subject = await subjectOf(period, from);
      const open = openOn(period, subject, from);
      const result = { from, through: from, turns: [{ day: from, open }] };
      periods.put(key, result);
      return { ...period, key, result, open, dates: datesOf(period, subject) };
    },
    /** Changes within a period up to a day that were caused by the date. */
    async turns(period: StartedPeriod, through: string): Promise<PeriodResult["turns"]> {
      let { result } = period;
      if (result.through < through) {
        result = await extended(period, through);
        periods.put(period.key, result);
      }
      return result.turns.filter(({ day }) => day > period.from && day <= through);
    },
  };
}

export type Replayer = ReturnType<typeof createReplayer>;
