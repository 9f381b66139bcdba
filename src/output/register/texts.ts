import type {
  DueDate,
  Register,
  RegisteredDeployment,
  RegisteredEvidence,
  RegisteredWaiver,
} from "../../model/register.ts";
import { type Severity, severities } from "../../model/rule.ts";
import { plural } from "../../util/text.ts";

/** A value, or the words for one that is not stated. */
export const stated = (value: string | null): string => value ?? "not stated";

const joined = (...parts: (string | null)[]): string => parts.filter((one) => one !== null && one !== "").join(", ");

export const ownerText = ({ owner: { name, role, email } }: RegisteredDeployment): string =>
  joined(stated(name), role, email);

export function modelText({ model: { name, version, provider } }: RegisteredDeployment): string {
  const own = [stated(name), version].filter((one) => one !== null).join(" ");
  return provider === null ? own : `${own} of ${provider}`;
}

export function vendorsText({ vendors }: RegisteredDeployment): string {
  if (vendors === null) return "not stated";
  if (vendors.length === 0) return "none";
  return vendors
    .map(({ name, supplies }) => (supplies.length > 0 ? `${name} (${supplies.join(", ")})` : name))
    .join("; ");
}

/** The level of the risk, and its classes by law. */
export function riskText({ risk: { level, euAiAct, fdaDevice, mdrClass } }: RegisteredDeployment): string {
  const classes = [
    ["AI Act", euAiAct],
    ["FDA", fdaDevice],
    ["MDR", mdrClass],
  ].flatMap(([law, value]) => (value === null ? [] : [`${law} ${value}`]));
  return joined(stated(level), ...classes);
}

/** The number of open findings of each severity, and how many of all are undecided. */
export function countFindings({ findings }: Pick<RegisteredDeployment, "findings">): Record<Severity, number> & {
  readonly undecided: number;
} {
  const of = (level: Severity): number => findings.filter(({ severity }) => severity === level).length;
  return {
    critical: of("critical"),
    high: of("high"),
    medium: of("medium"),
    low: of("low"),
    undecided: findings.filter(({ outcome }) => outcome === "unknown").length,
  };
}

export function findingsText(deployment: Pick<RegisteredDeployment, "findings" | "waived">): string {
  const counts = countFindings(deployment);
  const levels = severities.flatMap((level) => (counts[level] > 0 ? [`${counts[level]} ${level}`] : []));
  const open = levels.length > 0 ? levels.join(", ") : "none open";
  const undecided = counts.undecided > 0 ? `; ${counts.undecided} of them undecided` : "";
  return `${open}${undecided}${deployment.waived > 0 ? `; ${deployment.waived} waived` : ""}`;
}

export const kindText = ({ kind }: RegisteredEvidence): string => stated(kind);

export const ageText = ({ date, ageDays }: RegisteredEvidence): string =>
  date === null ? "no date" : `${date}, ${plural(ageDays ?? 0, "day")} old`;

export const statusText = ({ status, reason }: RegisteredEvidence): string =>
  reason === null ? status : `${status}: ${reason}`;

export const waiverText = ({ from, until, status, approvedBy, covers }: RegisteredWaiver): string =>
  `${status}, ${from} to ${until}, approved by ${approvedBy}, covers ${plural(covers, "finding")}`;

export function whenText({ inDays }: DueDate): string {
  if (inDays === 0) return "today";
  return inDays < 0 ? `${plural(-inDays, "day")} ago` : `in ${plural(inDays, "day")}`;
}

export const concernsText = ({ deployments }: DueDate): string =>
  deployments.length > 0 ? deployments.join(", ") : "the organisation";

export function stateText({ commit, asOf }: Register): string {
  if (commit === null) return `the working tree as of ${asOf}`;
  return `commit ${commit.commit.slice(0, 10)} of ${commit.day}, current on ${asOf}`;
}

/** One sentence: how many deployments, how many in production, what is open and due. */
export function summaryText({ deployments, due, days, problems }: Register): string {
  const inProduction = deployments.filter((one) => one.inProduction === true).length;
  const undecided = deployments.filter((one) => one.inProduction === null).length;
  const open = deployments.reduce((sum, { findings }) => sum + findings.length, 0);
  const late = due.filter(({ inDays }) => inDays < 0).length;
  return [
    plural(deployments.length, "deployment"),
    `${inProduction} in production`,
    ...(undecided > 0 ? [`${undecided} without a stage`] : []),
    plural(open, "open finding"),
    `${due.length - late} due within ${plural(days, "day")}`,
    `${late} overdue`,
    ...(problems.length > 0 ? [`${plural(problems.length, "error")} in the files: deployments may be missing`] : []),
  ].join(", ");
}
