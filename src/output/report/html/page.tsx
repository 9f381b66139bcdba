import { severities } from "../../../model/rule.ts";
import type { Report } from "../../../model/report.ts";
import { plural } from "../../../util/text.ts";
import type { Format } from "../../format.ts";
import { describeConclusion } from "../conclusion.ts";
import { countFindings, describeCounts } from "../counts.ts";
import { NOT_LEGAL_ADVICE } from "../../rules/binding-text.ts";
import { DeploymentSection, Overview } from "./deployment.tsx";
import { Section } from "../../html/parts.tsx";
import { Baseline, ByLaw, Inputs, NotEvaluated, Rules, Waivers } from "./registers.tsx";
import { lapsedCount } from "../lapsed.ts";
import filter from "../../html/filter.js?raw";
import { pageOf } from "../../html/shell.tsx";
import { type ReportView, statuses, buildReportView } from "./view.ts";

const verdicts = { pass: "passes", fail: "fails", error: "cannot be checked" } as const;

const sources = {
  "working-tree": "of the working tree",
  base: "of the base",
  head: "of the change",
  commit: "of a commit",
  none: "built in",
} as const;

function sentenceOf(report: Report): string {
  const { manifests, rules } = report.summary;
  const counts = describeCounts(countFindings(report.findings, report)).join(", ");
  return `${describeConclusion(report)} ${plural(manifests, "deployment")} checked by ${plural(rules, "rule")}: ${counts}.`;
}

function Header({ view: { report } }: { readonly view: ReportView }) {
  const { verdict, asOf, policies, judged, toolVersion, baseline } = report;
  return (
    <header class={verdict}>
      <p class="meta">caregate report on AI deployments</p>
      <h1>
        Verdict: <span>{verdicts[verdict]}</span>
      </h1>
      <p>{sentenceOf(report)}</p>
      <dl>
        <dt>Evaluated as of</dt>
        <dd>
          <time>{asOf}</time>
        </dd>
        {judged && (
          <>
            <dt>Commit</dt>
            <dd>
              commit <code>{judged.commit}</code>
            </dd>
          </>
        )}
        <dt>Policies</dt>
        <dd>
          {sources[policies.source]}
          {policies.commit !== null && (
            <>
              , commit <code>{policies.commit}</code>
            </>
          )}
          , digest <code>{policies.digest}</code>
        </dd>
        {baseline && (
          <>
            <dt>Compared with</dt>
            <dd>
              commit <code>{baseline.commit}</code>: {baseline.new} new, {baseline.fixed.length} fixed,{" "}
              {lapsedCount(baseline) > 0 && `${plural(lapsedCount(baseline), "rule")} no longer applicable, `}
              {baseline.unchanged} existing{baseline.gate === "new" && "; only new findings block"}
            </dd>
          </>
        )}
        <dt>Created by</dt>
        <dd>caregate {toolVersion}</dd>
      </dl>
    </header>
  );
}

/** Hidden until the script shows it. */
function Filter({ view }: { readonly view: ReportView }) {
  const choices = [
    ["severity", "Severity", severities.map((severity) => [severity, severity])],
    ["status", "Status", statuses.slice(0, 3).map((status) => [status, status])],
    ["deployment", "Deployment", view.deployments.map(({ id, name }) => [id, name])],
  ] as const;
  return (
    <form role="search" aria-label="Filter the findings" hidden>
      <label>
        Search <input type="search" name="text" autocomplete="off" />
      </label>
      {choices.map(([name, label, options]) => (
        <label>
          {label}{" "}
          <select name={name}>
            <option>all</option>
            {options.map(([value, text]) => (
              <option value={value}>{text}</option>
            ))}
          </select>
        </label>
      ))}
      <button type="reset">Show all</button>
      <output aria-live="polite" />
    </form>
  );
}

function Contents({ view }: { readonly view: ReportView }) {
  const { report, options, deployments, waivers, laws } = view;
  const link = (id: string, title: string) => <a href={`#${id}`}>{title}</a>;
  return (
    <nav aria-label="Contents">
      <ul>
        {report.diagnostics.length > 0 && <li>{link("inputs", "Inputs")}</li>}
        <li>{link("overview", "Overview")}</li>
        <li>
          {link("deployments", "Findings by deployment")}
          <ul>
            {deployments.map(({ id, name }) => (
              <li>{link(id, name)}</li>
            ))}
          </ul>
        </li>
        {laws.length > 0 && <li>{link("law", "Findings by law")}</li>}
        {waivers.length > 0 && <li>{link("waivers", "Waivers")}</li>}
        {options.history?.map(({ id, title }) => (
          <li>{link(id, title)}</li>
        ))}
        {report.notEvaluated.length > 0 && <li>{link("not-checked", "Not checked")}</li>}
        <li>{link("rules", "Rules")}</li>
      </ul>
    </nav>
  );
}

/** Renders the report as one HTML page that needs no other file and no server. */
export const formatHtml: Format = (report, options) => {
  const view = buildReportView(report, options);
  const { verdict, asOf } = report;
  const side = (
    <>
      <Filter view={view} />
      <Contents view={view} />
    </>
  );
  return pageOf({
    title: `caregate ${verdicts[verdict]}, ${asOf}`,
    header: <Header view={view} />,
    side,
    footer: NOT_LEGAL_ADVICE,
    // The page needs no script except for this filter.
    script: `\n${filter}`,
    children: (
      <>
        <Inputs view={view} />
        <Overview view={view} />
        <Section id="deployments" title="Findings by deployment">
          {view.deployments.map((deployment) => (
            <DeploymentSection view={view} deployment={deployment} />
          ))}
        </Section>
        <Baseline view={view} />
        <ByLaw view={view} />
        <Waivers view={view} />
        {options.history?.map(({ id, title, body }) => (
          <Section id={id} title={title}>
            {body}
          </Section>
        ))}
        <NotEvaluated view={view} />
        <Rules view={view} />
      </>
    ),
  });
};
