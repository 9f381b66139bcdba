import type { AttachedEvidence, RuleContext } from "./context.ts";
import { textList } from "../util/json.ts";

const AT = "spec.transparency.explanation";

/** Information that must accompany an output so that its user can weigh it. */
const inContext = ["uncertainty", "inputs-with-values", "missing-inputs", "limits", "intended-action"];

/** Checks whether an explanation has context: it states its audience and shows what a user needs to weigh an output. */
function standsInContext(context: RuleContext): boolean | undefined {
  const [audience, shows] = [textList(context.get(`${AT}.audience`)), textList(context.get(`${AT}.shows`))];
  if (shows && !inContext.every((part) => shows.includes(part))) return false;
  if (audience?.length === 0) return false;
  return shows && audience ? true : undefined;
}

/** The level reached by tests with users: 2 without tests, 3 tested, 4 shown to help people catch errors. */
function testedLevel(context: RuleContext, attached: readonly AttachedEvidence[]): number {
  const reports = attached
    .filter(({ collection }) => collection === "validationReports")
    .map(({ index }) => `evidence.validationReports[${index}]`)
    .map((at) => ({
      tests: textList(context.get(`${at}.explanationTests`)) ?? [],
      improves: context.get(`${at}.humanTeam`) === "studied-improves",
    }));
  const tests = reports.flatMap((report) => report.tests);
  const holdsOne = (...names: string[]): boolean => names.some((name) => tests.includes(name));
  if (!holdsOne("sanity-check", "stability") || !holdsOne("comprehension", "error-detection")) return 2;
  return reports.some((report) => report.improves && report.tests.includes("error-detection")) ? 4 : 3;
}

/**
 * Derives `facts.explanation.level`, a scale of this project: 0 nothing, 1 a method, 2 an output in context for a
 * stated audience, 3 tested with its users, 4 shown to help. A test without a validation report counts as not done. If
 * a missing field of the manifest would decide the level, the level is unknown.
 */
export function explanationFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const method = context.get(`${AT}.method`);
  const complete = standsInContext(context);
  const below = method === undefined ? undefined : method === "none" ? 0 : 1;
  const level = complete === undefined ? undefined : complete ? testedLevel(context, attached) : below;
  const asked = complete === undefined ? ["shows", "audience"] : complete ? ["shows"] : ["shows", "method"];
  const inputs = asked.map((field) => `${AT}.${field}`);
  const tested = complete ? ["evidence.validationReports"] : [];
  context.derive("facts.explanation.level", level, [...inputs, ...tested]);
}
