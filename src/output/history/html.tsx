import { daysBetween } from "../../util/date.ts";
import { plural } from "../../util/text.ts";
import { compareCodeUnits } from "../../util/json.ts";
import { NOT_LEGAL_ADVICE } from "../rules/binding-text.ts";
import type { PagePart } from "../format.ts";
import { Prose, Section, Table } from "../html/parts.tsx";
import { pageOf } from "../html/shell.tsx";
import { groups } from "../report/html/view.ts";
import {
  Axis,
  type Bar,
  Grid,
  TimelineRow,
  OpenCountChart,
  type BarStyle,
  type Mark,
  Marks,
  type Scale,
  Swatch,
  openCountsOf,
  barStyles,
  unionOf,
} from "../html/timeline.tsx";
import { version } from "../../version.ts";
import { type ViolationRecord, type Phase, daysInProduction, daysOpen } from "../../history/violation-timeline.ts";
import type { Loosening } from "../../history/loosenings.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import { endOf, entryItem, headlineOf, lifeEnd, momentText, waiverItem, ways } from "./sections.ts";
import type { PolicyChangeEntry } from "../../history/policy-changes.ts";
import type { WaiverRecord } from "../../history/waiver-timeline.ts";

const words: Readonly<Record<BarStyle, string>> = {
  live: "violated, in production",
  open: "violated, not in production",
  unknown: "cannot be told",
  waived: "waived",
};

const idOf = (index: number): string => `h-p${index}`;

const markOf = (entry: PolicyChangeEntry, index: number): Mark => {
  const way = entry.meaning?.direction ?? "untold";
  return {
    day: entry.day,
    way,
    text: `${entry.day}: ${way === "untold" ? "policies changed, not compared" : `policies ${ways[way]}`}`,
    target: idOf(index),
  };
};

/** From the first thing that is told to the last day. */
function scaleOf({ entries, waivers, asOf }: PolicyHistoryReport, verdicts: ViolationHistoryReport | undefined): Scale {
  const days = [
    ...entries.map(({ day }) => day),
    ...[...waivers, ...(verdicts?.waivers ?? [])].flatMap(({ events }) => events.map(({ day }) => day)),
    ...[...(verdicts?.lives ?? []), ...(verdicts?.byToday ?? [])].map(({ appeared }) => appeared.day),
  ];
  const to = verdicts?.asOf ?? asOf;
  const from = days.reduce((first, day) => (day < first ? day : first), to);
  return { id: "h", from, to, marks: entries.map(markOf) };
}

interface PartProps {
  readonly scale: Scale;
}

const mannerOf = ({ waiver, outcome, production }: Phase): BarStyle =>
  waiver !== null ? "waived" : outcome === "unknown" ? "unknown" : production ? "live" : "open";

function barOf(phase: Phase): Bar {
  const manner = mannerOf(phase);
  const until = phase.until?.day ?? null;
  const by = phase.waiver === null ? "" : ` by ${phase.waiver}`;
  return { from: phase.from.day, until, manner, text: `${words[manner]}${by}, ${phase.from.day} to ${until ?? "now"}` };
}

const barsOf = (lives: readonly ViolationRecord[]): Bar[] => lives.flatMap(({ phases }) => phases.map(barOf));

/** For how many days there was something of a manner. */
const daysIn = (bars: readonly Bar[], wanted: BarStyle, asOf: string): number =>
  bars
    .filter(({ manner }) => manner === wanted)
    .reduce((sum, { from, until }) => sum + (daysBetween(from, until ?? asOf) ?? 0), 0);

/** What the drawings mean. */
function Legend({ of }: { readonly of: "lane" | "levels" }) {
  return (
    <p class="legend">
      {barStyles.map((manner) => (
        <span>
          <Swatch manner={manner} of={of} /> {words[manner]}
        </span>
      ))}
    </p>
  );
}

