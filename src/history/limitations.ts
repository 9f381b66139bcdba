import { plural } from "../util/text.ts";
import { dayOf, shortOf } from "./event-time.ts";
import type { CloneLimitations, CommitWithChanges } from "../repository/git/types.ts";

interface HistoryMetadata {
  readonly commits: readonly CommitWithChanges[];
  readonly limits: CloneLimitations;
  /** How many contents of files are not here. */
  readonly missing: number;
  readonly today: string;
}

const time = (date: string): number => Date.parse(date);

/** A commit that is dated before the one it follows. */
function skewed(commits: readonly CommitWithChanges[]): string[] {
  return commits.flatMap((one, i) => {
    const parent = commits[i - 1];
    if (!parent || !(time(one.committer.date) < time(parent.committer.date))) return [];
    const dates = `${one.committer.date}, before its parent ${shortOf(parent)}, ${parent.committer.date}`;
    return [`${shortOf(one)} is dated ${dates}: it is judged by the later day`];
  });
}

/** What keeps a history from being the whole truth: said before anything else. */
export function limitationsOf({ commits, limits, missing, today }: HistoryMetadata): string[] {
  const { shallow, replaced, grafts, forcePushes } = limits;
  const late = commits.filter((one) => (dayOf(one) ?? "") > today);
  const undated = commits.filter((one) => dayOf(one) === undefined);
  const first = commits[0];
  return [
    ...(shallow.length > 0
      ? [
          `this clone is shallow: what came before ${first ? shortOf(first) : "its first commit"} is not here, so that what is there at that commit may be older`,
        ]
      : []),
    ...(grafts ? ["`info/grafts` states other parents than the commits do: it is left aside"] : []),
    ...(replaced.length > 0
      ? [
          `${plural(replaced.length, "object")} would be replaced by \`refs/replace\` (${replaced.map((one) => one.slice(0, 10)).join(", ")}): what the commits name is read`,
        ]
      : []),
    ...(missing > 0 ? [`the content of ${plural(missing, "file")} is not here: what it held is not judged`] : []),
    ...forcePushes.map(
      ({ branch, from, to, date }) =>
        `${branch.replace(/^refs\/remotes\//, "")} was rewritten: on ${date} it went from ${from.slice(0, 10)} to ${to.slice(0, 10)}, which does not follow from it`,
    ),
    ...skewed(commits),
    ...late.map(
      (one) => `${shortOf(one)} is dated ${one.committer.date}, which is still to come: it is judged as of ${today}`,
    ),
    ...undated.map(
      (one) => `${shortOf(one)} states no date that can be read: it is judged by the day of the commit before`,
    ),
  ];
}
