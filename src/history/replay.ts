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

/** Rules, as they judge for some time. */
export interface PolicyVersion {
  readonly rules: LoadedPolicies;
  /** Names them: what they are read from, and since when. */
  readonly name: string;
  /** Names what of them is read together with the documents. */
  readonly beside: string;
  /** The waivers, whether they hold or not. */
  readonly waivers: readonly Waiver[];
  /** Those that hold on a day. */
  waiversOn(asOf: string): readonly Waiver[];
}

/** @param name names the rules, however long */
export function createPolicyVersion(rules: LoadedPolicies, name: string): PolicyVersion {
  const { governance, ruleSet } = rules;
  const waivers = governance.waivers.map(readWaiver);
  let last: { readonly asOf: string; readonly active: readonly Waiver[] } | undefined;
  return {
    rules,
    name: base64Sha256(name),
    beside: JSON.stringify([governance.keys, ruleSet.config?.value ?? null]),
    waivers,
    waiversOn(asOf) {
      if (last?.asOf !== asOf) last = { asOf, active: partitionWaivers(waivers, ruleSet.rules, asOf).active };
      return last.active;
    },
  };
}

/** The documents of a deployment, read when they are first needed. */
export interface LazyInput {
  /** What of them is judged on a day. */
  subject(regime: PolicyVersion, asOf: string): Promise<EvaluationInput>;
}

/** @param treeFor gives the files that a deployment consists of */
export function createLazyInput(
  deployment: DeploymentAtCommit,
  treeFor: (deployment: DeploymentAtCommit) => Tree,
): LazyInput {
  const { file, index } = deployment;
  let { manifest } = deployment;
  let tree: Tree | undefined;
  let store: { readonly beside: string; readonly evidence: EvidenceStore } | undefined;
  return {
    async subject({ beside, rules: { governance, ruleSet } }, asOf) {
      tree ??= treeFor(deployment);
      manifest ??= loadFile(tree, file, { kind: MANIFEST }).documents.find((one) => one.index === index);
      if (!manifest) throw new Error(`${file} no longer holds what it held`);
      if (store?.beside !== beside) store = { beside, evidence: createEvidenceStore(tree, { keys: governance.keys }) };
      return (await prepareInput(manifest, store.evidence, { config: ruleSet.config, asOf })).input;
    },
  };
}

/** The time in which a deployment and what judges it stay as they are. */
export interface EvaluationPeriod {
  readonly deployment: DeploymentAtCommit;
  readonly regime: PolicyVersion;
  readonly dossier: LazyInput;
  readonly from: string;
}

/** A span that is judged on its first day. */
export interface StartedPeriod extends EvaluationPeriod {
  /** Names the state. */
  readonly key: string;
  /** What is known of the state, on that day or longer. */
  readonly judgement: PeriodResult;
  /** What is open on that day. */
  readonly open: readonly OpenFinding[];
  /** The dates that its documents and waivers name, if they were read. */
  readonly dates: ReadonlySet<string> | undefined;
}

/** What is open on a day, as `check` has it. */
function openOf(
  { rules: { ruleSet }, ...regime }: PolicyVersion,
  subject: EvaluationInput,
  asOf: string,
): OpenFinding[] {
  const settings = { failOn: ruleSet.failOn, asOf, waivers: regime.waiversOn(asOf), explainAll: false };
  return ruleSet.rules.flatMap((rule) => {
    const { finding } = evaluateRule(rule, subject, settings);
    const { outcome, gates, waiver, fingerprint, message } = finding;
    if (!isUnmet(outcome)) return [];
    const { id, title, severity } = rule;
    const told = { rule: id, title, severity, outcome: outcome as OpenFinding["outcome"], gates, message, fingerprint };
    return [{ ...told, waiver: waiver?.id ?? null }];
  });
}

/** How a span stands on a day, in short: by it is seen whether anything turns. */
interface OutcomeDigest {
  readonly word: string;
  /** The same in full. */
  open(): readonly OpenFinding[];
}

const digestOf = (open: readonly Pick<OpenFinding, "rule" | "outcome" | "gates" | "waiver">[]): string =>
  open.map(({ rule, outcome, gates, waiver }) => `${rule} ${outcome} ${gates ? 1 : 0} ${waiver ?? ""}\n`).join("");

