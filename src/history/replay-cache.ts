import { createHash } from "node:crypto";
import type { OpenFinding } from "./violation-timeline.ts";
import { version } from "../version.ts";
import { readLocalText } from "../repository/read-local.ts";
import { writeFileAtomically } from "../repository/write-file.ts";

/** A deployment that a file holds, and the files that it names as evidence. */
export interface FindingOutline {
  readonly name: string;
  readonly index: number;
  readonly production: boolean;
  readonly evidence: readonly string[];
}

/** What a file holds of deployments. */
export interface FileOutline {
  readonly deployments: readonly FindingOutline[];
  /** Why it cannot be read, or not whole. */
  readonly problem: string | null;
}

/** How a state is judged over some days, from the first on: what is open from each of these days. */
export interface PeriodResult {
  readonly from: string;
  readonly through: string;
  readonly turns: readonly { readonly day: string; readonly open: readonly OpenFinding[] }[];
}

/** The judgements of states; one that comes back later is judged once more, for the days of then. */
export interface PeriodResults {
  /** The judgement of a state that tells of a day. */
  find(key: string, day: string): PeriodResult | undefined;
  /** Keeps a judgement, in the place of one from the same day on. */
  put(key: string, judgement: PeriodResult): void;
}

/** What was read and judged before, by the names that git has for it. */
export interface ReplayCache {
  readonly outlines: Map<string, FileOutline>;
  readonly judgements: PeriodResults;
  /** The same object for what is open in the same way, of which there is much. */
  readonly intern: (open: OpenFinding) => OpenFinding;
  readonly save: () => void;
}

interface Stored {
  readonly outlines: [string, FileOutline][];
  readonly opens: OpenFinding[];
  readonly judgements: [string, { from: string; through: string; turns: [string, number[]][] }][];
}

const FORM = 2;

/** Names what is named by something longer. */
export const base64Sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

/** Tells apart what is open in different ways. */
const nameOf = ({ fingerprint, rule, title, severity, outcome, gates, waiver, message }: OpenFinding): string =>
  [fingerprint, rule, title, severity, outcome, gates, waiver, message].join("\0");

const digestOf = (text: string): string =>
  createHash("sha256").update(`caregate ${version} ${FORM}\n${text}`).digest("hex");

/** What a file holds, unless another version wrote it, or something that is not this program. */
function stored(file: string): Stored {
  const text = readLocalText(file) ?? "";
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  // The digest says that this version wrote the body, which is JSON then.
  if (end !== -1 && text.slice(0, end) === digestOf(body)) return JSON.parse(body) as Stored;
  return { outlines: [], opens: [], judgements: [] };
}

/** @param file where it is kept between runs */
export function openReplayCache(file: string): ReplayCache {
  const { outlines: read, opens, judgements: judged } = stored(file);
  const outlines = new Map(read);
  const judgements = new Map<string, PeriodResult[]>();
  function put(key: string, judgement: PeriodResult): void {
    const known = judgements.get(key) ?? [];
    const same = known.findIndex(({ from }) => from === judgement.from);
    if (same === -1) known.push(judgement);
    else known[same] = judgement;
    judgements.set(key, known);
  }
  for (const [key, { turns, ...span }] of judged)
    put(key, {
      ...span,
      turns: turns.map(([day, open]) => ({ day, open: open.map((at) => opens[at] as OpenFinding) })),
    });
  const known = new Map(opens.map((open) => [nameOf(open), open]));
  return {
    outlines,
    judgements: {
      find: (key, day) => judgements.get(key)?.find(({ from, through }) => from <= day && day <= through),
      put,
    },
    intern(open) {
      const key = nameOf(open);
      const one = known.get(key);
      if (one) return one;
      known.set(key, open);
      return open;
    },
    save() {
      const all = [...known.values()];
      const places = new Map(all.map((open, i) => [open, i]));
      const content: Stored = {
        outlines: [...outlines],
        opens: all,
        judgements: [...judgements].flatMap(([key, several]) =>
          several.map(({ turns, ...span }): Stored["judgements"][number] => [
            key,
            { ...span, turns: turns.map(({ day, open }) => [day, open.map((one) => places.get(one) as number)]) },
          ]),
        ),
      };
      const body = JSON.stringify(content);
      writeFileAtomically(file, `${digestOf(body)}\n${body}`);
    },
  };
}
