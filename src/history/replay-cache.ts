import { createHash } from "node:crypto";
import type { OpenFinding } from "./violation-timeline.ts";
import { version } from "../version.ts";
import { readLocalText } from "../repository/read-local.ts";
import { writeFileAtomically } from "../repository/write-file.ts";

/** A deployment in a file, and the files that it references as evidence. */
export interface FindingOutline {
  readonly name: string;
  /** Former names, the oldest first. */
  readonly formerly: readonly string[];
  readonly index: number;
  readonly production: boolean;
  readonly evidence: readonly string[];
}

/** The deployments in a file. */
export interface FileOutline {
  readonly deployments: readonly FindingOutline[];
  /** The reason why the file cannot be read completely. */
  readonly problem: string | null;
}

/** The results of a state over a period: the open findings from each listed day on. */
export interface PeriodResult {
  readonly from: string;
  readonly through: string;
  readonly turns: readonly { readonly day: string; readonly open: readonly OpenFinding[] }[];
}

/** The results of states. A state that returns later is evaluated again for the later days. */
export interface PeriodResults {
  /** The result of a state for a period with this day. */
  find(key: string, day: string): PeriodResult | undefined;
  /** Stores a result; replaces the result from the same day on. */
  put(key: string, result: PeriodResult): void;
}

/** Files and results of previous runs, keyed by git object ids. */
export interface ReplayCache {
  readonly outlines: Map<string, FileOutline>;
  readonly periods: PeriodResults;
  /** Returns one shared object for equal findings: there are many of them. */
  readonly intern: (open: OpenFinding) => OpenFinding;
  readonly save: () => void;
}

interface Stored {
  readonly outlines: [string, FileOutline][];
  readonly opens: OpenFinding[];
  readonly periods: [string, { from: string; through: string; turns: [string, number[]][] }][];
}

const FORM = 4;

/** A short key for a long one. */
export const base64Sha256 = (text: string): string => createHash("sha256").update(text).digest("base64");

/** A key that differs for different findings. */
const nameOf = ({ fingerprint, rule, title, severity, outcome, gates, waiver, message }: OpenFinding): string =>
  [fingerprint, rule, title, severity, outcome, gates, waiver, message].join("\0");

const digestOf = (text: string): string =>
  createHash("sha256").update(`caregate ${version} ${FORM}\n${text}`).digest("hex");

/** Parses the cache file; empty if another version or another program wrote it. */
function stored(file: string): Stored {
  const text = readLocalText(file) ?? "";
  const end = text.indexOf("\n");
  const body = text.slice(end + 1);
  // The digest proves that this version wrote the body, so it is valid JSON.
  if (end !== -1 && text.slice(0, end) === digestOf(body)) return JSON.parse(body) as Stored;
  return { outlines: [], opens: [], periods: [] };
}

/** @param file path of the cache between runs */
export function openReplayCache(file: string): ReplayCache {
  const { outlines: read, opens, periods: storedResults } = stored(file);
  const outlines = new Map(read);
  const periods = new Map<string, PeriodResult[]>();
  function put(key: string, result: PeriodResult): void {
    const known = periods.get(key) ?? [];
    const same = known.findIndex(({ from }) => from === result.from);
    if (same === -1) known.push(result);
    else known[same] = result;
    periods.set(key, known);
  }
  for (const [key, { turns, ...period }] of storedResults)
    put(key, {
      ...period,
      turns: turns.map(([day, open]) => ({ day, open: open.map((at) => opens[at] as OpenFinding) })),
    });
  const known = new Map(opens.map((open) => [nameOf(open), open]));
  return {
    outlines,
    periods: {
      find: (key, day) => periods.get(key)?.find(({ from, through }) => from <= day && day <= through),
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
        periods: [...periods].flatMap(([key, several]) =>
          several.map(({ turns, ...period }): Stored["periods"][number] => [
            key,
            { ...period, turns: turns.map(({ day, open }) => [day, open.map((one) => places.get(one) as number)]) },
          ]),
        ),
      };
      const body = JSON.stringify(content);
      writeFileAtomically(file, `${digestOf(body)}\n${body}`);
    },
  };
}