/** The word on a day without the reasons, for less than judging in full. */
function digestAt(
  { regime, deployment }: EvaluationPeriod,
  { context: { data } }: EvaluationInput,
  asOf: string,
): string {
  const { ruleSet } = regime.rules;
  const own = regime.waiversOn(asOf).filter((one) => one.deployment === deployment.name);
  const open = ruleSet.rules.flatMap((rule) => {
    const outcome = evaluateOutcome(rule, data);
    if (!isUnmet(outcome)) return [];
    const waiver = own.find((one) => one.rule === rule.id)?.id ?? null;
    const gates = waiver === null && isBlockingRule(rule, data, { failOn: ruleSet.failOn, asOf });
    return [{ rule: rule.id, outcome: outcome as OpenFinding["outcome"], gates, waiver }];
  });
  return digestOf(open);
}

/** The dates that the documents of a span and its waivers name. */
function datesOf({ regime, deployment }: EvaluationPeriod, { references, context }: EvaluationInput): Set<string> {
  const refused = references.flatMap(({ state }) =>
    state.is === "refused" && state.shown ? [state.shown.document.value] : [],
  );
  const own = regime.waivers.filter((waiver) => waiver.deployment === deployment.name);
  // The day that is judged by is no date of theirs.
  const { metadata, spec, organisation, facts, evidence } = context.data;
  const days = datesIn([metadata, spec, organisation, facts, ...refused]);
  // Each document of evidence is put anew into what rules read; what it holds is not.
  datesIn([evidence], 3, days);
  return datesIn(
    own.flatMap(({ from, until }) => [from, until]),
    0,
    days,
  );
}

/** Judges spans, each state once. */
export function createReplayer({ judgements, intern }: ReplayCache) {
  const openOn = ({ regime }: EvaluationPeriod, subject: EvaluationInput, asOf: string): OpenFinding[] =>
    openOf(regime, subject, asOf).map(intern);

  /** The last subject: where one span ends and the next begins, the same documents are looked at on the same day. */
  let last: { dossier: LazyInput; beside: string; asOf: string; subject: EvaluationInput } | undefined;
  async function subjectOf({ dossier, regime }: EvaluationPeriod, asOf: string): Promise<EvaluationInput> {
    const { beside } = regime;
    if (last?.dossier !== dossier || last.asOf !== asOf || last.beside !== beside)
      last = { dossier, beside, asOf, subject: await dossier.subject(regime, asOf) };
    return last.subject;
  }

  /** What is known of a span, and what turns in it by the date alone up to a day. */
  async function extended(span: StartedPeriod, through: string): Promise<PeriodResult> {
    const { from, through: since, turns } = span.judgement;
    const before = turns.at(-1)?.open ?? [];
    const looked = await findTransitions<OutcomeDigest>(
      [since, through],
      { word: digestOf(before), open: () => before },
      span.dates ?? datesOf(span, await subjectOf(span, since)),
      async (day) => {
        const subject = await subjectOf(span, day);
        return { word: digestAt(span, subject, day), open: () => openOn(span, subject, day) };
      },
      (a, b) => a.word === b.word,
    );
    const added = looked.map(({ day, state }) => ({ day, open: state.open() }));
    return { from, through, turns: [...turns, ...added] };
  }

  return {
    async begin(span: EvaluationPeriod): Promise<StartedPeriod> {
      const { from } = span;
      const key = `${span.deployment.documents} ${span.regime.name}`;
      const known = judgements.find(key, from);
      if (known) {
        const open = known.turns.findLast(({ day }) => day <= from)?.open ?? [];
        return { ...span, key, judgement: known, open, dates: undefined };
      }
      const subject = await subjectOf(span, from);
      const open = openOn(span, subject, from);
      const judgement = { from, through: from, turns: [{ day: from, open }] };
      judgements.put(key, judgement);
      return { ...span, key, judgement, open, dates: datesOf(span, subject) };
    },
    /** What turned within a span by the date alone, up to a day. */
    async turns(span: StartedPeriod, through: string): Promise<PeriodResult["turns"]> {
      let { judgement } = span;
      if (judgement.through < through) {
        judgement = await extended(span, through);
        judgements.put(span.key, judgement);
      }
      return judgement.turns.filter(({ day }) => day > span.from && day <= through);
    },
  };
}

export type Replayer = ReturnType<typeof createReplayer>;
