import { parseArgs } from "node:util";
import { findRoot } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { severities } from "../../model/finding.ts";
import type { Rule } from "../../policy/rule.ts";
import { inputType } from "../../policy/input-type.ts";
import { readBundle } from "../../policy/bundle.ts";
import { buildRuleSet } from "../../policy/rule-set.ts";
import { crosswalk, ruleInputs, regionsOf, statsOf } from "../../policy/catalog.ts";
import { bindingOf } from "../../output/rules/binding-text.ts";
import { crosswalkPage, policyPage } from "../../output/rules/reference.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { loadPacks } from "../../workspace/packs.ts";

/** What of the rules is asked for. */
interface RuleFilter {
  readonly pack: string | undefined;
  readonly cites: string | undefined;
  readonly jurisdiction: string | undefined;
  readonly severity: string | undefined;
}

const packOf = ({ id }: Rule): string => id.split("/")[0] as string;

function matches(rule: Rule, { pack, cites, jurisdiction, severity }: RuleFilter): boolean {
  const regions = regionsOf(rule);
  const cited = (text: string): boolean =>
    rule.citations.some(({ ref }) => ref.toLowerCase().includes(text.toLowerCase())) || rule.covers.includes(text);
  return (
    (pack === undefined || packOf(rule) === pack) &&
    (severity === undefined || rule.severity === severity) &&
    (cites === undefined || cited(cites)) &&
    (jurisdiction === undefined || regions.length === 0 || regions.includes(jurisdiction.toLowerCase()))
  );
}

function asJson(rule: Rule): object {
  const { id, title, severity, citations, covers, message, remediation, policy, parameters } = rule;
  const reads = ruleInputs(rule);
  return {
    id,
    title,
    severity,
    binding: bindingOf(rule),
    policy,
    regions: regionsOf(rule),
    citations,
    covers,
    message,
    remediation,
    parameters,
    reads,
  };
}

function asLines(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`);
  return `${[...lines, "", `${rules.length} rules`].join("\n")}\n`;
}

async function asPages(rules: readonly Rule[]): Promise<string> {
  const context = await inputType();
  const policies = [...new Set(rules.map(({ policy }) => policy))];
  return policies
    .map((policy) =>
      policyPage(
        rules.filter((rule) => rule.policy === policy),
        context,
      ),
    )
    .join("\n");
}

function statsText(rules: readonly Rule[]): string {
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

const formats = ["console", "json", "markdown"] as const;

export const rulesCommand: Command = {
  summary: "list the rules, or write their reference",
  usage: `caregate rules [path] [options]

Lists the rules that judge the repository at a path (default: this folder): the
built-in packs and those of .caregate/policies/.

  --pack NAME          only those of a pack
  --cites TEXT         only those that cite a provision, or cover a duty
  --jurisdiction CODE  only those that can apply in us, eu, gb, ca or au
  --severity LEVEL     only those of a severity: ${severities.join(", ")}
  --format FORMAT      ${formats.join(", ")} (default: console)
  --stats              how many rest on evidence, facts or the organisation
  --crosswalk          from the duties of each framework to the rules
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        pack: { type: "string" },
        cites: { type: "string" },
        jurisdiction: { type: "string" },
        severity: { type: "string" },
        format: { type: "string", default: "console" },
        stats: { type: "boolean", default: false },
        crosswalk: { type: "boolean", default: false },
      },
    });
    const { pack, cites, jurisdiction, severity, format } = values;
    if (!formats.some((known) => known === format))
      throw new UsageError(`--format takes one of ${formats.join(", ")}, not \`${format}\``);
    const governance = await readBundle(workingTree(findRoot(positionals[0] ?? io.cwd)));
    const { rules, diagnostics } = buildRuleSet({ packs: await loadPacks(), governance, asOf: io.today });
    const chosen = rules.filter((rule) => matches(rule, { pack, cites, jurisdiction, severity }));
    if (values.stats) io.write(statsText(chosen));
    else if (values.crosswalk) io.write(crosswalkPage(crosswalk(chosen)));
    else if (format === "json") io.write(`${JSON.stringify(chosen.map(asJson), null, 2)}\n`);
    else io.write(format === "markdown" ? await asPages(chosen) : asLines(chosen));
    for (const { file, span, message } of diagnostics) process.stderr.write(`${file}:${span.start.line}: ${message}\n`);
    return diagnostics.some(({ severity: level }) => level === "error") ? exitCodes.input : exitCodes.pass;
  },
};