/** How many violations were open on each day, with what changed the rules. */
function OpenOverTime({ scale, lives }: PartProps & { readonly lives: readonly ViolationRecord[] }) {
  const levels = openCountsOf(barsOf(lives));
  return (
    <>
      <figure>
        <Marks scale={scale} label="Changes of policies" />
        <OpenCountChart scale={scale} levels={levels} label={`Open violations from ${scale.from} to ${scale.to}`} />
        <Axis scale={scale} />
        <figcaption>
          <Legend of="levels" />
          <p class="meta">
            Above stand the <a href="#h-changes">changes of policies</a>: up where they loosened, down where they
            tightened.
          </p>
        </figcaption>
      </figure>
      {levels.length > 0 && (
        <details>
          <summary>The same in numbers: {plural(levels.length, "day")} on which it changed</summary>
          <Table label="Open violations by day" columns={["From", ...barStyles.map((manner) => words[manner])]}>
            <tbody>
              {levels.map(({ day, counts }) => (
                <tr>
                  <th scope="row">
                    <time>{day}</time>
                  </th>
                  {barStyles.map((manner) => (
                    <td class="number">{counts[manner]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </Table>
        </details>
      )}
    </>
  );
}

function LifeRow({ scale, life, asOf }: PartProps & { readonly life: ViolationRecord; readonly asOf: string }) {
  const { rule, severity, message, appeared, phases } = life;
  const bars = phases.map(barOf);
  const live = daysInProduction(life, asOf);
  return (
    <tr class={severity}>
      <td>
        <span class="severity">{severity}</span> <b>{rule}</b>
        <div class="meta">
          <Prose text={message} />
        </div>
      </td>
      <td class="time">
        <TimelineRow scale={scale} bars={bars} label={bars.map(({ text }) => text).join("; ")} />
      </td>
      <td>
        {momentText(appeared)}
        <br />
        {lifeEnd(life)}
      </td>
      <td>
        {daysOpen(life, asOf)}
        {live > 0 && <div class="meta">{live} in production in violation</div>}
      </td>
    </tr>
  );
}

const compareLives = (a: ViolationRecord, b: ViolationRecord): number =>
  compareCodeUnits(a.rule, b.rule) || compareCodeUnits(a.appeared.day, b.appeared.day);

/** Up to how many violations are shown unfolded. */
const UNFOLDED = 100;

interface LivesProps extends PartProps {
  readonly lives: readonly ViolationRecord[];
  readonly asOf: string;
  /** What the fragments of the deployments begin with. */
  readonly prefix: string;
}

/** Every violation, from when it appeared until it was gone, by deployment. */
function Lives({ scale, lives, asOf, prefix }: LivesProps) {
  const byDeployment = groups(lives, ({ deployment }) => deployment);
  const deployments = [...byDeployment].toSorted(([a], [b]) => compareCodeUnits(a, b));
  const label = (own: readonly ViolationRecord[]): string =>
    `${plural(own.length, "violation")}, ${own.filter(({ ended }) => !ended).length} still open`;
  const columns = ["Violations", "Still open", "Days in production in violation"];
  return (
    <>
      <Legend of="lane" />
      <Table label="By deployment" columns={["Deployment", <Axis scale={scale} narrow />, ...columns]}>
        <tbody>
          {deployments.map(([name, own], i) => (
            <tr>
              <th scope="row">
                <a href={`#${prefix}${i}`}>{name}</a>
              </th>
              <td class="time">
                <TimelineRow scale={scale} bars={unionOf(barsOf(own))} label={label(own)} />
              </td>
              <td class="number">{own.length}</td>
              <td class="number">{own.filter(({ ended }) => !ended).length}</td>
              <td class="number">{daysIn(unionOf(barsOf(own)), "live", asOf)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {deployments.map(([name, own], i) => (
        <>
          <h3 id={`${prefix}${i}`}>{name}</h3>
          <details open={lives.length <= UNFOLDED}>
            <summary>{label(own)}</summary>
            <Table
              label={`Violations of ${name}`}
              columns={["Rule", <Axis scale={scale} narrow />, "Appeared, and gone", "Days"]}
            >
              <tbody>
                {own.toSorted(compareLives).map((life) => (
                  <LifeRow scale={scale} life={life} asOf={asOf} />
                ))}
              </tbody>
            </Table>
          </details>
        </>
      ))}
    </>
  );
}

/** What was loosened, by whom, and for how long. */
function Loosenings({ scale, loosenings }: PartProps & { readonly loosenings: readonly Loosening[] }) {
  return (
    <>
      <p>Tall where it is still so.</p>
      <Table
        label="What was loosened"
        columns={["What", <Axis scale={scale} narrow />, "Loosened, and until when", "Days"]}
      >
        <tbody>
          {loosenings.map((one) => {
            const { entry, change, until, days } = one;
            const manner = days === null ? "unknown" : until ? "open" : "live";
            const text = `${entry.day} to ${until?.day ?? (days === null ? "a day that was not looked up" : "now")}`;
            const bar: Bar = { from: entry.day, until: until?.day ?? null, manner, text };
            return (
              <tr class={change.severity ?? "low"}>
                <td>
                  {change.severity !== null && <span class="severity">{change.severity}</span>} <b>{change.name}</b>
                  <div class="meta">{change.text}</div>
                </td>
                <td class="time">
                  <TimelineRow scale={scale} bars={[bar]} label={`loosened ${text}`} />
                </td>
                <td>
                  {momentText(entry)}
                  <br />
                  {endOf(one)}
                </td>
                <td class="number">{days ?? ""}</td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}

/** The terms of a waiver: each lasts until it is over, or another takes its place. */
function termsOf({ events }: WaiverRecord): Bar[] {
  return events.flatMap(({ kind, from, until, day }, i) => {
    if (kind === "expired" || kind === "revoked") return [];
    const next = events[i + 1]?.day;
    const start = from > day ? from : day;
    const end = next !== undefined && next < until ? next : until;
    return start > end
      ? []
      : [{ from: start, until: end, manner: "waived" as const, text: `${kind}, ${start} to ${end}` }];
  });
}

function WaiverLives({
  scale,
  waivers,
  lives,
}: PartProps & { readonly waivers: readonly WaiverRecord[]; readonly lives: readonly ViolationRecord[] | undefined }) {
  return (
    <Table label="Waivers" columns={["Waiver", <Axis scale={scale} narrow />, "What became of it"]}>
      <tbody>
        {waivers.map((waiver) => {
          const { name, text, details } = waiverItem(waiver, lives);
          const bars = termsOf(waiver);
          return (
            <tr>
              <td>
                <b>{name}</b>
                <div class="meta">{text}</div>
              </td>
              <td class="time">
                <TimelineRow scale={scale} bars={bars} label={bars.map((bar) => bar.text).join("; ")} />
              </td>
              <td>
                <ul>
                  {details.map((detail) => (
                    <li>{detail}</li>
                  ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** Details, each with those that are about it: what is indented belongs to the line before. */
function nested(details: readonly string[]): { readonly text: string; readonly about: string[] }[] {
  const found: { text: string; about: string[] }[] = [];
  for (const detail of details) {
    const last = found.at(-1);
    if (last && detail.startsWith("  ")) last.about.push(detail.trim());
    else found.push({ text: detail, about: [] });
  }
  return found;
}

function Details({ of }: { readonly of: ReturnType<typeof nested> }) {
  return (
    <ul>
      {of.map(({ text, about }) => (
        <li>
          <Prose text={text} />
          {about.map((one) => (
            <div class="meta">
              <Prose text={one} />
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}

/** How much of what a commit means is shown unfolded. */
const FIRST_DETAILS = 8;

/** Every commit that changed the policies, with whose it is and what it means. */
function Changes({ scale, entries }: PartProps & { readonly entries: readonly PolicyChangeEntry[] }) {
  return (
    <>
      <figure>
        <Marks scale={scale} label="Changes of policies" />
        <Axis scale={scale} />
      </figure>
      <Table label="Changes of policies" columns={["Commit", "What it means"]}>
        <tbody>
          {entries.map((entry, i) => {
            const { name, text, details } = entryItem(entry);
            const all = nested(details);
            const rest = all.slice(FIRST_DETAILS);
            return (
              <tr id={idOf(i)}>
                <th scope="row">{name}</th>
                <td>
                  <b>{text}</b>
                  <Details of={all.slice(0, FIRST_DETAILS)} />
                  {rest.length > 0 && (
                    <details>
                      <summary>and {rest.length} more</summary>
                      <Details of={rest} />
                    </details>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </>
  );
}

const none = (what: string) => <p>{what}</p>;

/** What became of policies and, where it was asked, of verdicts, as parts of a page. */
export function historyParts(policies: PolicyHistoryReport, verdicts?: ViolationHistoryReport): PagePart[] {
  const scale = scaleOf(policies, verdicts);
  const { entries, loosenings } = policies;
  const asOf = verdicts?.asOf ?? policies.asOf;
  const waivers = verdicts?.waivers ?? policies.waivers;
  const notes = [...new Set([...policies.notes, ...(verdicts?.notes ?? [])])];
  const parts: (PagePart | false | undefined)[] = [
    notes.length > 0 && {
      id: "h-limits",
      title: "Limits of this history",
      body: (
        <ul>
          {notes.map((note) => (
            <li>
              <Prose text={note} />
            </li>
          ))}
        </ul>
      ),
    },
    verdicts && {
      id: "h-open",
      title: "Open violations over time",
      body:
        verdicts.lives.length > 0 ? <OpenOverTime scale={scale} lives={verdicts.lives} /> : none("There were none."),
    },
    verdicts &&
      verdicts.lives.length > 0 && {
        id: "h-violations",
        title: "Violations, from when each appeared",
        body: <Lives scale={scale} lives={verdicts.lives} asOf={asOf} prefix="h-d" />,
      },
    verdicts?.byToday !== null &&
      verdicts?.byToday !== undefined && {
        id: "h-today",
        title: "Violations by the rules of today",
        body: <Lives scale={scale} lives={verdicts.byToday} asOf={asOf} prefix="h-t" />,
      },
    {
      id: "h-loosened",
      title: "Loosened, and for how long",
      body:
        loosenings.length > 0 ? <Loosenings scale={scale} loosenings={loosenings} /> : none("Nothing was loosened."),
    },
    waivers.length > 0 && {
      id: "h-waivers",
      title: "Waivers over time",
      body: <WaiverLives scale={scale} waivers={waivers} lives={verdicts?.lives} />,
    },
    {
      id: "h-changes",
      title: "Changes of policies",
      body: entries.length > 0 ? <Changes scale={scale} entries={entries} /> : none("There were none."),
    },
  ];
  const [first, ...rest] = parts.filter((part) => part !== false && part !== undefined);
  // The lines that the drawings share stand before the first of them.
  return first ? [{ ...first, body: [<Grid scale={scale} />, first.body] }, ...rest] : [];
}

/** What stands in a page where no history can be told. */
export const noHistory = (why: string): PagePart[] => [
  { id: "h-limits", title: "Limits of this history", body: <p>No history is told here: {why}.</p> },
];

function Header({ report }: { readonly report: HistoryReport }) {
  const { kind, head, asOf } = report;
  return (
    <header>
      <p class="meta">caregate history of an AI deployment repository</p>
      <h1>{kind === "policies" ? "History of policies" : "History of verdicts"}</h1>
      <p>{headlineOf(report)}</p>
      <dl>
        <dt>Told up to</dt>
        <dd>
          commit <code>{head}</code>, <time>{asOf}</time>
        </dd>
        <dt>Made by</dt>
        <dd>caregate {version}</dd>
      </dl>
    </header>
  );
}

/** A history as one HTML page that needs nothing else and runs nothing. */
export function historyHtml(policies: PolicyHistoryReport, verdicts?: ViolationHistoryReport): string {
  const report = verdicts ?? policies;
  const parts = historyParts(policies, verdicts);
  return pageOf({
    title: `caregate history of ${report.kind}, ${report.asOf}`,
    header: <Header report={report} />,
    side: (
      <nav aria-label="Contents">
        <ul>
          {parts.map(({ id, title }) => (
            <li>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
    ),
    footer: NOT_LEGAL_ADVICE,
    children: parts.map(({ id, title, body }) => (
      <Section id={id} title={title}>
        {body}
      </Section>
    )),
  });
}
