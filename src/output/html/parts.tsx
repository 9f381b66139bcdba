import type { ComponentChildren } from "preact";
import type { Citation } from "../../model/rule.ts";
import type { Location } from "../../model/location.ts";
import { snippetOf } from "../text/snippet.ts";
import type { ReportView } from "../report/html/view.ts";

/** A sentence of the report. Text in backticks becomes code. */
export function Prose({ text }: { readonly text: string }) {
  const parts = text.split(/`([^`]+)`/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</>;
}

/** A rule id with a link to the rule. */
export function RuleLink({ view, rule }: { readonly view: ReportView; readonly rule: string }) {
  const entry = view.rules.get(rule);
  return entry ? <a href={`#${entry.id}`}>{rule}</a> : <>{rule}</>;
}

/** A list of rules, separated by commas. */
export function RuleLinks({ view, rules }: { readonly view: ReportView; readonly rules: readonly string[] }) {
  return (
    <>
      {rules.map((rule, index) => (
        <>
          {index > 0 && ", "}
          <RuleLink view={view} rule={rule} />
        </>
      ))}
    </>
  );
}

/** A provision, with a link to its text if there is one. */
export function Provision({ of: { ref, url } }: { readonly of: Citation }) {
  return url !== undefined && /^https?:\/\//.test(url) ? <a href={url}>{ref}</a> : <>{ref}</>;
}

/** A list of provisions, separated by commas. */
export function Citations({ of }: { readonly of: readonly Citation[] }) {
  return (
    <>
      {of.map((citation, index) => (
        <>
          {index > 0 && "; "}
          <Provision of={citation} />
        </>
      ))}
    </>
  );
}

/** A source line with a marked span. */
function Quote({ view, at }: PlaceProps) {
  const raw = view.options.line(at.file, at.start.line);
  if (raw === undefined || raw.trim() === "") return null;
  const { line, offset, length } = snippetOf(raw, at);
  return (
    <code>
      {line.slice(0, offset).trimStart()}
      <mark>{line.slice(offset, offset + length)}</mark>
      {line.slice(offset + length)}
    </code>
  );
}

interface PlaceProps {
  readonly view: ReportView;
  readonly at: Location;
}

/** A location with its line. The line is not quoted if it only marks the place of a missing value. */
export function PlaceLink({ view, at }: PlaceProps) {
  return (
    <div class="place">
      {at.file}:{at.start.line} {at.exact && <Quote view={view} at={at} />}
    </div>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A section of the page with a heading. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

interface TableProps {
  readonly label: string;
  readonly columns: readonly ComponentChildren[];
  readonly children: ComponentChildren;
}

/** A table that scrolls on narrow pages, also by keyboard. */
export function Table({ label, columns, children }: TableProps) {
  return (
    <div class="scroll" role="group" aria-label={label} tabindex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col">{column}</th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}
