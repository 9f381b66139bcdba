import picomatch from "picomatch";
import type { OpenQuestion } from "../../model/report.ts";

/** What of a report is shown. */
export interface Selection {
  /** Packs, ids of rules, or globs of ids (default: all). */
  readonly select?: readonly string[] | undefined;
  readonly ignore?: readonly string[] | undefined;
}

const matcher = (names: readonly string[]): ((id: string) => boolean) =>
  picomatch(names.flatMap((name) => (name.includes("/") ? [name] : [`${name}/**`])));

/** The rules whose findings are shown. The verdict and the counts stay those of the whole report. */
export function ruleFilter({ select = [], ignore = [] }: Selection): (rule: string) => boolean {
  const isSelected = select.length > 0 ? matcher(select) : (): boolean => true;
  const isIgnored = ignore.length > 0 ? matcher(ignore) : (): boolean => false;
  return (rule) => isSelected(rule) && !isIgnored(rule);
}

/** The questions that rules which are shown wait for. */
export function questionsShown(
  questions: readonly OpenQuestion[],
  isShown: ((rule: string) => boolean) | undefined,
): OpenQuestion[] {
  if (!isShown) return [...questions];
  return questions.map((one) => ({ ...one, rules: one.rules.filter(isShown) })).filter(({ rules }) => rules.length > 0);
}
