import type { Diagnostic } from "../../model/diagnostic.ts";
import type { DueDate, Register, RegisteredDeployment, RegisteredWaiver } from "../../model/register.ts";
import { type Cell, csvOf } from "../text/csv.ts";
import { countFindings, vendorsText } from "./texts.ts";

const columns = [
  "record",
  "deployment",
  "name",
  "file",
  "line",
  "version",
  "owner",
  "owner_role",
  "owner_email",
  "stage",
  "in_production",
  "go_live",
  "stopped",
  "risk",
  "eu_ai_act",
  "fda_device",
  "mdr_class",
  "model",
  "model_version",
  "model_provider",
  "vendors",
  "kind",
  "status",
  "reason",
  "date",
  "age_days",
  "next_due",
  "in_days",
  "rule",
  "approved_by",
  "from",
  "until",
  "critical",
  "high",
  "medium",
  "low",
  "undecided",
  "waived",
] as const;

type CsvRow = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

function deploymentRows(deployment: RegisteredDeployment): CsvRow[] {
  const { name, file, line, version, owner, stage, inProduction, goLive, stopped, risk, model, evidence } = deployment;
  const own: CsvRow = {
    record: "deployment",
    deployment: name,
    name,
    file,
    line,
    version,
    owner: owner.name,
    owner_role: owner.role,
    owner_email: owner.email,
    stage,
    in_production: inProduction,
    go_live: goLive,
    stopped,
    risk: risk.level,
    eu_ai_act: risk.euAiAct,
    fda_device: risk.fdaDevice,
    mdr_class: risk.mdrClass,
    model: model.name,
    model_version: model.version,
    model_provider: model.provider,
    vendors: vendorsText(deployment),
    ...countFindings(deployment),
    waived: deployment.waived,
  };
  const attached = evidence.map(({ kind, file: path, ids, status, reason, date, ageDays, nextDue }): CsvRow => ({
    record: "evidence",
    deployment: name,
    name: ids.join("; "),
    file: path,
    kind,
    status,
    reason,
    date,
    age_days: ageDays,
    next_due: nextDue,
  }));
  const findings = deployment.findings.map(({ rule, title, severity, outcome }): CsvRow => ({
    record: "finding",
    deployment: name,
    name: title,
    file,
    kind: severity,
    status: outcome,
    rule,
  }));
  return [own, ...attached, ...findings, ...deployment.waivers.map(waiverRow)];
}

const waiverRow = ({
  id,
  deployment,
  rule,
  status,
  reason,
  approvedBy,
  from,
  until,
  covers,
}: RegisteredWaiver): CsvRow => ({
  record: "waiver",
  deployment,
  name: id,
  rule,
  status,
  reason,
  approved_by: approvedBy,
  from,
  until,
  waived: covers,
});

const dueRow = ({ date, inDays, kind, text, deployments, file, line }: DueDate): CsvRow => ({
  record: "due",
  deployment: deployments.join("; "),
  name: text,
  file,
  line,
  kind,
  next_due: date,
  in_days: inDays,
});

/** What is wrong with the files stands first, so that no register looks complete that is not. */
const problemRow = ({ code, message, file, span }: Diagnostic): CsvRow => ({
  record: "error",
  name: code,
  file,
  line: span.start.line,
  reason: message,
});

/** A register for a spreadsheet: a row for each error, deployment, document, open finding, waiver and date. */
export function registerCsv({ deployments, waivers, due, problems, notEvaluated }: Register): string {
  const rows = [
    ...problems.map(problemRow),
    ...deployments.flatMap(deploymentRows),
    ...waivers.map(waiverRow),
    ...due.map(dueRow),
    ...notEvaluated.map(({ what, reason }): CsvRow => ({ record: "not-evaluated", name: what, reason })),
  ];
  return csvOf([columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))]);
}
