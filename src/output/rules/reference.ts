import { type Json, type JsonObject, isObject } from "../../util/json.ts";
import { asMarkdown, describeCondition } from "../../logic/condition-text.ts";
import { normalCondition } from "../../logic/notation/normal.ts";
import { printCondition } from "../../logic/notation/print.ts";
import type { Type } from "../../logic/types.ts";
import { conditionLines } from "../../policy/condition-yaml.ts";
import { type Provision, basisOf, provisionsOf } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
import { NOT_LEGAL_ADVICE, basisText, bindingAndBasis, bindingOf } from "./binding-text.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function citationsOf({ citations }: Rule): string {
  return citations.map(({ ref, url }) => (url === undefined ? ref : `[${ref}](<${url}>)`)).join("; ");
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
    const shown = (one: Json | undefined): string => (Array.isArray(one) ? one.join(", ") : String(one));
    const value = shown(rule.parameters[name]);
    const bound = legalBound === undefined ? "" : shown(legalBound);
    const origin = convention === true ? `${text(from) || "convention"} (set by no authority)` : text(from);
    return `| \`${name}\` | ${value} ${text(unit)} | ${bound} | ${text(stricter)} | ${text(description)} | ${origin} |`;
  });
}

function source({ document, path }: Rule): JsonObject {
  const rules = document.value["rules"];
  const rule = Array.isArray(rules) ? rules[Number(path[1])] : undefined;
  return isObject(rule) ? rule : {};
}

/** When and where the law of a rule was last read, if it says so. */
function readingOf({ checked, sources }: Rule): string[] {
  if (checked === undefined) return [];
  const links = sources.map((url) => `<${url}>`).join(", ");
  return ["", `Law last read ${checked}${links === "" ? "" : ` at ${links}`}.`];
}

const WIDTH = 100;

/** The conditions of a rule in both forms, as a policy may state them. */
function formsOf(rule: Rule): string[] {
  const declared = rule.document.value["parameters"];
  const parameters = isObject(declared) ? Object.keys(declared) : [];
  const own = source(rule);
  const conditions = ["appliesWhen", "require"].flatMap((name) => {
    const condition = own[name];
    return isObject(condition) ? [{ name, condition }] : [];
  });
  const asText = conditions.flatMap(({ name, condition }) => {
    const lines = printCondition(condition, { width: WIDTH, parameters }).split("\n");
    return [`${name}: |`, ...lines.map((line) => `  ${line}`)];
  });
  const asLogic = conditions.flatMap(({ name, condition }) => [
    `${name}:`,
    ...conditionLines(normalCondition(condition), "  ", WIDTH),
  ]);
  if (conditions.length === 0) return [];
  return ["**As text**", "", "```yaml", ...asText, "```", "", "**As JSONLogic**", "", "```yaml", ...asLogic, "```", ""];
}

function ruleSection(rule: Rule, context: Type, asOf: string): string {
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
    `Severity ${rule.severity}; ${bindingAndBasis(rule, basisOf(rule, asOf))}. ${citationsOf(rule)}`,
    ...readingOf(rule),
    "",
    "**Applies when**",
    "",
    ...applies,
    "",
    "**Holds when**",
    "",
    ...asMarkdown(describeCondition(rule.require.node, context)),
    "",
    ...formsOf(rule),
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
 * @param asOf the date on which provisions count as they do
 */
export function policyPage(rules: readonly Rule[], context: Type, asOf: string): string {
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
  return [...head, ...index, ...rules.map((rule) => ruleSection(rule, context, asOf))].join("\n");
}

/** The fragment by which a heading is reached on the usual forges. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");

/** Text for one cell of a table. */
const cell = (one: string): string =>
  one
    .replaceAll("|", String.raw`\|`)
    .replaceAll(/\s+/g, " ")
    .trim();

function provisionRow(rule: Rule, asOf: string): string {
  const provisions = provisionsOf(rule, asOf);
  const basis = basisOf(rule, asOf);
  // what the rule rests on comes first
  const rank = ({ binds, kind }: Provision): number => (binds ? 0 : kind === "standard" || kind === "practice" ? 1 : 2);
  const cited = provisions
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ ref, url, kind }) => `${url === undefined ? ref : `[${ref}](<${url}>)`} (${kind ?? "kind not known"})`);
  const from = typeof rule.binding === "object" ? `, ${bindingOf(rule)}` : "";
  const beyond = rule.beyondLaw === undefined ? "" : `<br>beyond it, good practice: ${rule.beyondLaw}`;
  const limits = parametersOf(rule).flatMap(([name, { convention }]) => (convention === true ? [`\`${name}\``] : []));
  const set = limits.length > 0 ? `<br>limits that policy sets: ${limits.join(", ")}` : "";
  const rests = `${basisText[basis]}${from}${beyond}${set}`;
  const columns = [ruleLink(rule.id), rule.title, cited.join("<br>"), rests, rule.checked ?? ""];
  return `| ${columns.map(cell).join(" | ")} |`;
}

/**
 * The page that shows for every rule that gates what it asks and what asks for it.
 * @param rules rules in the order of their ids; those that only advise are left out
 * @param asOf the date on which provisions count as they do
 */
export function provisionsPage(rules: readonly Rule[], asOf: string): string {
  const gating = rules.filter(({ binding }) => binding !== "advisory");
  const sections = [...new Set(gating.map(({ policy }) => policy))].map((policy) =>
    [
      `## ${policy}`,
      "",
      "| rule | what it asks | what asks for it | rests on | law last read |",
      "|---|---|---|---|---|",
      ...gating.filter((rule) => rule.policy === policy).map((rule) => provisionRow(rule, asOf)),
      "",
    ].join("\n"),
  );
  const practice = gating.filter((rule) => basisOf(rule, asOf) === "practice").length;
  const beyond = gating.filter(({ beyondLaw }) => beyondLaw !== undefined).length;
  return [
    "# Rules and their provisions",
    "",
    `What each rule that can fail a check asks, and what asks for it, as of ${asOf}. ${NOT_LEGAL_ADVICE}`,
    "",
    `${gating.length} rules gate. ${practice} of them rest on good practice, which no law asks for. ${beyond} rest on law and ask more, as good practice: the table says what. Each number that no authority sets is a parameter, which an organisation can change.`,
    "",
    ...sections,
  ].join("\n");
}

const ruleLink = (rule: string): string => `[${rule}](packs/${rule.split("/")[0] ?? ""}.md#${anchor(rule)})`;

/** The page that leads from the duties of each framework to the rules that cover them. */
export function crosswalkPage(
  frameworks: readonly { framework: string; duties: readonly { duty: string; rules: readonly string[] }[] }[],
): string {
  const sections = frameworks.map(({ framework, duties }) =>
    [
      `## ${framework}`,
      "",
      "| duty | rules |",
      "|---|---|",
      ...duties.map(({ duty, rules }) => `| ${duty} | ${rules.map(ruleLink).join(", ")} |`),
      "",
    ].join("\n"),
  );
  return `# Crosswalk\n\nWhich rules cover the duties of each framework. ${NOT_LEGAL_ADVICE}\n\n${sections.join("\n")}`;
}
