import { type ExplanationStep, type Finding, type Outcome, reasonsOf, writeText } from "../../model/finding.ts";
import { type Json, type JsonObject, isObject } from "../../util/json.ts";
import { asMarkdown, describeCondition } from "../../logic/condition-text.ts";
import type { Type } from "../../logic/types.ts";
import { showValue } from "../../logic/show-value.ts";
import type { Basis } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
import { plural } from "../../util/text.ts";
import { type PrintOptions, type Printer, createPrinter, codeFrame, severityColor } from "../text/terminal.ts";
import { bindingAndBasis } from "./binding-text.ts";
import { parametersOf } from "./reference.ts";
import { oneLine } from "../text/snippet.ts";
import { formatPath } from "../../util/json-path.ts";

/** An example of a rule: one of its tests with the result. */
export interface Example {
  readonly name: string;
  readonly outcome: Outcome;
  /** Differences from the base documents of the tests. */
  readonly given: JsonObject;
  readonly message: string;
  readonly explanation: readonly ExplanationStep[];
}

/** Additional information about a rule. */
export interface RuleExplanation {
  readonly rule: Rule;
  readonly basis: Basis;
  /** The type of the rule context. */
  readonly context: Type;
  /** Kinds of documents that the rule reads. */
  readonly kinds: readonly string[];
  readonly examples: readonly Example[];
}

const INDENT = "  ";

/** A heading with indented lines; empty without lines. */
function section({ c }: Printer, title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", c.bold(title), ...lines.map((line) => `${INDENT}${oneLine(line)}`)];
}

const text = (value: Json | undefined): string => (typeof value === "string" ? ` ${value}` : "");

function parameterLines(rule: Rule): string[] {
  return parametersOf(rule).flatMap(([name, declaration]) => {
    const {
      default: initial,
      minimum,
      maximum,
      legalBound,
      stricter,
      unit,
      description,
      source,
      convention,
    } = declaration;
    const bounds = [
      rule.parameters[name] === initial ? "the default" : `by default ${showValue(initial)}`,
      ...(minimum === undefined ? [] : [`at least ${showValue(minimum)}`]),
      ...(maximum === undefined ? [] : [`at most ${showValue(maximum)}`]),
      ...(legalBound === undefined ? [] : [`the law sets ${showValue(legalBound)}`]),
      ...(stricter === undefined ? [] : [`${showValue(stricter)} is stricter`]),
    ];
    const from =
      convention === true ? `${text(source).trim() || "convention"} (set by no authority)` : text(source).trim();
    return [
      `${rule.policy}.${name}: ${showValue(rule.parameters[name])}${text(unit)} (${bounds.join(", ")})`,
      `${INDENT}${text(description).trim()}${from === "" ? "" : ` Source: ${from}`}`,
    ];
  });
}

function exampleLines({ name, outcome, given, message, explanation }: Example): string[] {
  const changes = Object.keys(given).map((path) => {
    const value = given[path] as Json;
    return value === null
      ? `${path} is not stated`
      : `${path}: ${isObject(value) ? JSON.stringify(value) : showValue(value)}`;
  });
  const why = outcome === "pass" ? [] : explanation.map(({ text: one }) => `because ${one}`);
  return [
    name,
    ...[
      ...(changes.length > 0 ? changes : ["the documents that its tests start from, as they are"]),
      ...(outcome === "fail" ? [message] : []),
      ...why,
    ].map((line) => INDENT + line),
  ];
}

function waiverLines({ waiver: { forbidden, maxDays } }: Rule): string[] {
  return [forbidden ? "not at all" : maxDays === undefined ? "for a limited time" : `for ${maxDays} days at most`];
}

