import { type Json, getAt } from "../util/json.ts";
import type { DecidingElement } from "../logic/explain.ts";
import { showValue } from "../logic/explanation-text.ts";
import { firstAndRest } from "../util/text.ts";
import type { RuleContext } from "../facts/context.ts";
import { type Path, formatPath, parsePath } from "../util/json-path.ts";

/** The values that a message may insert: fields of the elements that failed, parameters, and paths of the rule context. */
interface Values {
  readonly context: RuleContext;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly elements: readonly DecidingElement[];
}

/** The field of every element that decided, for a placeholder such as `facts.vendors[].name`. */
function fromElements(list: string, field: string, { context, elements }: Values): string | undefined {
  const path: Path = parsePath(field);
  const deciding = elements.filter((element) => formatPath(element.list) === list).map((element) => element.value);
  const all = context.get(list);
  if (Array.isArray(all) && all.length === 0) return "none";
  const chosen = deciding.length > 0 ? deciding : Array.isArray(all) ? all : [];
  const values = chosen.map((value) => getAt(value, path)).filter((value) => value !== undefined && value !== null);
  return values.length > 0 ? firstAndRest([...new Set(values.map(showValue))], ", ") : undefined;
}

function valueOf(name: string, values: Values): string {
  const split = name.indexOf("[]");
  if (split >= 0)
    return fromElements(name.slice(0, split), name.slice(split + 2).replace(/^\./, ""), values) ?? "(not stated)";
  if (Object.hasOwn(values.parameters, name)) return showValue(values.parameters[name]);
  const value = values.context.get(name);
  return value === undefined ? "(not stated)" : showValue(value);
}

/** Fills in the placeholders of a message. */
export function renderMessage(message: string, values: Values): string {
  return message.replaceAll(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => valueOf(name, values));
}
