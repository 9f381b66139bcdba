import { type Attached, type RuleContext, numberAt } from "./context.ts";
import { asJson, wilson } from "./intervals.ts";

/** Offers `facts.monitoring.overrideRate`: overrides among alerts in the monitoring report that ends last. */
export function monitoringFacts(context: RuleContext, attached: readonly Attached[]): void {
  const reports = attached.filter(({ collection }) => collection === "monitoringReports");
  const ends = reports.map(({ index }) => ({
    index,
    to: String(context.get(`evidence.monitoringReports[${index}].period.to`)),
  }));
  const last = ends.reduce<(typeof ends)[number] | undefined>(
    (best, one) => (best && best.to >= one.to ? best : one),
    undefined,
  );
  if (!last) {
    context.derive("facts.monitoring.overrideRate", undefined, ["evidence.monitoringReports"]);
    return;
  }
  const at = `evidence.monitoringReports[${last.index}]`;
  const [overrides, alerts] = [numberAt(context.get(`${at}.overrides`)), numberAt(context.get(`${at}.alerts`))];
  const rate = overrides === undefined || alerts === undefined ? undefined : wilson(overrides, alerts);
  context.derive("facts.monitoring.overrideRate", rate && asJson(rate), [`${at}.overrides`, `${at}.alerts`]);
}
