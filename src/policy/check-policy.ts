import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { isObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import { openReads } from "../logic/reads.ts";
import { checkTypes } from "../logic/type-check.ts";
import type { Node } from "../logic/compile.ts";
import { type Type, unionMembers } from "../logic/types.ts";
import type { BranchMessage, Rule } from "./rule.ts";
import type { Path } from "../util/json-path.ts";

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** True if the context has the path of a message; `[]` in a path stands for the elements of a list. */
function hasPath(context: Type, path: string): boolean {
  let type: Type | undefined = context;
  for (const part of path.split(".")) {
    const name = part.replace("[]", "");
    if (name !== "") type = type?.is === "map" ? (type.fields.get(name) ?? type.others) : undefined;
    if (part.endsWith("[]")) type = type?.is === "list" ? type.element : undefined;
  }
  return type !== undefined;
}

/** Placeholders about the condition that decided: one for every message, the others for the message of a branch. */
const aboutReason = ["reason"];
const aboutComparison = ["reason", "value", "limit", "difference"];

function checkText(rule: Rule, text: string, below: Path, special: readonly string[], context: Type): Diagnostic[] {
  const { parameters, document, path } = rule;
  return [...text.matchAll(placeholder)].flatMap(([, name = ""]) => {
    if (special.includes(name) || Object.hasOwn(parameters, name) || hasPath(context, name)) return [];
    const hint = didYouMean(name, [...Object.keys(parameters), ...special]);
    const message = `there is no \`${name}\` to insert here${hint}`;
    return [errorAt(document.locate([...path, ...below]), "policy/message", message)];
  });
}

/** A field and its value: `status: approved`. */
const writeLine = /^[A-Za-z][\w.[\]]*: \S/;

function checkBranch(rule: Rule, index: number, reads: readonly string[], context: Type): Diagnostic[] {
  const branch = rule.messages[index] as BranchMessage;
  const below: Path = ["messages", index];
  const problems = checkText(rule, branch.message, [...below, "message"], aboutComparison, context);
  if (!reads.includes(branch.at)) {
    const message = `no condition of \`require\` reads \`${branch.at}\`${didYouMean(branch.at, reads)}`;
    problems.push(errorAt(rule.document.locate([...rule.path, ...below, "at"]), "policy/message", message));
  }
  for (const text of branch.write) {
    problems.push(...checkText(rule, text, [...below, "write"], aboutComparison, context));
    if (writeLine.test(text)) continue;
    const message = `\`${text}\` is no field with a value: write \`field: value\``;
    problems.push(errorAt(rule.document.locate([...rule.path, ...below, "write"]), "policy/message", message));
  }
  if (branch.when) problems.push(...checkCondition(rule, branch.when.node, [...below, "when"], context));
  return problems;
}

/** The texts of a finding: what they insert, and the conditions that the messages of branches are for. */
function checkMessages(rule: Rule, context: Type): Diagnostic[] {
  const reads = rule.messages.length > 0 ? openReads(rule.require.node) : [];
  return [
    ...checkText(rule, rule.message, ["message"], aboutReason, context),
    ...rule.messages.flatMap((_, index) => checkBranch(rule, index, reads, context)),
  ];
}

function checkBinding({ binding, document, path }: Rule, context: Type): Diagnostic[] {
  if (typeof binding === "string" || /^\d{4}-/.test(binding.gatesFrom)) return [];
  let type: Type | undefined = context;
  for (const key of binding.gatesFrom.split(".")) type = type?.is === "map" ? type.fields.get(key) : undefined;
  if (type && unionMembers(type).every((one) => one.is === "text" && one.date)) return [];
  const message = `\`${binding.gatesFrom}\` is neither a date nor the path of one`;
  return [errorAt(document.locate([...path, "binding", "gatesFrom"]), "policy/binding", message)];
}

/** The parameters that a condition uses. */
function parametersOf(node: Node): string[] {
  return [...(node.param === undefined ? [] : [node.param]), ...node.args.flatMap(parametersOf)];
}

/** Parameters that a policy declares and no rule of it uses. */
function unusedParameters(rules: readonly Rule[]): Diagnostic[] {
  const [first] = rules;
  if (!first) return [];
  const conditions = rules.flatMap(({ appliesWhen, require }) => [
    ...(appliesWhen ? [appliesWhen.node] : []),
    require.node,
  ]);
  const used = new Set(conditions.flatMap(parametersOf));
  const declared = first.document.value["parameters"];
  const names = isObject(declared) ? Object.keys(declared) : [];
  return names
    .filter((name) => !used.has(name))
    .map((name) => {
      const message = `no rule uses the parameter \`${name}\`: use it or remove it`;
      const at = first.document.locate(["parameters", name]);
      // It changes no result, and is declared before it is used.
      return { ...errorAt(at, "policy/unused-parameter", message), severity: "warning" };
    });
}

function checkCondition(rule: Rule, node: Node, below: Path, context: Type): Diagnostic[] {
  const declared = rule.document.value["parameters"];
  return checkTypes(node, context, isObject(declared) ? declared : {}).map(({ path, message }) => {
    const at: Path = [...rule.path, ...below, ...path];
    return errorAt(rule.document.locate(at), "policy/type", message);
  });
}

/**
 * Checks the rules of one policy against the types of the rule context.
 * @param rules the rules of one policy that compile
 * @param context the type of the rule context
 */
export function checkPolicy(rules: readonly Rule[], context: Type): Diagnostic[] {
  return [
    ...unusedParameters(rules),
    ...rules.flatMap((rule) => [
      ...(rule.appliesWhen ? checkCondition(rule, rule.appliesWhen.node, ["appliesWhen"], context) : []),
      ...checkCondition(rule, rule.require.node, ["require"], context),
      ...checkMessages(rule, context),
      ...checkBinding(rule, context),
    ]),
  ];
}
