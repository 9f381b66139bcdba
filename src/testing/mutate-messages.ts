import { branchMessageFor, decidingBranch } from "../evaluate/branch-message.ts";
import type { Rule } from "../policy/rule.ts";
import type { MutationCase, SurvivingMutant } from "./mutate.ts";

/** Changed messages that no failing test distinguishes from those of the rule, and the number of the others. */
export interface MessageMutants {
  readonly noticed: number;
  readonly unnoticed: readonly SurvivingMutant[];
}

/** Drops each message of a rule, and the `when` of each, and looks for a failing test that then gets another one. */
export function mutateMessages(rule: Rule, cases: readonly MutationCase[]): MessageMutants {
  const { messages, document, path } = rule;
  if (messages.length === 0) return { noticed: 0, unnoticed: [] };
  const failing = cases
    .filter(({ expected }) => expected === "fail")
    .map(({ data }) => ({ data, ...decidingBranch(rule, data) }));
  const mutants = messages.flatMap((one, index) => {
    const at = ["messages", index];
    const rest = messages.filter((other) => other !== one);
    const dropped = { below: at, change: `messages.${index} may be dropped`, changed: rest };
    if (one.when === undefined) return [dropped];
    const changed = messages.map((other) => (other === one ? { ...one, when: undefined } : other));
    return [dropped, { below: [...at, "when"], change: `messages.${index}.when may be dropped`, changed }];
  });
  const unnoticed = mutants.filter(({ changed }) =>
    failing.every(
      ({ data, condition, branch }) => branchMessageFor(changed, condition, data)?.message === branch?.message,
    ),
  );
  return {
    noticed: mutants.length - unnoticed.length,
    unnoticed: unnoticed.map(({ below, change }) => ({
      rule: rule.id,
      change,
      gap: "no failing test gets this message",
      where: document.locate([...path, ...below]),
    })),
  };
}
