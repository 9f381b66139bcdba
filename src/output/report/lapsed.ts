import type { Baseline, ClaimChange, LapsedRules, Report } from "../../model/report.ts";
import { sha256 } from "../../util/hash.ts";
import { plural } from "../../util/text.ts";

/** Changes that are named; the others are counted. */
const MOST_NAMED = 6;
/** Longest value, in UTF-16 code units. */
const LONGEST = 60;

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
const shown = (value: string | null): string => (value === null ? "not stated" : short(value) || "empty");

function changeText({ path, before, after }: ClaimChange): string {
  return `\`${path}\` ${shown(before)} -> ${shown(after)}`;
}

function lapsedText({ manifest, rules, changes }: LapsedRules): string {
  const named = changes.slice(0, MOST_NAMED).map(changeText);
  const rest = changes.length - named.length;
  const why = [...named, ...(rest > 0 ? [`${rest} more`] : [])].join("; ") || "evidence or settings changed";
  const verb = rules.length === 1 ? "applies" : "apply";
  return `${plural(rules.length, "rule")} no longer ${verb} to ${manifest}: ${why}`;
}

/** The code of rules that no longer apply, where a format has an entry for each problem. */
export const LAPSED = "claims/lapsed";

/** Rules that no longer apply to a deployment, for formats with an entry for each problem. */
export interface LapsedItem extends Pick<LapsedRules, "manifest" | "file" | "line"> {
  readonly message: string;
  /** True if the change waits for governance. */
  readonly blocks: boolean;
  readonly fingerprint: string;
}

/** The rules that no longer apply, an item for each deployment. */
export function lapsedItems({ baseline }: Pick<Report, "baseline">): LapsedItem[] {
  const blocks = baseline?.claims === "block";
  return (baseline?.lapsed ?? []).map((one) => ({
    manifest: one.manifest,
    file: one.file,
    line: one.line,
    message: blocks ? `${lapsedText(one)}; ${WAITS}` : lapsedText(one),
    blocks,
    fingerprint: sha256([LAPSED, one.manifest, ...one.changes.map(({ path }) => path)].join("\0")),
  }));
}

const WAITS = "the change waits for governance: `gate.claims` is `block`";

/** The rules that no longer apply, a line for each deployment, and what waits for governance. */
export function lapsedTexts({ lapsed, claims }: Baseline): string[] {
  return [...lapsed.map(lapsedText), ...(claims === "block" && lapsed.length > 0 ? [WAITS] : [])];
}

/** How many rules no longer apply, over all deployments. */
export const lapsedCount = ({ lapsed }: Baseline): number => lapsed.reduce((sum, { rules }) => sum + rules.length, 0);
