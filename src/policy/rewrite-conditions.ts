import { Lexer, type Pair, type YAMLMap, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import { normalCondition } from "../logic/notation/normal.ts";
import { parseCondition } from "../logic/notation/parse.ts";
import { printCondition } from "../logic/notation/print.ts";
import type { Json } from "../util/json.ts";
import { conditionLines, flowText } from "./condition-yaml.ts";

/** How conditions are written: as text, or as JSONLogic. */
export type ConditionForm = "notation" | "jsonlogic";

/** A policy file with its conditions in another form. */
export interface RewrittenConditions {
  readonly text: string;
  /** Number of conditions that were in the other form. */
  readonly count: number;
}

/** A condition that cannot be rewritten. */
export class RewriteProblem extends Error {}

/** A part of the file that is replaced. */
interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const WIDTH = 100;

type Map = YAMLMap.Parsed;

const mapsIn = (value: unknown): Map[] => (isSeq(value) ? value.items.filter((one) => isMap<never>(one)) : []) as Map[];

/** The entries of a policy that hold conditions, each with whether it stands within braces. */
function conditionEntries(policy: Map): { pair: Pair; isFlow: boolean }[] {
  const entries = (map: Map, names: readonly string[], isFlow: boolean): { pair: Pair; isFlow: boolean }[] =>
    map.items
      .filter(({ key }) => isScalar(key) && names.includes(String(key.value)))
      .map((pair) => ({ pair, isFlow: isFlow || map.flow === true }));
  const flowOf = (value: unknown): boolean => isSeq(value) && value.flow === true;
  const rules = policy.get("rules");
  return mapsIn(rules).flatMap((rule) => {
    const messages = rule.get("messages");
    const inRule = flowOf(rules) || rule.flow === true;
    return [
      ...entries(rule, ["appliesWhen", "require"], inRule),
      ...mapsIn(messages).flatMap((one) => entries(one, ["when"], inRule || flowOf(messages))),
    ];
  });
}

/** The comments in the YAML of a condition. */
function yamlComments(source: string): string[] {
  return [...new Lexer().lex(source)].filter((token) => token.startsWith("#"));
}

/** The comments in the text of a condition. */
function textComments(text: string): string[] {
  const found = [...text.matchAll(/["“”](?:\\.|[^"“”\\\n])*["“”]|`[^`\n]+`|(#[^\n]*)/g)];
  return found.flatMap(([, comment]) => (comment === undefined ? [] : [comment.trimEnd()]));
}

/** The value of an entry in the other form, from after its key to the end of its last line. */
function written(
  condition: Json,
  comments: readonly string[],
  indent: string,
  form: ConditionForm,
  parameters: readonly string[],
): string {
  const inner = `${indent}  `;
  const above = comments.map((comment) => `\n${inner}${comment}`).join("");
  if (form === "notation") {
    const width = Math.max(40, WIDTH - inner.length);
    const lines = printCondition(condition, { width, parameters }).split("\n");
    return `: |${above}${lines.map((line) => `\n${inner}${line}`).join("")}`;
  }
  const flow = flowText(condition);
  if (comments.length === 0 && indent.length + flow.length <= WIDTH) return `: ${flow}`;
  return `:${above}\n${conditionLines(condition, inner, WIDTH).join("\n")}`;
}

/** The condition that an entry holds; undefined if it is in the form already, or true or false. */
function conditionOf(
  value: unknown,
  form: ConditionForm,
  parameters: readonly string[],
): { json: Json; text?: string } | undefined {
  if (isScalar(value) && typeof value.value === "string" && form === "jsonlogic") {
    const parsed = parseCondition(value.value, parameters);
    if ("message" in parsed) throw new RewriteProblem(parsed.message);
    return { json: parsed.condition, text: value.value };
  }
  if (!isMap(value) || form !== "notation") return undefined;
  const json = normalCondition(value.toJSON() as Json);
  const again = parseCondition(printCondition(json, { parameters }), parameters);
  if (!("condition" in again) || JSON.stringify(again.condition) !== JSON.stringify(json))
    throw new RewriteProblem("a condition has no text that is read as the same condition");
  return { json };
}

function replacementOf(
  source: string,
  { pair, isFlow }: { pair: Pair; isFlow: boolean },
  form: ConditionForm,
  parameters: readonly string[],
): Replacement | undefined {
  const { key, value } = pair as {
    key: { range: [number, number, number] };
    value: { range: [number, number, number] } | null;
  };
  const found = conditionOf(value, form, parameters);
  if (!found || !value) return undefined;
  const from = key.range[1];
  const end = value.range[0] + source.slice(...value.range.slice(0, 2)).trimEnd().length;
  if (isFlow) {
    const text =
      form === "notation"
        ? JSON.stringify(printCondition(found.json, { width: Infinity, parameters }))
        : flowText(found.json);
    return { from, to: end, text: `: ${text}` };
  }
  // A comment behind the value is one of the condition.
  const rest = /^[ \t]*#[^\n]*/.exec(source.slice(end))?.[0] ?? "";
  const to = end + rest.length;
  const comments =
    found.text === undefined
      ? yamlComments(`x${source.slice(from, to)}`)
      : [...textComments(found.text), ...yamlComments(rest)];
  const indent = " ".repeat(key.range[0] - (source.lastIndexOf("\n", key.range[0] - 1) + 1));
  return { from, to, text: written(found.json, comments, indent, form, parameters) };
}

/**
 * Rewrites the conditions of policies in another form; what is in it already stays as it is. Comments are kept: those in
 * a condition stand above it.
 * @param source a YAML file without mistakes
 * @throws RewriteProblem for a condition that cannot be written in that form
 */
export function rewriteConditions(source: string, form: ConditionForm): RewrittenConditions {
  const replacements = parseAllDocuments(source).flatMap((document) => {
    const policy: unknown = "contents" in document ? document.contents : undefined;
    if (!isMap(policy) || policy.get("kind") !== "Policy") return [];
    const declared = policy.get("parameters");
    const parameters = isMap(declared) ? declared.items.map(({ key }) => String(isScalar(key) ? key.value : key)) : [];
    return conditionEntries(policy as unknown as Map).flatMap(
      (entry) => replacementOf(source, entry, form, parameters) ?? [],
    );
  });
  let text = source;
  for (const { from, to, text: changed } of replacements.toReversed())
    text = text.slice(0, from) + changed + text.slice(to);
  return { text, count: replacements.length };
}
