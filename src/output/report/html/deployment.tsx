import { type Finding, conditionTexts } from "../../../model/finding.ts";
import { plural } from "../../../util/text.ts";
import { FindingArticle, Reasons } from "./finding.tsx";
import { PlaceLink, Prose, RuleLink, RuleLinks, Section, Table } from "../../html/parts.tsx";
import { type DeploymentView, type ReportView, bySeverity } from "./view.ts";
import type { OpenQuestion } from "../../../model/report.ts";
import { severities } from "../../../model/rule.ts";

/** The outcomes of every deployment as numbers. */
export function Overview({ view }: { readonly view: ReportView }) {
  const columns = [
    "Deployment",
    "Blocks",
    ...severities.map((severity) => severity[0]?.toUpperCase() + severity.slice(1)),
    "Undecided",
    "Waived",
    "Held",
    "Did not apply",
  ];
  return (
    <Section id="overview" title="Overview">
      <p>Violations by severity, and the other outcomes, of each deployment.</p>
      <Table label="Overview" columns={columns}>
        <tbody>
          {view.deployments.map(({ id, name, blocks, violated, unknown, waived, held, notApplicable }) => (
            <tr>
              <th scope="row">
                <a href={`#${id}`}>{name}</a>
              </th>
              <td>{blocks ? <b>yes</b> : "no"}</td>
              {[...bySeverity(violated), ...[unknown, waived, held, notApplicable].map(({ length }) => length)].map(
                (count) => (
                  <td class="number">{count === 0 ? <span class="none">0</span> : count}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function Questions({ view, questions }: { readonly view: ReportView; readonly questions: readonly OpenQuestion[] }) {
  return (
    <Table label="Missing values" columns={["Missing value", "Where", "Decides"]}>
      <tbody>
        {questions.map(({ path, hint, answer, primary, rules, gates }) => (
          <tr>
            <td>
              <code>{path}</code>
              {gates ? "" : " (advisory)"}
              {hint !== undefined && (
                <p>
                  <Prose text={hint} />
                </p>
              )}
              {answer !== undefined && (
                <p>
                  <code>{answer}</code>
                </p>
              )}
            </td>
            <td>
              <PlaceLink view={view} at={primary} />
            </td>
            <td>
              <RuleLinks view={view} rules={rules} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Held({ view, held }: { readonly view: ReportView; readonly held: readonly Finding[] }) {
  if (!view.options.all)
    return (
      <p>
        <RuleLinks view={view} rules={held.map(({ rule }) => rule.id)} />
      </p>
    );
  return (
    <ul class="dense">
      {held.map((finding) => (
        <li>
          <RuleLink view={view} rule={finding.rule.id} />
          <Reasons view={view} finding={finding} />
        </li>
      ))}
    </ul>
  );
}

/** Rules that did not apply, grouped by reason, the most frequent reason first. */
function NotApplicable({ view, findings }: { readonly view: ReportView; readonly findings: readonly Finding[] }) {
  const reasons = new Map<string, string[]>();
  for (const finding of findings) {
    const { rule } = finding;
    const reason = conditionTexts(finding).join("; ");
    reasons.set(reason, [...(reasons.get(reason) ?? []), rule.id]);
  }
  return (
    <ul class="dense">
      {[...reasons]
        .toSorted(([, a], [, b]) => b.length - a.length)
        .map(([reason, rules]) => (
          <li>
            {reason === "" ? "The report contains no reasons." : <Prose text={reason} />}
            <div>
              <RuleLinks view={view} rules={rules} />
            </div>
          </li>
        ))}
    </ul>
  );
}

/** One deployment: violations, undecided rules and waivers; the other rules are folded. */
export function DeploymentSection({
  view,
  deployment,
}: {
  readonly view: ReportView;
  readonly deployment: DeploymentView;
}) {
  const { id, name, file, violated, unknown, waived, held, notApplicable, blocks } = deployment;
  const questions = view.report.questions.filter(({ deployments }) => deployments.includes(name));
  return (
    <section class="deployment" aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      <p class="meta">
        {file} · {blocks && <b>blocks</b>}
        {blocks && " · "}
        {violated.length} violated, {unknown.length} undecided, {waived.length} waived, {held.length} held,{" "}
        {notApplicable.length} did not apply
      </p>
      {[...violated, ...unknown, ...waived].map((entry) => (
        <FindingArticle view={view} entry={entry} />
      ))}
      {questions.length > 0 && (
        <div class="rest">
          <h4>Missing values: {plural(questions.length, "value")}</h4>
          <Questions view={view} questions={questions} />
        </div>
      )}
      {held.length > 0 && (
        <details class="rest">
          <summary>Passed: {plural(held.length, "rule")}</summary>
          <Held view={view} held={held} />
        </details>
      )}
      {notApplicable.length > 0 && (
        <details class="rest">
          <summary>Did not apply, with reasons: {plural(notApplicable.length, "rule")}</summary>
          <NotApplicable view={view} findings={notApplicable} />
        </details>
      )}
    </section>
  );
}
