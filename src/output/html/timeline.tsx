import { addDays, daysBetween } from "../../util/date.ts";
import { plural } from "../../util/text.ts";

/** Which way a mark points: what was loosened, tightened, both, neither, or is not known. */
export type BarDirection = "loosened" | "tightened" | "both" | "none" | "untold";

/** Something that happened on a day. */
export interface Mark {
  readonly day: string;
  readonly way: BarDirection;
  readonly text: string;
  /** The fragment under which it is told in full. */
  readonly target: string;
}

/** The time that a drawing shows. */
export interface Scale {
  /** Names the drawings that share it within the page. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly marks: readonly Mark[];
}

/** How a time is drawn, the worst first. */
export const barStyles = ["live", "open", "unknown", "waived"] as const;
export type BarStyle = (typeof barStyles)[number];

/** A time from a day on, up to another or to the end. */
export interface Bar {
  readonly from: string;
  readonly until: string | null;
  readonly manner: BarStyle;
  readonly text: string;
}

/** Where a day lies on a scale, in percent. */
function placeOf({ from, to }: Scale, day: string): number {
  const whole = Math.max(1, daysBetween(from, to) ?? 1);
  return Math.min(100, Math.max(0, ((daysBetween(from, day) ?? 0) / whole) * 100));
}

const percent = (share: number): string => `${Number(share.toFixed(2))}%`;

const steps = [1, 2, 3, 6, 12, 24, 60, 120];

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** The first days of every so many months along a scale. */
function firstDays(scale: Scale, step: number): string[] {
  const first = Math.ceil((monthOf(addDays(scale.from, -1)) + 1) / step);
  const last = Math.floor(monthOf(scale.to) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => firstOf((first + i) * step));
}

/** How far months that are named stay from each other and from the ends, in percent of a scale. */
interface Room {
  readonly gap: number;
  readonly margin: number;
}

const WIDE: Room = { gap: 12, margin: 3 };
const NARROW: Room = { gap: 24, margin: 10 };

/** The months to name along a scale. */
export function ticksOf(scale: Scale, { gap, margin }: Room): { readonly day: string; readonly place: number }[] {
  const [most, whole] = [100 / gap, monthOf(scale.to) - monthOf(scale.from)];
  const step = steps.find((one) => whole / one <= most) ?? Math.ceil(whole / most);
  return firstDays(scale, step)
    .map((day) => ({ day, place: placeOf(scale, day) }))
    .filter(({ place }) => place >= margin && place <= 100 - margin);
}

const shapes: Readonly<Record<BarDirection, string>> = {
  loosened: "M-5 5L0-5L5 5Z",
  tightened: "M-5-5L0 5L5-5Z",
  both: "M-5 0L0-6L5 0L0 6Z",
  none: "M-3 0A3 3 0 1 1 3 0A3 3 0 1 1-3 0Z",
  untold: "M-4-4L4-4L4 4L-4 4Z",
};

/** The times in which there is anything of a manner, whatever it is; the worst last, so that it is drawn upon the others. */
export function unionOf(bars: readonly Bar[]): Bar[] {
  return barStyles.toReversed().flatMap((manner) => {
    const merged: { from: string; until: string | null }[] = [];
    const own = bars.filter((bar) => bar.manner === manner).toSorted((a, b) => (a.from < b.from ? -1 : 1));
    for (const { from, until } of own) {
      const last = merged.at(-1);
      if (!last || (last.until !== null && last.until < from)) merged.push({ from, until });
      else if (last.until !== null && (until === null || until > last.until)) last.until = until;
    }
    return merged.map(({ from, until }) => ({ from, until, manner, text: `${from} to ${until ?? "now"}` }));
  });
}

/** How many changes are drawn through; where there are more, their lines would hide what they go through. */
const MOST_LINES = 30;

/** The lines behind every drawing of a scale, told once. */
export function Grid({ scale }: { readonly scale: Scale }) {
  const line = (name: string, place: number) => (
    <line class={name} x1={percent(place)} x2={percent(place)} y1="0" y2="100%" />
  );
  return (
    <svg class="defs" width="0" height="0" aria-hidden="true">
      <symbol id={`${scale.id}-grid`}>
        {ticksOf(scale, { ...WIDE, margin: 0 }).map(({ place }) => line("tick", place))}
        {scale.marks.length <= MOST_LINES &&
          scale.marks.map(({ day, way }) => line(`change ${way}`, placeOf(scale, day)))}
      </symbol>
    </svg>
  );
}

/** The months along a scale. */
export function Axis({ scale, narrow = false }: { readonly scale: Scale; readonly narrow?: boolean }) {
  return (
    <svg class="axis" height="16" role="img" aria-label={`from ${scale.from} to ${scale.to}`}>
      {ticksOf(scale, narrow ? NARROW : WIDE).map(({ day, place }) => (
        <text x={percent(place)} y="12" text-anchor="middle">
          {day.slice(0, 7)}
        </text>
      ))}
    </svg>
  );
}

interface TimelineRowProps {
  readonly scale: Scale;
  readonly bars: readonly Bar[];
  /** What is drawn, for who does not see it. */
  readonly label: string;
}

const LANE = 18;
const heights: Readonly<Record<BarStyle, number>> = { live: 12, open: 7, unknown: 7, waived: 3 };

/** A manner as it is drawn along a lane, or as one of the levels. */
export function Swatch({ manner, of }: { readonly manner: BarStyle; readonly of: "lane" | "levels" }) {
  const height = of === "lane" ? heights[manner] : heights.live;
  return (
    <svg class={`${of} swatch`} width="28" height={LANE} aria-hidden="true">
      <rect class={manner} x="2" width="24" y={(LANE - height) / 2} height={height} />
    </svg>
  );
}

/** Some times along a scale. */
export function TimelineRow({ scale, bars, label }: TimelineRowProps) {
  return (
    <svg class="lane" height={LANE} role="img" aria-label={label}>
      <use href={`#${scale.id}-grid`} width="100%" height="100%" />
      {bars.map(({ from, until, manner, text }) => {
        const start = placeOf(scale, from);
        const height = heights[manner];
        return (
          <rect
            class={manner}
            x={percent(start)}
            y={(LANE - height) / 2}
            width={percent(placeOf(scale, until ?? scale.to) - start)}
            height={height}
          >
            <title>{text}</title>
          </rect>
        );
      })}
    </svg>
  );
}

/** What opens the gate stands above what shuts it. */
const isUpper = (way: BarDirection): boolean => way === "loosened" || way === "both";

/** The marks of a scale; each leads to where it is told in full. */
export function Marks({ scale, label }: { readonly scale: Scale; readonly label: string }) {
  return (
    <svg class="marks" height="26" role="group" aria-label={label}>
      {scale.marks.map(({ day, way, text, target }) => (
        <a href={`#${target}`} aria-label={text}>
          <svg x={percent(placeOf(scale, day))} y={isUpper(way) ? 7 : 19} overflow="visible">
            <path class={way} d={shapes[way]} />
          </svg>
          <title>{text}</title>
        </a>
      ))}
    </svg>
  );
}

/** From a day on, how many bars there are of each manner. */
export interface OpenCount {
  readonly day: string;
  readonly counts: Readonly<Record<BarStyle, number>>;
}

/** How many bars there are of each manner, from each day on that changes it. */
export function openCountsOf(bars: readonly Bar[]): OpenCount[] {
  const moves = new Map<string, Record<BarStyle, number>>();
  const move = (day: string, manner: BarStyle, by: number): void => {
    const own = moves.get(day) ?? { live: 0, open: 0, unknown: 0, waived: 0 };
    own[manner] += by;
    moves.set(day, own);
  };
  for (const { from, until, manner } of bars) {
    move(from, manner, 1);
    if (until !== null) move(until, manner, -1);
  }
  let counts: OpenCount["counts"] = { live: 0, open: 0, unknown: 0, waived: 0 };
  return [...moves]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, own]) => {
      if (barStyles.every((manner) => own[manner] === 0)) return [];
      const next = { ...counts };
      for (const manner of barStyles) next[manner] += own[manner];
      counts = next;
      return [{ day, counts }];
    });
}

