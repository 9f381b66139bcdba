import { createHash } from "node:crypto";
import { renderToString } from "preact-render-to-string";
import { type Report, severities } from "../../model/finding.ts";
import { plural } from "../../model/words.ts";
import type { Format } from "../format.ts";
import { NOT_LEGAL_ADVICE } from "../about-rules.ts";
import { DeploymentSection, Overview } from "./deployment.tsx";
import { Section } from "./parts.tsx";
import { Baseline, ByLaw, Inputs, NotJudged, Rules, Waivers } from "./registers.tsx";
import { script } from "./script.ts";
import { style } from "./style.ts";
import { type View, statuses, viewOf } from "./view.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing is sent, and nothing runs but what stands here. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const verdicts = { pass: "passes", fail: "fails", error: "cannot be judged" } as const;

const sources = {
  "working-tree": "as they lie in the folder",
  base: "of the base",
  head: "that the change brings",
  commit: "of a commit",
  none: "built in",
} as const;

function sentenceOf({ summary, findings, diagnostics }: Report): string {
  const open = findings.filter(
    ({ outcome, waiver }) => waiver === null && (outcome === "fail" || outcome === "unknown"),
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const gating = open.filter(({ gates }) => gates).length;
  const violated = open.filter(({ outcome }) => outcome === "fail").length;
  return [
    ...(errors > 0 ? [`The inputs have ${plural(errors, "error")}, so that nothing can be concluded.`] : []),
    open.length === 0
      ? "Every rule that applies is shown to hold, or is waived."
      : `${plural(violated, "violation")}, and ${plural(open.length - violated, "outcome")} that cannot be told; ${gating} of them shut the gate.`,
    `${plural(summary.manifests, "deployment")} judged by ${plural(summary.rules, "rule")}.`,
  ].join(" ");
}

function Header({ view: { report } }: { readonly view: View }) {
  const { verdict, asOf, policies, toolVersion, baseline } = report;
  return (
    <header class={verdict}>
      <p class="meta">caregate report on AI deployments</p>
      <h1>
        Verdict: <span>{verdicts[verdict]}</span>
      </h1>
      <p>{sentenceOf(report)}</p>
      <dl>
        <dt>Judged as of</dt>
        <dd>
          <time>{asOf}</time>
        </dd>
        <dt>By the rules</dt>
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
              {baseline.unchanged} there before{baseline.gate === "new" && "; only new findings shut the gate"}
            </dd>
          </>
        )}
        <dt>Made by</dt>
        <dd>caregate {toolVersion}</dd>
      </dl>
    </header>
  );
}

/** Shown by the script that makes it work. */
function Filter({ view }: { readonly view: View }) {
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

function Contents({ view }: { readonly view: View }) {
  const { report, deployments, waivers, laws } = view;
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
        {report.notEvaluated.length > 0 && <li>{link("unjudged", "Not judged")}</li>}
        <li>{link("rules", "Rules")}</li>
      </ul>
    </nav>
  );
}

function Page({ view }: { readonly view: View }) {
  const { verdict, asOf } = view.report;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={contentSecurityPolicy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{`caregate ${verdicts[verdict]}, ${asOf}`}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the report
        </a>
        <Header view={view} />
        <div class="columns">
          <div class="side">
            <Filter view={view} />
            <Contents view={view} />
          </div>
          <main id="main">
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
            <NotJudged view={view} />
            <Rules view={view} />
          </main>
        </div>
        <footer>
          <p>{NOT_LEGAL_ADVICE}</p>
        </footer>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

/** Characters that no page may hold, or that would hide or reorder text. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** The report as one HTML page that needs nothing else: no file, no server, and no script but for its filter. */
export const formatHtml: Format = (report, options) => {
  const markup = renderToString(<Page view={viewOf(report, options)} />);
  return `<!DOCTYPE html>\n${markup.replaceAll(unprintable, "\uFFFD")}\n`;
};
