import { addDays, daysBetween } from "../../util/date.ts";
import { plural } from "../../util/text.ts";

/** Kind of a mark: loosened, tightened, both, neither, or unknown. */
export type BarDirection = "loosened" | "tightened" | "both" | "none" | "untold";

/** An event on a day. */
export interface Mark {
  readonly day: string;
  readonly way: BarDirection;
  readonly text: string;
  /** The fragment of its full description. */
  readonly target: string;
}

/** The period of a drawing. */
export interface Scale {
  /** Id of the scale within the page; several drawings share a scale. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly marks: readonly Mark[];
}

/** Styles of bars, the worst first. */
export const barStyles = ["live", "open", "unknown", "waived"] as const;
export type BarStyle = (typeof barStyles)[number];

/** A period from a day to another day or to the end. */
export interface Bar {
  readonly from: string;
  readonly until: string | null;
  readonly manner: BarStyle;
  readonly text: string;
}

/** Position of a day on a scale, in percent. */
function placeOf({ from, to }: Scale, day: string): number {
  const whole = Math.max(1, daysBetween(from, to) ?? 1);
  return Math.min(100, Math.max(0, ((daysBetween(from, day) ?? 0) / whole) * 100));
}

const percent = (share: number): string => `${Number(share.toFixed(2))}%`;

const steps = [1, 2, 3, 6, 12, 24, 60, 120];

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}-01`;

/** The first days of every `step` months along a scale. */
function firstDays(scale: Scale, step: number): string[] {
  const first = Math.ceil((monthOf(addDays(scale.from, -1)) + 1) / step);
  const last = Math.floor(monthOf(scale.to) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => firstOf((first + i) * step));
}

/** Minimum distance of month labels from each other and from the ends, in percent of the scale. */
interface Room {
  readonly gap: number;
  readonly margin: number;
}

const WIDE: Room = { gap: 12, margin: 3 };
const NARROW: Room = { gap: 24, margin: 10 };

/** The labelled months of a scale. */
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

/** The periods with bars of each style, merged. The worst style is last, so that it is drawn on top. */
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

/** Maximum number of changes drawn as lines. More lines would hide the bars behind them. */
const MOST_LINES = 30;

/** The lines behind every drawing of a scale, defined once. */
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
  /** Description of the drawing for screen readers. */
  readonly label: string;
}

const LANE = 18;
const heights: Readonly<Record<BarStyle, number>> = { live: 12, open: 7, unknown: 7, waived: 3 };

/** A sample of a bar style for the legend. */
export function Swatch({ manner, of }: { readonly manner: BarStyle; readonly of: "lane" | "levels" }) {
  const height = of === "lane" ? heights[manner] : heights.live;
  return (
    <svg class={`${of} swatch`} width="28" height={LANE} aria-hidden="true">
      <rect class={manner} x="2" width="24" y={(LANE - height) / 2} height={height} />
    </svg>
  );
}

/** Bars along a scale. */
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

/** Loosening marks are above tightening marks. */
const isUpper = (way: BarDirection): boolean => way === "loosened" || way === "both";

/** The marks of a scale, each with a link to its full description. */
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

/** Number of bars of each style from a day on. */
export interface OpenCount {
  readonly day: string;
  readonly counts: Readonly<Record<BarStyle, number>>;
}

/** Number of bars of each style, for each day with a change. */
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

/** The outline of the area below the upper edge of a style, as steps. */
function outlineOf(scale: Scale, levels: readonly OpenCount[], manner: BarStyle, most: number): string {
  const x = (day: string): string => String(Number(((placeOf(scale, day) / 100) * WIDTH).toFixed(1)));
  const y = (level: OpenCount): string =>
    String(Number((HEIGHT - (sumUpTo(level, manner) / most) * HEIGHT).toFixed(2)));
  const edges = levels.map((level) => `H${x(level.day)}V${y(level)}`).join("");
  return `M0 ${HEIGHT}${edges}H${WIDTH}V${HEIGHT}Z`;
}

/** A stacked chart of the number of bars of each style over time. */
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
