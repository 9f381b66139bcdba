import { isDate, weekdays } from "../util/date.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, type JsonObject, emptyObject, equalJson, isObject } from "../util/json.ts";
import { didYouMean } from "../util/text.ts";
import { readConfig } from "./config.ts";
import { type SharedConfig } from "./shared-settings.ts";
import { sharedPath } from "./shared-sets.ts";

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

const isWithin = (inner: readonly Json[], outer: readonly Json[]): boolean => inner.every((one) => outer.includes(one));

/** True if a value is as strict as another one or stricter; false where the parameter declares no stricter side. */
function isAsStrict({ stricter }: JsonObject, value: Json, than: Json): boolean {
  if (equalJson(value, than)) return true;
  if (Array.isArray(value) && Array.isArray(than))
    return stricter === "fewer" ? isWithin(value, than) : stricter === "more" && isWithin(than, value);
  return stricter === "lower" ? above(than, value) : stricter === "higher" && above(value, than);
}

/** What a policy and the configs say about one parameter. */
interface ParameterSources {
  readonly policy: Document;
  readonly id: string;
  readonly name: string;
  readonly declared: JsonObject;
  readonly config: Document | undefined;
  readonly shared: readonly SharedConfig[];
  readonly report: (document: Document, path: readonly string[], message: string) => void;
}

/** The value that a shared set states, and the name of the set: the strictest of several. */
function sharedValue({ policy, id, name, declared, shared, report }: ParameterSources) {
  const own = sharedPath(policy.file)?.set;
  let found = own === undefined ? undefined : { value: declared["default"] as Json, set: own };
  for (const { set, document } of shared) {
    const value = readConfig(document).parameters[id]?.[name];
    if (value === undefined || value === null) continue;
    const refused = parameterProblem(declared, value);
    if (refused) report(document, ["parameters", id, name], `\`${id}.${name}\` ${refused}`);
    else if (!found || isAsStrict(declared, value, found.value)) found = { value, set };
    else if (!isAsStrict(declared, found.value, value)) {
      const message = `\`${id}.${name}\` differs from that of the shared set \`${found.set}\`, and neither is stricter`;
      report(document, ["parameters", id, name], `${message}: agree on one value`);
    }
  }
  return found;
}

/** The value of a parameter: that of config.yaml if it is allowed, or else that of shared sets, or else the default. */
function resolveParameter(sources: ParameterSources): Json {
  const { id, name, declared, config, report } = sources;
  const shared = sharedValue(sources);
  const fallback: Json = shared?.value ?? declared["default"] ?? null;
  const override = readConfig(config).parameters[id]?.[name];
  if (override === undefined || override === null || !config) return fallback;
  const path = ["parameters", id, name];
  const refused = parameterProblem(declared, override);
  if (refused) {
    const used = shared ? `${show(fallback)} of the shared set \`${shared.set}\`` : `the default ${show(fallback)}`;
    report(config, path, `\`${id}.${name}\` ${refused}; ${used} is used`);
    return fallback;
  }
  if (!shared || isAsStrict(declared, override, fallback)) return override;
  const message = `\`${id}.${name}\` is not stricter than ${show(fallback)} of the shared set \`${shared.set}\``;
  report(config, path, `${message}: write a setting in \`rules\`, with a reason`);
  return fallback;
}

/**
 * Resolves the parameters of a policy: its defaults, or what shared sets and config.yaml state. A value that is not allowed
 * is reported on its line and has no effect. Config.yaml may only be stricter than a shared set.
 */
export function resolveParameters(
  policy: Document,
  config: Document | undefined,
  shared: readonly SharedConfig[] = [],
): { values: JsonObject; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const report: ParameterSources["report"] = (document, path, message) => {
    const code = document.kind === "Policy" ? "policy/parameter" : "config/parameter";
    diagnostics.push(errorAt(document.locate(path), code, message));
  };
  const values = emptyObject();
  const id = String((policy.value["metadata"] as JsonObject)["id"]);
  const parameters = isObject(policy.value["parameters"]) ? policy.value["parameters"] : emptyObject();
  for (const name of Object.keys(parameters)) {
    const declared = parameters[name] as JsonObject;
    const problem = parameterProblem(declared, declared["default"] as Json);
    if (problem) report(policy, ["parameters", name, "default"], `the default of \`${name}\` ${problem}`);
    values[name] = resolveParameter({ policy, id, name, declared, config, shared, report });
  }
  for (const document of [config, ...shared.map((one) => one.document)]) {
    for (const name of document ? Object.keys(readConfig(document).parameters[id] ?? {}) : []) {
      if (Object.hasOwn(parameters, name)) continue;
      const hint = didYouMean(name, Object.keys(parameters));
      report(document as Document, ["parameters", id, name], `policy \`${id}\` has no parameter \`${name}\`${hint}`);
    }
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
