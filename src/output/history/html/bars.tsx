import { type Bar, type BarStyle, type Mark, type Scale, Swatch, barStyles } from "../../html/timeline.tsx";
import type { ViolationRecord, Phase } from "../../../history/violation-timeline.ts";
import type { PolicyHistoryReport, ViolationHistoryReport } from "../../../history/report.ts";
import { ways } from "../sections.ts";
import type { PolicyChangeEntry } from "../../../history/policy-changes.ts";

export const barTexts: Readonly<Record<BarStyle, string>> = {
  live: "violated, in production",
  open: "violated, not in production",
  unknown: "undecided",
  waived: "waived",
};

export const entryId = (index: number): string => `h-p${index}`;

const markOf = (entry: PolicyChangeEntry, index: number): Mark => {
  const way = entry.meaning?.direction ?? "untold";
  return {
    day: entry.day,
    way,
    text: `${entry.day}: ${way === "untold" ? "policies changed, not compared" : `policies ${ways[way]}`}`,
    target: entryId(index),
  };
};

/** The period from the first event to the last day. */
export function scaleOf(
  { entries, waivers, asOf }: PolicyHistoryReport,
  verdicts: ViolationHistoryReport | undefined,
): Scale {
  const days = [
    ...entries.map(({ day }) => day),
    ...[...waivers, ...(verdicts?.waivers ?? [])].flatMap(({ events }) => events.map(({ day }) => day)),
    ...[...(verdicts?.lives ?? []), ...(verdicts?.byToday ?? [])].map(({ appeared }) => appeared.day),
  ];
  const to = verdicts?.asOf ?? asOf;
  const from = days.reduce((first, day) => (day < first ? day : first), to);
  return { id: "h", from, to, marks: entries.map(markOf) };
}

export interface PartProps {
  readonly scale: Scale;
}

const mannerOf = ({ waiver, outcome, production }: Phase): BarStyle =>
  waiver !== null ? "waived" : outcome === "unknown" ? "unknown" : production ? "live" : "open";

export function barOf(phase: Phase): Bar {
  const manner = mannerOf(phase);
  const until = phase.until?.day ?? null;
  const by = phase.waiver === null ? "" : ` by ${phase.waiver}`;
  return {
    from: phase.from.day,
    until,
    manner,
    text: `${barTexts[manner]}${by}, ${phase.from.day} to ${until ?? "now"}`,
  };
}

export const barsOf = (lives: readonly ViolationRecord[]): Bar[] => lives.flatMap(({ phases }) => phases.map(barOf));

/** The legend of the drawings. */
export function Legend({ of }: { readonly of: "lane" | "levels" }) {
  return (
    <p class="legend">
      {barStyles.map((manner) => (
        <span>
          <Swatch manner={manner} of={of} /> {barTexts[manner]}
        </span>
      ))}
    </p>
  );
}
