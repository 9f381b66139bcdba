import type { Log } from "../repository/git/log.ts";
import type { Commit, Signature } from "../repository/git/types.ts";
import type { EventTime } from "./event-time.ts";
import type { ViolationRecord } from "./violation-timeline.ts";

/** Adds to the events of violations who wrote what their merges brought: the author of a merge only accepted it. */
export function withMergedAuthors(
  lives: readonly ViolationRecord[],
  { mergedCommits }: Pick<Log, "mergedCommits">,
): ViolationRecord[] {
  const known = new Map<string, readonly Signature[]>();
  const authorsOf = (merge: Commit): readonly Signature[] => {
    let authors = known.get(merge.commit);
    if (!authors) {
      const byPerson = mergedCommits(merge, []).map(
        ({ author }) => [`${author.name}\0${author.email}`, author] as const,
      );
      known.set(merge.commit, (authors = [...new Map(byPerson).values()]));
    }
    return authors;
  };
  const complete = <T extends EventTime>(event: T): T => {
    const { commit } = event;
    if (!commit || commit.parents.length < 2) return event;
    const authors = authorsOf(commit);
    return authors.length > 0 ? { ...event, commit: { ...commit, changedBy: authors } } : event;
  };
  return lives.map((life) => ({
    ...life,
    appeared: complete(life.appeared),
    ended: life.ended && complete(life.ended),
    gaps: life.gaps.map((gap) => ({ ...gap, from: complete(gap.from) })),
  }));
}
