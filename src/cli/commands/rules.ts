import { parseArgs } from "node:util";
import { findRoot } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { NEVER, datesBehind } from "../../facts/reference-data.ts";
import { severities } from "../../model/finding.ts";
import type { Rule } from "../../policy/rule.ts";
import { inputType } from "../../policy/input-type.ts";
import { readBundle } from "../../policy/bundle.ts";
import { basisOf, provisionsOf } from "../../policy/provisions.ts";
import { buildRuleSet } from "../../policy/rule-set.ts";
import { crosswalk, ruleInputs, regionsOf, statsOf } from "../../policy/catalog.ts";
import { type DueRule, dueRules } from "../../policy/upkeep.ts";
import { bindingOf } from "../../output/rules/binding-text.ts";
import { dueLines, dueOf, duePage } from "../../output/rules/due.ts";
import { crosswalkPage, policyPage } from "../../output/rules/reference.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { parseAsOf } from "../output.ts";
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

function asJson(rule: Rule, asOf: string): object {
  const { id, title, severity, covers, checked, sources, message, remediation, policy, parameters } = rule;
  const reads = ruleInputs(rule);
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
    reads,
  };
}

function asLines(rules: readonly Rule[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}`);
  return `${[...lines, "", `${rules.length} rules`].join("\n")}\n`;
}

async function asPages(rules: readonly Rule[], asOf: string): Promise<string> {
  const context = await inputType();
  const policies = [...new Set(rules.map(({ policy }) => policy))];
  return policies
    .map((policy) =>
      policyPage(
        rules.filter((rule) => rule.policy === policy),
        context,
        asOf,
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
const DAYS = 180;

function daysOf(given: string | undefined, due: boolean): number {
  if (given === undefined) return DAYS;
  if (!due) throw new UsageError("--days goes with --due");
  if (!/^\d{1,5}$/.test(given)) throw new UsageError(`--days takes a number of days, not \`${given}\``);
  return Number(given);
}

const jsonText = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** The list of due rules in a format. */
function dueText(
  due: readonly DueRule[],
  matching: readonly Rule[],
  { asOf, days, format }: { readonly asOf: string; readonly days: number; readonly format: string },
): string {
  if (format === "json") return jsonText(due.map((one) => ({ ...asJson(one.rule, asOf), due: dueOf(one) })));
  const undated = matching.filter(({ checked }) => checked === undefined).map(({ id }) => id);
  const asked = { asOf, days, undated };
  return format === "markdown" ? duePage(due, asked) : dueLines(due, asked);
}

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
  --due                only those whose law has to be read again: last read too
                       long ago, or with a date of law ahead
  --days N             with --due, how long ago is too long (default: 180)
  --as-of DATE         as of this date, YYYY-MM-DD (default: today, UTC)
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
        due: { type: "boolean", default: false },
        days: { type: "string" },
        "as-of": { type: "string" },
        stats: { type: "boolean", default: false },
        crosswalk: { type: "boolean", default: false },
      },
    });
    const { pack, cites, jurisdiction, severity, format } = values;
    if (!formats.some((known) => known === format))
      throw new UsageError(`--format takes one of ${formats.join(", ")}, not \`${format}\``);
    const asOf = parseAsOf(values["as-of"], io.today);
    const days = daysOf(values.days, values.due);
    const governance = await readBundle(workingTree(findRoot(positionals[0] ?? io.cwd)));
    const packs = await loadPacks();
    // policies that take effect later have a date ahead; waivers do not matter here
    const built = values.due
      ? buildRuleSet({ packs, governance: { ...governance, waivers: [] }, asOf: NEVER })
      : buildRuleSet({ packs, governance, asOf });
    const { rules, diagnostics } = built;
    const matching = rules.filter((rule) => matches(rule, { pack, cites, jurisdiction, severity }));
    const due = values.due ? dueRules(matching, { asOf, days, datesBehind }) : undefined;
    const chosen = due?.map(({ rule }) => rule) ?? matching;
    if (values.stats) io.write(statsText(chosen));
    else if (values.crosswalk) io.write(crosswalkPage(crosswalk(chosen)));
    else if (due) io.write(dueText(due, matching, { asOf, days, format }));
    else if (format === "json") io.write(jsonText(chosen.map((rule) => asJson(rule, asOf))));
    else io.write(format === "markdown" ? await asPages(chosen, asOf) : asLines(chosen));
    for (const { file, span, message } of diagnostics) process.stderr.write(`${file}:${span.start.line}: ${message}\n`);
    return diagnostics.some(({ severity: level }) => level === "error") ? exitCodes.input : exitCodes.pass;
  },
};
