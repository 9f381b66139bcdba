import type { Register, RegisteredDeployment, RegisteredWaiver } from "../../model/register.ts";
import { Section, Table } from "../html/parts.tsx";
import { pageOf } from "../html/shell.tsx";
import { NOT_LEGAL_ADVICE } from "../rules/binding-text.ts";
import {
  concernsText,
  findingsText,
  kindText,
  modelText,
  ownerText,
  riskText,
  stateText,
  stated,
  statusText,
  summaryText,
  vendorsText,
  waiverText,
  whenText,
} from "./texts.ts";

const asDate = (date: string | null) => (date === null ? <span class="none">none</span> : <time>{date}</time>);

function Deployments({ deployments }: { readonly deployments: readonly RegisteredDeployment[] }) {
  const columns = ["Deployment", "Stage", "Risk", "Owner", "Model", "Vendors", "Findings"];
  return (
    <Table label="Deployments" columns={columns}>
      <tbody>
        {deployments.map((one) => (
          <tr>
            <th scope="row">
              {one.name} {one.version}
              <div class="place">
                {one.file}:{one.line}
              </div>
            </th>
            <td>
              {stated(one.stage)}
              {one.goLive !== null && (
                <div class="meta">
                  live <time>{one.goLive}</time>
                </div>
              )}
              {one.stopped !== null && (
                <div class="meta">
                  stopped <time>{one.stopped}</time>
                </div>
              )}
            </td>
            <td>{riskText(one)}</td>
            <td class="place">{ownerText(one)}</td>
            <td>{modelText(one)}</td>
            <td>{vendorsText(one)}</td>
            <td>{findingsText(one)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Evidence({ deployments }: { readonly deployments: readonly RegisteredDeployment[] }) {
  return (
    <Table label="Evidence" columns={["Deployment", "Kind", "File", "Status", "Date", "Age in days", "Next due"]}>
      <tbody>
        {deployments.flatMap(({ name, evidence }) =>
          evidence.map((one) => (
            <tr>
              <td>{name}</td>
              <td>{kindText(one)}</td>
              <td>
                {one.file} <span class="meta">{one.ids.join(", ")}</span>
              </td>
              <td>{statusText(one)}</td>
              <td>{asDate(one.date)}</td>
              <td class="number">{one.ageDays}</td>
              <td>{asDate(one.nextDue)}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function Findings({ deployments }: { readonly deployments: readonly RegisteredDeployment[] }) {
  return (
    <Table label="Open findings" columns={["Deployment", "Severity", "Outcome", "Rule", "What has to hold"]}>
      <tbody>
        {deployments.flatMap(({ name, findings }) =>
          findings.map(({ rule, title, severity, outcome }) => (
            <tr>
              <td>{name}</td>
              <td class={severity}>
                <span class="severity">{severity}</span>
              </td>
              <td>{outcome === "fail" ? "failed" : "undecided"}</td>
              <td>{rule}</td>
              <td>{title}</td>
            </tr>
          )),
        )}
      </tbody>
    </Table>
  );
}

function Waivers({ waivers }: { readonly waivers: readonly RegisteredWaiver[] }) {
  return (
    <Table label="Waivers" columns={["Deployment", "Waiver", "Rule", "State", "Reason"]}>
      <tbody>
        {waivers.map((one) => (
          <tr>
            <td>{one.deployment}</td>
            <td>{one.id}</td>
            <td>{one.rule}</td>
            <td>{waiverText(one)}</td>
            <td>{one.reason}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Due({ due }: Pick<Register, "due">) {
  return (
    <Table label="Dates that fall due" columns={["Date", "When", "What", "Concerns", "Stated in"]}>
      <tbody>
        {due.map((one) => (
          <tr>
            <td>{asDate(one.date)}</td>
            <td class="number">{whenText(one)}</td>
            <td>{one.text}</td>
            <td>{concernsText(one)}</td>
            <td>
              {one.file}:{one.line}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const list = (lines: readonly string[]) => (
  <ul>
    {lines.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
);

const none = <p>There are none.</p>;

interface Part {
  readonly id: string;
  readonly title: string;
  readonly body: object;
}

/** The sections of the page; what is missing from the register stands first. */
function partsOf({ deployments, waivers, due, days, problems, notEvaluated }: Register): Part[] {
  const all = [...deployments.flatMap((one) => one.waivers), ...waivers];
  const has = (key: "evidence" | "findings"): boolean => deployments.some((one) => one[key].length > 0);
  const errors = problems.map(({ file, span, message }) => `${file}:${span.start.line}: ${message}`);
  const skipped = notEvaluated.map(({ what, reason }) => `${what}: ${reason}`);
  return [
    ...(errors.length > 0 ? [{ id: "r-errors", title: "Errors in the files", body: list(errors) }] : []),
    {
      id: "r-deployments",
      title: "Deployments",
      body: deployments.length > 0 ? <Deployments deployments={deployments} /> : none,
    },
    { id: "r-due", title: `Due within ${days} days`, body: due.length > 0 ? <Due due={due} /> : none },
    { id: "r-evidence", title: "Evidence", body: has("evidence") ? <Evidence deployments={deployments} /> : none },
    { id: "r-findings", title: "Open findings", body: has("findings") ? <Findings deployments={deployments} /> : none },
    { id: "r-waivers", title: "Waivers", body: all.length > 0 ? <Waivers waivers={all} /> : none },
    ...(skipped.length > 0 ? [{ id: "r-skipped", title: "Not evaluated", body: list(skipped) }] : []),
  ];
}

function Header({ register }: { readonly register: Register }) {
  const { organisation, commit, toolVersion } = register;
  return (
    <header>
      <p class="meta">caregate register of AI deployments</p>
      <h1>{organisation ?? "Register of AI deployments"}</h1>
      <p>{summaryText(register)}</p>
      <dl>
        <dt>State</dt>
        <dd>
          {stateText(register)}
          {commit !== null && <div class="place">{commit.commit}</div>}
        </dd>
        <dt>Made by</dt>
        <dd>caregate {toolVersion}</dd>
      </dl>
    </header>
  );
}

/** A register as one HTML page without scripts or other files. */
export function registerHtml(register: Register): string {
  const parts = partsOf(register);
  return pageOf({
    title: `caregate register, ${register.asOf}`,
    header: <Header register={register} />,
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
