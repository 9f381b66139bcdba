import { NOT_LEGAL_ADVICE } from "../rules/binding-text.ts";
import type { PagePart } from "../format.ts";
import { Prose, Section } from "../html/parts.tsx";
import { pageOf } from "../html/shell.tsx";
import { Grid } from "../html/timeline.tsx";
import { version } from "../../version.ts";
import type { HistoryReport, PolicyHistoryReport, ViolationHistoryReport } from "../../history/report.ts";
import { headlineOf } from "./sections.ts";
import { scaleOf } from "./html/bars.tsx";
import { OpenOverTime, Lives } from "./html/violations.tsx";
import { Loosenings, Changes } from "./html/policy-changes.tsx";
import { WaiverLives } from "./html/waivers.tsx";

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
