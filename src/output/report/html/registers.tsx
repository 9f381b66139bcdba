import { lapsedTexts } from "../lapsed.ts";
import { bindingOf } from "../../rules/binding-text.ts";
import { plural } from "../../../util/text.ts";
import { WaiverText } from "./finding.tsx";
import { Citations, PlaceLink, Prose, Provision, RuleLink, Section, Table } from "../../html/parts.tsx";
import { type FindingEntry, type ReportView, statusOf } from "./view.ts";

/** Links to findings, each named by its deployment. */
function Entries({ entries }: { readonly entries: readonly FindingEntry[] }) {
  return (
    <>
      {entries.map(({ id, finding }, index) => (
        <>
          {index > 0 && ", "}
          <a href={`#${id}`}>{finding.manifest.name}</a> ({statusOf(finding)})
        </>
      ))}
    </>
  );
}

/** The findings, grouped by provision. */
export function ByLaw({ view }: { readonly view: ReportView }) {
  if (view.laws.length === 0) return null;
  return (
    <Section id="law" title="Findings by law">
      <p>
        Provisions that a finding cites. Provisions without open findings are listed with the <a href="#rules">rules</a>
        .
      </p>
      <Table label="Findings by law" columns={["Provision", "Rule", "Deployment"]}>
        {view.laws.map(({ name, provisions }) => (
          <tbody>
            <tr>
              <th scope="rowgroup" colspan={3} class="group">
                {name}
              </th>
            </tr>
            {provisions.flatMap(({ ref, url, entries }) =>
              [...new Set(entries.map(({ finding }) => finding.rule.id))].map((rule) => (
                <tr>
                  <td>
                    <Provision of={{ ref, ...(url === undefined ? {} : { url }) }} />
                  </td>
                  <td>
                    <RuleLink view={view} rule={rule} />
                  </td>
                  <td>
                    <Entries entries={entries.filter(({ finding }) => finding.rule.id === rule)} />
                  </td>
                </tr>
              )),
            )}
          </tbody>
        ))}
      </Table>
    </Section>
  );
}

/** The waivers: findings, approver, reason and duration. */
export function Waivers({ view }: { readonly view: ReportView }) {
  if (view.waivers.length === 0) return null;
  return (
    <Section id="waivers" title="Waivers">
      <Table label="Waivers" columns={["Rule", "Waiver", "Waived findings"]}>
        <tbody>
          {view.waivers.map(({ waiver, entries }) => (
            <tr>
              <td>
                <RuleLink view={view} rule={waiver.rule} />
              </td>
              <td>
                <WaiverText waiver={waiver} />
              </td>
              <td>
                <Entries entries={entries} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Problems of the inputs. */
export function Inputs({ view }: { readonly view: ReportView }) {
  const { diagnostics } = view.report;
  if (diagnostics.length === 0) return null;
  return (
    <Section id="inputs" title="Inputs">
      <p>Problems of the input files. With an error, the check has no result.</p>
      <Table label="Inputs" columns={["Level", "What is wrong", "Where"]}>
        <tbody>
          {diagnostics.map(({ code, severity, message, file, span }) => (
            <tr>
              <td>{severity}</td>
              <td>
                <Prose text={message} /> <span class="meta">{code}</span>
              </td>
              <td>
                <PlaceLink view={view} at={{ file, ...span, exact: true }} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Fixed findings and removed deployments. */
export function Baseline({ view }: { readonly view: ReportView }) {
  const { baseline } = view.report;
  const lapsed = baseline ? lapsedTexts(baseline) : [];
  if (!baseline || baseline.fixed.length + baseline.withdrawn.length + lapsed.length === 0) return null;
  return (
    <Section id="fixed" title="Fixed since the base">
      <ul>
        {baseline.fixed.map(({ rule, manifest }) => (
          <li>
            {manifest.name}: <RuleLink view={view} rule={rule.id} /> is no longer open
          </li>
        ))}
        {lapsed.map((text) => (
          <li>
            <Prose text={text} />
          </li>
        ))}
        {baseline.withdrawn.map((name) => (
          <li>{name} is no longer there</li>
        ))}
      </ul>
    </Section>
  );
}

/** Inputs that were not checked. */
export function NotEvaluated({ view }: { readonly view: ReportView }) {
  const { notEvaluated } = view.report;
  if (notEvaluated.length === 0) return null;
  return (
    <Section id="not-checked" title="Not checked">
      <ul>
        {notEvaluated.map(({ what, reason }) => (
          <li>
            {what}: <Prose text={reason} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The rules with their citations and outcomes. */
export function Rules({ view }: { readonly view: ReportView }) {
  const rules = [...view.rules.values()];
  return (
    <Section id="rules" title="Rules">
      <details>
        <summary>{plural(rules.length, "rule")}, with the provisions they cite and how they came out</summary>
        <Table label="Rules" columns={["Rule", "Law", "Outcomes"]}>
          <tbody>
            {rules.map(({ id, rule, outcomes }) => (
              <tr id={id}>
                <td>
                  <b>{rule.id}</b>: <Prose text={rule.title} />{" "}
                  <span class="meta">
                    {[rule.severity, ...(rule.binding === "gates" ? [] : [bindingOf(rule)])].join(", ")}
                  </span>
                </td>
                <td>
                  <Citations of={rule.citations} />
                </td>
                <td>{outcomes.map(([word, count]) => `${count} ${word}`).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </details>
    </Section>
  );
}
