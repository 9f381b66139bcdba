import type { Attached, RuleContext } from "./context.ts";
import { textList } from "../util/json.ts";

const AT = "spec.transparency.explanation";

/** What has to stand beside an output so that whoever acts on it can weigh it. */
const inContext = ["uncertainty", "inputs-with-values", "missing-inputs", "limits", "intended-action"];

/** Whether an explanation stands in context: who it is for is stated, and it shows what is needed to weigh an output. */
function standsInContext(context: RuleContext): boolean | undefined {
  const [audience, shows] = [textList(context.get(`${AT}.audience`)), textList(context.get(`${AT}.shows`))];
  if (shows && !inContext.every((part) => shows.includes(part))) return false;
  if (audience?.length === 0) return false;
  return shows && audience ? true : undefined;
}

/** The level by what tests with its users showed: 2 without any, 3 tested, 4 shown to help people catch errors. */
function testedLevel(context: RuleContext, attached: readonly Attached[]): number {
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
 * Offers `facts.explanation.level`, a scale of this project: 0 nothing, 1 a method, 2 an output in context for a stated
 * audience, 3 tested with its users, 4 shown to help. A test that no validation report tells of counts as not made; a
 * field of the manifest that would decide the level is asked for.
 */
export function explanationFacts(context: RuleContext, attached: readonly Attached[]): void {
  const method = context.get(`${AT}.method`);
  const complete = standsInContext(context);
  const below = method === undefined ? undefined : method === "none" ? 0 : 1;
  const level = complete === undefined ? undefined : complete ? testedLevel(context, attached) : below;
  const asked = complete === undefined ? ["shows", "audience"] : complete ? ["shows"] : ["shows", "method"];
  const inputs = asked.map((field) => `${AT}.${field}`);
  const tested = complete ? ["evidence.validationReports"] : [];
  context.derive("facts.explanation.level", level, [...inputs, ...tested]);
}
