import { type Finding, type Waiver, reasonTexts } from "../../../model/finding.ts";
import { plural } from "../../../util/text.ts";
import { Citations, PlaceLink, Prose, RuleLink } from "../../html/parts.tsx";
import { type FindingEntry, type ReportView, statusOf } from "./view.ts";

const baselineWords = { new: "new in this change", unchanged: "already in the base" } as const;

/** The deciding conditions, each with its source lines. */
export function Reasons({ view, finding }: { readonly view: ReportView; readonly finding: Finding }) {
  const { related } = finding;
  return (
    <ul>
      {reasonTexts(finding).map((text) => (
        <li>
          <Prose text={text} />
          {related
            .filter(({ note }) => note === text)
            .map((place) => (
              <PlaceLink view={view} at={place} />
            ))}
        </li>
      ))}
    </ul>
  );
}

function Evidence({ view, finding }: { readonly view: ReportView; readonly finding: Finding }) {
  const { primary, related, explanation } = finding;
  const reasons = new Set(explanation.map(({ text }) => text));
  const places = finding.omitted?.places ?? 0;
  return (
    <>
      <PlaceLink view={view} at={primary} />
      {related
        .filter(({ note }) => !reasons.has(note))
        .map((place) => (
          <>
            <Prose text={place.note} />
            <PlaceLink view={view} at={place} />
          </>
        ))}
      {places > 0 && <p>and at least {plural(places, "more place")}</p>}
    </>
  );
}

/** A waiver: who approved it, why, and for how long. */
export function WaiverText({ waiver }: { readonly waiver: Waiver }) {
  const { id, reason, approvedBy, from, until, document } = waiver;
  return (
    <>
      <Prose text={reason} />
      <p class="meta">
        <code>{id}</code> in {document.file}, approved by {approvedBy}, from <time>{from}</time> until{" "}
        <time>{until}</time>
      </p>
    </>
  );
}

/** Paths of a document, separated by commas. */
const Paths = ({ of }: { readonly of: Finding["missing"] }) =>
  of.map(({ path }, index) => (
    <>
      {index > 0 && ", "}
      <code>{path}</code>
    </>
  ));

/** What to write once the remedy is done, and where. */
function WriteLines({ of }: { readonly of: Finding["write"] }) {
  if (of.length === 0) return null;
  return (
    <>
      <dt>Write when done</dt>
      <dd>
        {of.map(({ text, file, line }) => (
          <div>
            <code>{text}</code>{" "}
            <span class="meta">
              {file}:{line}
            </span>
          </div>
        ))}
      </dd>
    </>
  );
}

interface FindingProps {
  readonly view: ReportView;
  readonly entry: FindingEntry;
}

/** One finding: the problem, the reason, the source lines, the remedy and the law. */
export function FindingArticle({ view, entry: { id, finding } }: FindingProps) {
  const { rule, message, write, explanation, missing, omitted, waiver, gates, baselineState } = finding;
  const status = statusOf(finding);
  const remarks = [
    ...(baselineState ? [baselineWords[baselineState]] : []),
    ...(gates || waiver ? [] : ["does not block"]),
  ];
  return (
    <article id={id} class={rule.severity} data-severity={rule.severity} data-status={status}>
      <h4>
        <span class="severity">{rule.severity}</span> <Prose text={message} />
      </h4>
      <p class="meta">
        <b>{status}</b> · <RuleLink view={view} rule={rule.id} />
        {remarks.map((remark) => ` · ${remark}`)}
      </p>
      <dl>
        <dt>Where</dt>
        <dd>
          <Evidence view={view} finding={finding} />
        </dd>
        {explanation.length > 0 && (
          <>
            <dt>Why</dt>
            <dd>
              <Reasons view={view} finding={finding} />
            </dd>
          </>
        )}
        {missing.length > 0 && (
          <>
            <dt>Not stated</dt>
            <dd>
              <Paths of={missing} />
              {omitted && omitted.missing > 0 && ` and at least ${omitted.missing} more`}
            </dd>
          </>
        )}
        <dt>Do</dt>
        <dd>
          <Prose text={rule.remediation} />
        </dd>
        <WriteLines of={write} />
        {waiver && (
          <>
            <dt>Waiver</dt>
            <dd>
              <WaiverText waiver={waiver} />
            </dd>
          </>
        )}
        <dt>Law</dt>
        <dd>
          <Citations of={finding.citations} />
        </dd>
      </dl>
    </article>
  );
}
