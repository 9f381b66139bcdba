import { crosswalk, regionsOf, ruleInputs, statsOf } from "../../policy/catalog.ts";
import { inputType } from "../../policy/input-type.ts";
import { basisOf, provisionsOf } from "../../policy/provisions.ts";
import type { Rule } from "../../policy/rule.ts";
import { bindingOf } from "./binding-text.ts";
import { crosswalkPage, policyPage } from "./reference.ts";

/** A rule for machines, by the law of a date. */
export function ruleJson(rule: Rule, asOf: string): object {
  const { id, title, severity, covers, checked, sources, message, remediation, policy, parameters } = rule;
  const citations = provisionsOf(rule, asOf).map(({ ref, url, kind }) => ({ ref, url, kind: kind ?? null }));
  return {
    id,
    title,
    severity,
    binding: bindingOf(rule),
    basis: basisOf(rule, asOf),
    policy,
    regions: regionsOf(rule),
    citations,
    covers,
    checked: checked ?? null,
    source: sources,
    message,
    remediation,
    parameters,
    reads: ruleInputs(rule),
  };
}

export const rulesJson = (rules: readonly Rule[], asOf: string): string =>
  `${JSON.stringify(
    rules.map((rule) => ruleJson(rule, asOf)),
    null,
    2,
  )}\n`;

export function rulesConsole(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`);
  return `${[...lines, "", `${rules.length} rules`].join("\n")}\n`;
}

/** The reference of the rules, one page after the other. */
export async function rulesMarkdown(rules: readonly Rule[], asOf: string): Promise<string> {
  const context = await inputType();
  const pages = [...new Set(rules.map(({ policy }) => policy))].map((policy) =>
    policyPage(
      rules.filter((rule) => rule.policy === policy),
      context,
      asOf,
    ),
  );
  return pages.join("\n");
}

/** The counts of the rules by the kind of input that decides them. */
export function rulesStats(rules: readonly Rule[]): string {
  const { rules: all, readEvidence, readFacts, readOrganisation, beyondManifest, manifestOnly } = statsOf(rules);
  const share = all === 0 ? 0 : Math.round((100 * beyondManifest) / all);
  return [
    `${all} rules`,
    `${beyondManifest} decide on evidence, facts or the organisation (${share} %)`,
    `  evidence ${readEvidence}, facts ${readFacts}, organisation ${readOrganisation}; a rule may read several`,
    `${manifestOnly} decide on what the manifest states alone`,
    "",
  ].join("\n");
}

export const rulesCrosswalk = (rules: readonly Rule[]): string => crosswalkPage(crosswalk(rules));