/** Describes a rule in plain sentences for a terminal. The sentences come from its logic. */
export function explainRule({ rule, basis, context, kinds, examples }: RuleExplanation, options: PrintOptions): string {
  const printer = createPrinter(options);
  const { c } = printer;
  const clauses = (condition: Rule["appliesWhen"]): string[] =>
    condition ? asMarkdown(describeCondition(condition.node, context)) : ["- always"];
  const example = (outcome: Outcome, title: string): string[] => {
    const one = examples.find((found) => found.outcome === outcome);
    return one ? section(printer, title, exampleLines(one)) : [];
  };
  return `${[
    `${severityColor(c, rule.severity)(rule.severity)}[${rule.id}]: ${c.bold(oneLine(rule.title))}`,
    oneLine(bindingAndBasis(rule, basis)),
    ...section(
      printer,
      "cites",
      rule.citations.map(({ ref, url }) => (url === undefined ? ref : `${ref} <${url}>`)),
    ),
    ...section(printer, "law last read", rule.checked === undefined ? [] : [rule.checked, ...rule.sources]),
    ...section(printer, "applies when", clauses(rule.appliesWhen)),
    ...section(printer, "holds when", clauses(rule.require)),
    ...section(printer, "parameters", parameterLines(rule)),
    ...section(printer, "settled by", kinds),
    ...example("pass", "an example that passes"),
    ...example("fail", "an example that fails"),
    ...section(printer, "if it fails", [rule.remediation]),
    ...section(printer, "can be waived", waiverLines(rule)),
    ...section(printer, "covers", rule.covers.length > 0 ? [rule.covers.join(", ")] : []),
  ].join("\n")}\n`;
}

const andMore = (count: number): string[] => (count > 0 ? [`and at least ${count} more`] : []);

/** Describes a finding in full: every deciding condition and every related location. */
export function explainFinding(finding: Finding, options: PrintOptions): string {
  const printer = createPrinter(options);
  const { c } = printer;
  const { rule, outcome, gates, message, write, manifest, primary, related, explanation } = finding;
  const { missing, waiver, fingerprint } = finding;
  const { conditions = 0, places = 0, missing: unnamed = 0 } = finding.omitted ?? {};
  const reasons = reasonsOf(finding);
  const color = severityColor(c, rule.severity);
  const place = ({ file, start }: { file: string; start: { line: number; column: number } }): string =>
    `${options.pathPrefix}${file}:${start.line}:${start.column}`;
  return `${[
    `${color(rule.severity)}[${rule.id}]: ${c.bold(oneLine(message))}`,
    oneLine(
      `${outcome} for ${manifest.name} (${options.pathPrefix}${manifest.file}); ${gates ? "blocks" : "does not block"}`,
    ),
    ...codeFrame(printer, primary, color),
    ...section(printer, plural(reasons.length + conditions, "condition that decided", "conditions that decided"), [
      ...reasons.flatMap(({ text: one, read }) => [
        `- ${one}`,
        ...(read ? [`${INDENT}read: ${formatPath(read.path)} = ${showValue(read.value)}`] : []),
      ]),
      ...(conditions > 0 ? [`- and ${conditions} more`] : []),
    ]),
    ...section(
      printer,
      "applies because",
      explanation.filter((one) => !reasons.includes(one)).map(({ text: one }) => `- ${one}`),
    ),
    ...section(printer, "not stated", [
      ...missing.map(({ path, location }) => `${path} at ${place(location)}`),
      ...andMore(unnamed),
    ]),
    ...section(printer, "places", [...related.map((one) => `${place(one)} ${one.note}`), ...andMore(places)]),
    ...section(
      printer,
      "waived",
      waiver ? [`until ${waiver.until} by ${waiver.approvedBy} (${waiver.id}): ${waiver.reason}`] : [],
    ),
    ...section(
      printer,
      "cites",
      finding.citations.map(({ ref, url }) => (url === undefined ? ref : `${ref} <${url}>`)),
    ),
    ...section(printer, "do", [rule.remediation]),
    ...section(printer, "write when done", write.map(writeText)),
    ...section(printer, "fingerprint", [fingerprint]),
  ].join("\n")}\n`;
}
