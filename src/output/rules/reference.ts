import { type JsonObject, isObject } from "../../util/json.ts";
import { asMarkdown, describeCondition } from "../../logic/condition-text.ts";
import type { Type } from "../../logic/types.ts";
import type { Rule } from "../../policy/rule.ts";
import { NOT_LEGAL_ADVICE, bindingOf } from "./binding-text.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function citationsOf({ citations }: Rule): string {
  return citations.map(({ ref, url }) => (url === undefined ? ref : `[${ref}](${url})`)).join("; ");
}

/** The parameters that a rule speaks of, as its policy declares them. */
export function parametersOf(rule: Rule): [name: string, declaration: JsonObject][] {
  const declared = rule.document.value["parameters"];
  const used = JSON.stringify(source(rule));
  return Object.entries(isObject(declared) ? declared : {}).flatMap(([name, parameter]) =>
    isObject(parameter) && used.includes(`"param":"${name}"`) ? [[name, parameter]] : [],
  );
}

/** The same, as rows of a table. */
function parameterRows(rule: Rule): string[] {
  return parametersOf(rule).map(([name, { description, unit, legalBound, stricter, source: from, convention }]) => {
    const value = String(rule.parameters[name]);
    const bound = legalBound === undefined ? "" : String(legalBound);
    const origin = convention === true ? `${text(from) || "convention"} (set by no authority)` : text(from);
    return `| \`${name}\` | ${value} ${text(unit)} | ${bound} | ${text(stricter)} | ${text(description)} | ${origin} |`;
  });
}

function source({ document, path }: Rule): JsonObject {
  const rules = document.value["rules"];
  const rule = Array.isArray(rules) ? rules[Number(path[1])] : undefined;
  return isObject(rule) ? rule : {};
}

function ruleSection(rule: Rule, context: Type): string {
  const applies = rule.appliesWhen ? asMarkdown(describeCondition(rule.appliesWhen.node, context)) : ["- always"];
  const rows = parameterRows(rule);
  const table = [
    "",
    "| parameter | value | legal bound | stricter is | | source |",
    "|---|---|---|---|---|---|",
    ...rows,
  ];
  const { forbidden, maxDays } = rule.waiver;
  const waiver = forbidden
    ? ["", "It cannot be waived."]
    : maxDays === undefined
      ? []
      : ["", `It can be waived for ${maxDays} days at most.`];
  return [
    `## ${rule.id}`,
    "",
    `${rule.title}.`,
    "",
    `Severity ${rule.severity}; ${bindingOf(rule)}. ${citationsOf(rule)}`,
    "",
    "**Applies when**",
    "",
    ...applies,
    "",
    "**Holds when**",
    "",
    ...asMarkdown(describeCondition(rule.require.node, context)),
    "",
    `**If it fails**: ${rule.remediation.trim()}`,
    ...(rows.length > 0 ? table : []),
    ...waiver,
    ...(rule.covers.length > 0 ? ["", `Covers ${rule.covers.join(", ")}.`] : []),
    "",
  ].join("\n");
}

/**
 * The page of one policy: each rule with its provision, when it applies and what satisfies it, from its own logic.
 * @param rules the rules of the policy
 * @param context the type of the rule context
 */
export function policyPage(rules: readonly Rule[], context: Type): string {
  const [first] = rules;
  const metadata = first?.document.value["metadata"];
  const { title, description, version } = isObject(metadata) ? metadata : ({} as JsonObject);
  const head = [
    `# ${text(title)}`,
    "",
    text(description),
    "",
    `${rules.length} rules, version ${text(version)}. ${NOT_LEGAL_ADVICE}`,
    "",
  ];
  const index = [
    "| rule | severity | what has to hold |",
    "|---|---|---|",
    ...rules.map(({ id, title: what, severity }) => `| [${id}](#${anchor(id)}) | ${severity} | ${what} |`),
    "",
  ];
  return [...head, ...index, ...rules.map((rule) => ruleSection(rule, context))].join("\n");
}

/** The fragment by which a heading is reached on the usual forges. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

/** The page that leads from the duties of each framework to the rules that cover them. */
export function crosswalkPage(
  frameworks: readonly { framework: string; duties: readonly { duty: string; rules: readonly string[] }[] }[],
): string {
  const link = (rule: string): string => `[${rule}](packs/${rule.split("/")[0] ?? ""}.md#${anchor(rule)})`;
  const sections = frameworks.map(({ framework, duties }) =>
    [
      `## ${framework}`,
      "",
      "| duty | rules |",
      "|---|---|",
      ...duties.map(({ duty, rules }) => `| ${duty} | ${rules.map(link).join(", ")} |`),
      "",
    ].join("\n"),
  );
  return `# Crosswalk\n\nWhich rules cover the duties of each framework. ${NOT_LEGAL_ADVICE}\n\n${sections.join("\n")}`;
}
