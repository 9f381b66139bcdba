import { type Json, getAt } from "../util/json.ts";
import { type Path, formatOpenPath, formatPath, parsePath } from "../util/json-path.ts";
import type { Comparison } from "../logic/comparison.ts";
import { type DecidingCondition, type DecidingElement, explain } from "../logic/explain.ts";
import { showInline } from "../logic/show-value.ts";
import { rootScope } from "../logic/scope.ts";
import type { BranchMessage, Rule } from "../policy/rule.ts";
import { identifiesElement, inBlameOrder } from "./blame-order.ts";

/** The values that a message may insert: fields of the elements that failed, parameters, and paths of the rule context. */
export interface MessageValues {
  readonly data: Json;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly elements: readonly DecidingElement[];
  /** The condition that decided. */
  readonly condition?: DecidingCondition | undefined;
  /** True if the message is the one for that condition, so that `[]` means the element that it read. */
  readonly branch: boolean;
}

/**
 * The message for a condition that decided. The location of the finding goes by the same condition.
 * @param condition the first one that decided
 * @param data the data of the rule context
 * @returns undefined if the rule has none for it, so that its own message counts
 */
export function branchMessageFor(
  messages: readonly BranchMessage[],
  condition: DecidingCondition | undefined,
  data: Json,
): BranchMessage | undefined {
  if (!condition) return undefined;
  const paths = new Set(condition.reads.map(({ path }) => formatOpenPath(path)));
  return messages.find(
    ({ at, when }) => paths.has(at) && (when === undefined || when.node.truth(rootScope(data)) === true),
  );
}

/** The path of a placeholder with `[]`, in the elements that a deciding condition read; undefined if it read others. */
function pathInElements(name: string, { reads }: DecidingCondition): Path | undefined {
  const end = name.lastIndexOf("[]") + 2;
  for (const { path } of reads) {
    for (let length = path.length; length > 0; length--) {
      const prefix = path.slice(0, length);
      if (formatOpenPath(prefix) === name.slice(0, end))
        return [...prefix, ...parsePath(name.slice(end).replace(/^\./, ""))];
    }
  }
  return undefined;
}

/** The field of every element that decided, for a placeholder such as `facts.vendors[].name`. */
function fromElements(name: string, { data, elements }: MessageValues, most: number): string | undefined {
  const split = name.indexOf("[]");
  const [list, field] = [name.slice(0, split), parsePath(name.slice(split + 2).replace(/^\./, ""))];
  const all = getAt(data, parsePath(list));
  if (Array.isArray(all) && all.length === 0) return "none";
  const deciding = elements.filter((element) => formatPath(element.list) === list).map((element) => element.value);
  const chosen = deciding.length > 0 ? deciding : Array.isArray(all) ? all : [];
  const values = chosen.map((value) => getAt(value, field)).filter((value) => value !== undefined && value !== null);
  return values.length > 0 ? showInline([...new Set(values.map((value) => showInline(value)))], most) : undefined;
}

const NOT_STATED = "not stated";
/** What stands for a name that nobody stated, at the beginning of a message too. */
const withoutName: Readonly<Record<string, string>> = { "organisation.name": "the organisation" };

/** A part of the comparison that decided. */
function fromComparison(name: string, comparison: Comparison | undefined, most: number): string | undefined {
  if (name === "value") return showInline(comparison?.value, most);
  if (name === "limit") return showInline(comparison?.limit, most);
  return name === "difference" ? showInline([...(comparison?.difference ?? [])], most) : undefined;
}

/** The condition that decided, in words, without the parameter that it names. */
function reasonText(condition: DecidingCondition | undefined): string {
  return (condition?.text ?? "undecided").replaceAll(/ \(parameter [^()]*\)/g, "");
}

function valueOf(name: string, values: MessageValues, most: number): string {
  const { condition, data, parameters, branch } = values;
  if (name === "reason") return reasonText(condition);
  const compared = branch ? fromComparison(name, condition?.comparison, most) : undefined;
  if (compared !== undefined) return compared;
  if (name.includes("[]")) {
    const path = branch && condition ? pathInElements(name, condition) : undefined;
    return path ? showInline(getAt(data, path) ?? undefined, most) : (fromElements(name, values, most) ?? NOT_STATED);
  }
  if (Object.hasOwn(parameters, name)) return showInline(parameters[name], most);
  const stated = getAt(data, parsePath(name)) ?? undefined;
  return (stated === undefined ? withoutName[name] : undefined) ?? showInline(stated, most);
}

/** The longest message that fits into a line of a report, in UTF-16 code units. */
export const LONGEST_MESSAGE = 120;

/** Elements of an inserted list that are shown if the message stays short enough. */
const MOST_ELEMENTS = 5;

/** Fills in the placeholders of a text. */
export function fillTemplate(text: string, values: MessageValues, most = MOST_ELEMENTS): string {
  return text.replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => valueOf(name, values, most));
}

/** Fills in the placeholders of a message. A message that is too long shows fewer elements of its lists. */
export function renderMessage(message: string, values: MessageValues): string {
  for (let most = MOST_ELEMENTS; most > 1; most--) {
    const text = fillTemplate(message, values, most);
    if (text.length <= LONGEST_MESSAGE) return text;
  }
  return fillTemplate(message, values, 1);
}

/** The condition that decides first on some data on which a rule fails, and the message for it. */
export function decidingBranch(
  { require, messages }: Pick<Rule, "require" | "messages">,
  data: Json,
): { readonly condition: DecidingCondition | undefined; readonly branch: BranchMessage | undefined } {
  const { conditions } = explain(require.node, rootScope(data), undefined, identifiesElement);
  const [condition] = inBlameOrder(conditions);
  return { condition, branch: branchMessageFor(messages, condition, data) };
}