const WIDTH = 1000;
const HEIGHT = 100;

const sumUpTo = ({ counts }: OpenCount, manner: BarStyle): number =>
  barStyles.slice(0, barStyles.indexOf(manner) + 1).reduce((sum, one) => sum + counts[one], 0);

/** The outline of what lies below a manner's upper edge, as steps. */
function outlineOf(scale: Scale, levels: readonly OpenCount[], manner: BarStyle, most: number): string {
  const x = (day: string): string => String(Number(((placeOf(scale, day) / 100) * WIDTH).toFixed(1)));
  const y = (level: OpenCount): string =>
    String(Number((HEIGHT - (sumUpTo(level, manner) / most) * HEIGHT).toFixed(2)));
  const edges = levels.map((level) => `H${x(level.day)}V${y(level)}`).join("");
  return `M0 ${HEIGHT}${edges}H${WIDTH}V${HEIGHT}Z`;
}

/** How many of each manner there were over time, one upon the other. */
export function OpenCountChart({
  scale,
  levels,
  label,
}: {
  readonly scale: Scale;
  readonly levels: readonly OpenCount[];
  readonly label: string;
}) {
  const most = Math.max(1, ...levels.map((level) => sumUpTo(level, "waived")));
  return (
    <svg class="levels" height="160" role="img" aria-label={`${label}; at most ${plural(most, "violation")} at a time`}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" width="100%" height="100%">
        {barStyles.toReversed().map((manner) => (
          <path class={manner} d={outlineOf(scale, levels, manner, most)} />
        ))}
      </svg>
      <use href={`#${scale.id}-grid`} width="100%" height="100%" />
      <text x="4" y="14">
        {most}
      </text>
    </svg>
  );
}
