import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { daysBetween } from "../util/date.ts";
import type { Waiver } from "../model/finding.ts";
import type { Path } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { isPlaceholderMark } from "../evidence/placeholders.ts";
import { enumerateCases } from "../logic/enumerate-cases.ts";
import { rootScope } from "../logic/scope.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { testsOf } from "../testing/rule-tests.ts";

const found = (rule: Rule, below: Path, severity: "error" | "warning", code: string, message: string): Diagnostic => ({
  ...errorAt(rule.document.locate([...rule.path, ...below]), `lint/${code}`, message),
  severity,
});

/** Outcomes that a rule's tests ought to show: that it can be kept, broken, and left open. */
const shown = ["pass", "fail", "unknown"] as const;

/** What the tests of a rule do not show. */
function findUntestedRules(rule: Rule): Diagnostic[] {
  const tests = testsOf(rule);
  if (tests.length === 0)
    return [found(rule, ["id"], "warning", "no-tests", `rule \`${rule.id}\` has no tests; add some under \`tests\``)];
  const expected = new Set<string>(tests.map((test) => test.expected));
  const absent = shown.filter((outcome) => !expected.has(outcome));
  if (absent.length === 0) return [];
  const message = `no test of \`${rule.id}\` expects ${absent.join(" or ")}; add one`;
  return [found(rule, ["tests"], "warning", "missing-test", message)];
}

/** Words in a sentence that somebody has to come back to, and what declines to say anything. */
const reminder = /\b(?:TODO|FIXME|TBD)\b|^\W*n\/a\W*$/i;

/** Whether a text stands where one is still to be written. */
const isUnwritten = (text: string): boolean => isPlaceholderMark(text.trim()) || reminder.test(text);

/** What a reader of a finding is told, where it is not written yet. */
function findPlaceholders(rule: Rule): Diagnostic[] {
  const texts: (readonly [Path, string])[] = [
    [["title"], rule.title],
    [["message"], rule.message],
    [["remediation"], rule.remediation],
    ...rule.citations.map(({ ref }, i) => [["citations", i, "ref"], ref] as const),
  ];
  return texts
    .filter(([, text]) => isUnwritten(text))
    .map(([path, text]) => found(rule, path, "warning", "placeholder", `${quote(text)} is still to be written`));
}

/** What can be told of a rule in all cases: that it never applies, never passes or always does. */
function findConstantRules(rule: Rule, context: Type): Diagnostic[] {
  const { appliesWhen, require } = rule;
  const applying = appliesWhen && enumerateCases([appliesWhen.node], context);
  if (appliesWhen && applying && !applying.some((data) => appliesWhen.node.truth(rootScope(data)) === true)) {
    const message = `rule \`${rule.id}\` never applies: no document that is valid fits its \`appliesWhen\``;
    return [found(rule, ["appliesWhen"], "error", "never-applies", message)];
  }
  const cases = enumerateCases([...(appliesWhen ? [appliesWhen.node] : []), require.node], context);
  if (!cases) return [];
  const where = cases.filter((data) => !appliesWhen || appliesWhen.node.truth(rootScope(data)) === true);
  const truths = new Set(where.map((data) => require.node.truth(rootScope(data))));
  const onRequire = (code: string, what: string): Diagnostic[] => [
    found(rule, ["require"], "error", code, `wherever rule \`${rule.id}\` applies, it ${what}`),
  ];
  if (!truths.has(true)) return onRequire("never-passes", "cannot pass");
  return truths.size === 1 ? onRequire("always-passes", "passes: it asks nothing more than that it applies") : [];
}

const SOON = 30;

/** Waivers that hold on a date and will not for long. */
export function expiring(waivers: readonly Waiver[], asOf: string): Diagnostic[] {
  return waivers.flatMap(({ id, rule, deployment, until, document }) => {
    const left = daysBetween(asOf, until);
    if (left === undefined || left > SOON) return [];
    const days = left === 0 ? "today" : left === 1 ? "tomorrow" : `in ${left} days`;
    const message = `waiver \`${id}\` of \`${rule}\` for \`${deployment}\` expires ${days}, on ${until}; renew it or fix the finding`;
    return [
      { ...errorAt(document.locate(["spec", "until"]), "lint/waiver-expiring", message), severity: "warning" as const },
    ];
  });
}

/** What can be said of a rule by itself. */
export function lintRule(rule: Rule, context: Type): Diagnostic[] {
  return [...findUntestedRules(rule), ...findPlaceholders(rule), ...findConstantRules(rule, context)];
}
