import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { daysBetween } from "../util/date.ts";
import type { Waiver } from "../model/finding.ts";
import type { Path } from "../util/json.ts";
import { quote } from "../util/text.ts";
import { isPlaceholderMark } from "../util/template-text.ts";
import { enumerateCases } from "../logic/enumerate-cases.ts";
import { rootScope } from "../logic/scope.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { testsOf } from "../testing/rule-tests.ts";

const found = (rule: Rule, below: Path, severity: "error" | "warning", code: string, message: string): Diagnostic => ({
  ...errorAt(rule.document.locate([...rule.path, ...below]), `lint/${code}`, message),
  severity,
});

/** Outcomes that a rule's tests should cover: pass, fail and unknown. */
const shown = ["pass", "fail", "unknown"] as const;

/** Reports outcomes that the tests of a rule do not cover. */
function findUntestedRules(rule: Rule): Diagnostic[] {
  const tests = testsOf(rule);
  if (tests.length === 0)
    return [found(rule, ["id"], "warning", "no-tests", `rule \`${rule.id}\` has no tests: add tests under \`tests\``)];
  const expected = new Set<string>(tests.map((test) => test.expected));
  const absent = shown.filter((outcome) => !expected.has(outcome));
  if (absent.length === 0) return [];
  const message = `no test of \`${rule.id}\` expects ${absent.join(" or ")}: add one`;
  return [found(rule, ["tests"], "warning", "missing-test", message)];
}

/** Marks for unfinished text, and words without information. */
const reminder = /\b(?:TODO|FIXME|TBD)\b|^\W*n\/a\W*$/i;

/** True if a text is a placeholder. */
const isUnwritten = (text: string): boolean => isPlaceholderMark(text.trim()) || reminder.test(text);

/** A message with a word for each value that it inserts: `{{reason}}` is no mark of a template. */
const withValues = (message: string): string => message.replaceAll(/\{\{[^{}]*\}\}/g, "value");

/** Reports placeholders in the texts of a finding. */
function findPlaceholders(rule: Rule): Diagnostic[] {
  const texts: (readonly [Path, string])[] = [
    [["title"], rule.title],
    [["message"], withValues(rule.message)],
    ...rule.messages.map(({ message }, i) => [["messages", i, "message"], withValues(message)] as const),
    [["remediation"], rule.remediation],
    ...rule.citations.map(({ ref }, i) => [["citations", i, "ref"], ref] as const),
  ];
  return texts
    .filter(([, text]) => isUnwritten(text))
    .map(([path, text]) =>
      found(rule, path, "warning", "placeholder", `${quote(text)} is a placeholder: write the text`),
    );
}

/** Reports rules that never apply, never pass or always pass. */
function findConstantRules(rule: Rule, context: Type): Diagnostic[] {
  const { appliesWhen, require } = rule;
  const applying = appliesWhen && enumerateCases([appliesWhen.node], context);
  if (appliesWhen && applying && !applying.some((data) => appliesWhen.node.truth(rootScope(data)) === true)) {
    const message = `rule \`${rule.id}\` never applies: no valid document matches its \`appliesWhen\``;
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
  return truths.size === 1 ? onRequire("always-passes", "passes: it requires nothing beyond its `appliesWhen`") : [];
}

const SOON = 30;

/** Reports valid waivers that expire soon. */
export function expiring(waivers: readonly Waiver[], asOf: string): Diagnostic[] {
  return waivers.flatMap(({ id, rule, deployment, until, document }) => {
    const left = daysBetween(asOf, until);
    if (left === undefined || left > SOON) return [];
    const days = left === 0 ? "today" : left === 1 ? "tomorrow" : `in ${left} days`;
    const message = `waiver \`${id}\` of \`${rule}\` for \`${deployment}\` expires ${days}, on ${until}: renew it or fix the finding`;
    return [
      { ...errorAt(document.locate(["spec", "until"]), "lint/waiver-expiring", message), severity: "warning" as const },
    ];
  });
}

/** Checks a single rule. */
export function lintRule(rule: Rule, context: Type): Diagnostic[] {
  return [...findUntestedRules(rule), ...findPlaceholders(rule), ...findConstantRules(rule, context)];
}
