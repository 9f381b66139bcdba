import { LONGEST_MESSAGE, decidingBranch } from "../evaluate/branch-message.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import type { BranchMessage, Rule } from "../policy/rule.ts";
import type { Prepare } from "../testing/prepare-input.ts";
import { testsOf } from "../testing/rule-tests.ts";
import type { Path } from "../util/json-path.ts";
import { quote } from "../util/text.ts";

/** What a failing test shows of a message. */
interface ShownMessage {
  readonly test: string;
  readonly message: string;
  readonly branch: BranchMessage | undefined;
  /** The condition that decided, by its place in the rule. */
  readonly part: string;
  /** The first path that it read. */
  readonly path: string;
}

async function shownMessages(rule: Rule, prepare: Prepare): Promise<ShownMessage[]> {
  const shown: ShownMessage[] = [];
  for (const { name, given, expected } of testsOf(rule)) {
    const made = expected === "fail" ? await prepare(given, [rule]) : undefined;
    if (!made || "refusals" in made) continue;
    const settings = { failOn: "low" as const, asOf: made.asOf, waivers: [], explainAll: false };
    const { finding } = evaluateRule(rule, made.subject, settings);
    if (finding.outcome !== "fail") continue;
    const { condition, branch } = decidingBranch(rule, made.subject.context.data);
    const [read] = finding.explanation.flatMap((step) => step.read ?? []);
    const path = read ? read.path.join(".") : "";
    shown.push({ test: name, message: finding.message, branch, part: condition?.part ?? "", path });
  }
  return shown;
}

/**
 * Reports messages that no failing test gets, that are for several ways to fail although they join them with "or", and
 * that are too long with their values. Rules without failing tests have no finding here.
 */
export async function lintMessages(rule: Rule, prepare: Prepare): Promise<Diagnostic[]> {
  // A message that inserts the deciding condition fits every way to fail.
  if (rule.messages.length === 0 && !/ or /.test(rule.message)) return [];
  const shown = await shownMessages(rule, prepare);
  if (shown.length === 0) return [];
  const warning = (below: Path, code: string, message: string): Diagnostic => ({
    ...errorAt(rule.document.locate([...rule.path, ...below]), `lint/${code}`, message),
    severity: "warning",
  });
  const unused = rule.messages.flatMap((one, i) =>
    shown.some(({ branch }) => branch === one)
      ? []
      : [
          warning(
            ["messages", i],
            "unused-message",
            `no failing test of \`${rule.id}\` gets this message: add one or remove it`,
          ),
        ],
  );
  // A message belongs to a path: a condition that reads none can only have the general one.
  const others = rule.messages.length === 0 ? [] : shown.filter((one) => one.branch === undefined && one.path !== "");
  const missing = others
    .slice(0, 1)
    .map(({ test, path }) =>
      warning(
        ["message"],
        "missing-message",
        `test ${quote(test)} gets no message of its own: add one for \`${path}\``,
      ),
    );
  const groups = [undefined, ...rule.messages].flatMap((branch, i) => {
    const below: Path = branch ? ["messages", i - 1, "message"] : ["message"];
    const own = shown.filter((one) => one.branch === branch);
    const joins = / or /.test(branch?.message ?? rule.message) && new Set(own.map(({ part }) => part)).size > 1;
    const long = own.find(({ message }) => message.length > LONGEST_MESSAGE);
    return [
      ...(joins
        ? [warning(below, "joined-message", "the message joins several ways to fail with `or`: use `messages`")]
        : []),
      ...(long
        ? [
            warning(
              below,
              "long-message",
              `the message has ${long.message.length} characters in test ${quote(long.test)}: at most ${LONGEST_MESSAGE}`,
            ),
          ]
        : []),
    ];
  });
  return [...unused, ...missing, ...groups];
}
