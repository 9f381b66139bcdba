import { plural } from "../util/text.ts";
import { dayOf, shortOf } from "./event-time.ts";
import type { CloneLimitations, Commit, CommitWithChanges } from "../repository/git/types.ts";

interface HistoryMetadata {
  readonly commits: readonly CommitWithChanges[];
  readonly limits: CloneLimitations;
  /** Commits after the end of the history, the oldest first. */
  readonly later: readonly Commit[];
  /** Number of files whose content is missing in this clone. */
  readonly missing: number;
  /** Last day of the history. */
  readonly today: string;
}

const time = (date: string): number => Date.parse(date);

/** Reports a commit that is dated before its parent. */
function skewed(commits: readonly CommitWithChanges[]): string[] {
  return commits.flatMap((one, i) => {
    const parent = commits[i - 1];
    if (!parent || !(time(one.committer.date) < time(parent.committer.date))) return [];
    const dates = `${one.committer.date}, before its parent ${shortOf(parent)}, ${parent.committer.date}`;
    return [`${shortOf(one)} is dated ${dates}: the later day is used`];
  });
}

/** Reports commits that a wrong date of an earlier commit takes out of the history. */
function hiddenBy([first, ...others]: readonly Commit[], today: string): string[] {
  const hidden = others.filter((one) => (dayOf(one) ?? "") <= today);
  if (!first || hidden.length === 0) return [];
  const after = `${plural(hidden.length, "commit")} after it ${hidden.length === 1 ? "is" : "are"} dated earlier`;
  return [
    `the history ends before ${shortOf(first)}, which is dated ${first.committer.date}; ${after} and not included: choose a later end`,
  ];
}

/** Lists the limitations of a history. Reports show them first. */
export function limitationsOf({ commits, later, limits, missing, today }: HistoryMetadata): string[] {
  const { shallow, replaced, grafts, forcePushes } = limits;
  const late = commits.filter((one) => (dayOf(one) ?? "") > today);
  const undated = commits.filter((one) => dayOf(one) === undefined);
  const first = commits[0];
  return [
    ...(shallow.length > 0
      ? [
          `this clone is shallow: commits before ${first ? shortOf(first) : "its first commit"} are missing, and what exists at that commit may be older`,
        ]
      : []),
    ...(grafts ? ["`info/grafts` defines other parents than the commits: it is ignored"] : []),
    ...(replaced.length > 0
      ? [
          `${plural(replaced.length, "object")} would be replaced by \`refs/replace\` (${replaced.map((one) => one.slice(0, 10)).join(", ")}): the original objects are read`,
        ]
      : []),
    ...(missing > 0 ? [`the content of ${plural(missing, "file")} is missing: it is not checked`] : []),
    ...forcePushes.map(
      ({ branch, from, to, date }) =>
        `${branch.replace(/^refs\/remotes\//, "")} was rewritten on ${date}: ${to.slice(0, 10)} does not descend from ${from.slice(0, 10)}`,
    ),
    ...skewed(commits),
    ...hiddenBy(later, today),
    ...late.map(
      (one) => `${shortOf(one)} is dated ${one.committer.date}, in the future: it is evaluated as of ${today}`,
    ),
    ...undated.map((one) => `${shortOf(one)} has no valid date: the date of the previous commit is used`),
  ];
}
