import { isDate, weekdays } from "../util/date.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, type JsonObject, emptyObject, isObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import { readConfig } from "./config.ts";

const hasType: Readonly<Record<string, (value: Json) => boolean>> = {
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  date: (value) => isDate(value),
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
};

const typeNames: Readonly<Record<string, string>> = {
  integer: "a whole number",
  number: "a number",
  date: "a date as YYYY-MM-DD",
  string: "a text",
  boolean: "true or false",
};

/** True if `a` is greater than `b`; only numbers and ISO dates have an order. */
function above(a: Json, b: Json | undefined): boolean {
  return (
    (typeof a === "number" && typeof b === "number" && a > b) ||
    (typeof a === "string" && typeof b === "string" && a > b)
  );
}

const show = (value: Json | undefined): string =>
  Array.isArray(value) ? `\`[${value.join(", ")}]\`` : `\`${String(value)}\``;

/** Whether an element of a list is one of those that its parameter declares. */
const hasElementType: Readonly<Record<string, (value: Json) => boolean>> = {
  text: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === "number",
  date: (value) => isDate(value),
  weekday: (value) => weekdays.some((day) => day === value),
};

const elementNames: Readonly<Record<string, string>> = {
  text: "texts",
  integer: "whole numbers",
  number: "numbers",
  date: "dates as YYYY-MM-DD",
  weekday: `days of the week: ${weekdays.join(", ")}`,
};

/** Describes the error in a value for a list parameter. Texts are its elements unless it declares others. */
function listProblem({ items = "text", legalBound, stricter }: JsonObject, value: Json): string | undefined {
  const wanted = Array.isArray(items) ? `some of ${items.join(", ")}` : elementNames[String(items)];
  const fits = Array.isArray(items) ? (one: Json) => items.includes(one) : hasElementType[String(items)];
  if (!Array.isArray(value)) return `has to be a list of ${wanted}, not ${show(value)}`;
  const wrong = value.find((one) => !fits?.(one));
  if (wrong !== undefined) return `has to be a list of ${wanted}, and ${show(wrong)} is none`;
  if (!Array.isArray(legalBound)) return undefined;
  const [inner, outer] = stricter === "more" ? [legalBound, value] : [value, legalBound];
  const absent = inner.filter((one) => !outer.includes(one));
  if (absent.length === 0) return undefined;
  return `has to ${stricter === "more" ? "hold" : "leave out"} ${show(absent)} by law`;
}

/**
 * Describes the error in a value for a parameter; undefined for a valid one. A value must not be looser than the law.
 * @param declared the parameter as its policy declares it
 */
export function parameterProblem(declared: JsonObject, value: Json): string | undefined {
  if (declared["type"] === "list") return listProblem(declared, value);
  const { type, minimum, maximum, legalBound, stricter, unit } = declared;
  const units = typeof unit === "string" ? ` ${unit}` : "";
  if (!hasType[String(type)]?.(value))
    return `has to be ${typeNames[String(type)] ?? String(type)}, not ${show(value)}`;
  if (minimum !== undefined && above(minimum, value))
    return `has to be at least ${show(minimum)}${units}, not ${show(value)}`;
  if (above(value, maximum)) return `has to be at most ${show(maximum)}${units}, not ${show(value)}`;
  if (legalBound === undefined) return undefined;
  const looser = stricter === "higher" ? above(legalBound, value) : above(value, legalBound);
  const bound = stricter === "higher" ? "at least" : "at most";
  return looser ? `has to be ${bound} ${show(legalBound)}${units} by law, not ${show(value)}` : undefined;
}

/**
 * Resolves the parameters of a policy: its defaults, or the overrides of config.yaml. An override that is not allowed is
 * reported on its line and has no effect.
 */
export function resolveParameters(
  policy: Document,
  config: Document | undefined,
): { values: JsonObject; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const values = emptyObject();
  const id = String((policy.value["metadata"] as JsonObject)["id"]);
  const declared = isObject(policy.value["parameters"]) ? policy.value["parameters"] : emptyObject();
  const overrides = readConfig(config).parameters[id] ?? emptyObject();
  for (const name of Object.keys(declared)) {
    const parameter = declared[name] as JsonObject;
    const fallback = parameter["default"] as Json;
    const problem = parameterProblem(parameter, fallback);
    if (problem)
      diagnostics.push(
        errorAt(
          policy.locate(["parameters", name, "default"]),
          "policy/parameter",
          `the default of \`${name}\` ${problem}`,
        ),
      );
    values[name] = fallback;
    const override = overrides[name];
    if (override === undefined || override === null || !config) continue;
    const refused = parameterProblem(parameter, override);
    if (!refused) values[name] = override;
    else
      diagnostics.push(
        errorAt(
          config.locate(["parameters", id, name]),
          "config/parameter",
          `\`${id}.${name}\` ${refused}; the default ${show(fallback)} is used`,
        ),
      );
  }
  for (const name of Object.keys(overrides)) {
    if (Object.hasOwn(declared, name) || !config) continue;
    const hint = didYouMean(name, Object.keys(declared));
    diagnostics.push(
      errorAt(
        config.locate(["parameters", id, name]),
        "config/parameter",
        `policy \`${id}\` has no parameter \`${name}\`${hint}`,
      ),
    );
  }
  return { values, diagnostics };
}

/** Reports overrides for policies that do not exist. */
export function unknownOverrides(config: Document | undefined, policies: readonly string[]): Diagnostic[] {
  if (!config) return [];
  return Object.keys(readConfig(config).parameters)
    .filter((id) => !policies.includes(id))
    .map((id) => {
      const hint = didYouMean(id, policies);
      return errorAt(config.locate(["parameters", id]), "config/parameter", `there is no policy \`${id}\`${hint}`);
    });
}
