import { parseArgs } from "node:util";
import { findRoot } from "../../repository/root.ts";
import { workingTree } from "../../repository/working-tree.ts";
import { evidenceCollections } from "../../model/document.ts";
import type { Finding } from "../../model/finding.ts";
import { compareCodeUnits, formatPath } from "../../util/json.ts";
import { closestWord } from "../../util/text.ts";
import { evaluateRule } from "../../evaluate/evaluate-deployment.ts";
import { rootScope } from "../../logic/compile.ts";
import { collectReads } from "../../logic/reads.ts";
import { inputType } from "../../policy/input-type.ts";
import type { Rule } from "../../policy/rule.ts";
import { type Example, explainFinding, explainRule } from "../../output/rules/explanation.ts";
import type { PrintOptions } from "../../output/text/terminal.ts";
import { type Command, UsageError, exitCodes } from "../command.ts";
import { type PreparedRuleTest, createRuleTestPreparer } from "../../testing/rule-test-inputs.ts";
import { parseAsOf, relativePrefix } from "../output.ts";
import { check } from "../../engine/check.ts";
import { loadPolicies } from "../../workspace/policies.ts";
import { createLineReader } from "../../repository/line-reader.ts";

const FINGERPRINT = /^[0-9a-f]{6,64}$/;

/** Kinds of documents as a reader calls them; what rules compute comes from these. */
const names: Readonly<Record<string, string>> = {
  AIDeployment: "the manifest",
  Config: "the organisation, in the settings",
};

/** The kinds of documents that a rule's requirement reads: as its tests show, and as its paths say. */
function kindsOf({ require }: Rule, tests: readonly PreparedRuleTest[]): string[] {
  const read = tests.flatMap(({ prepared: { subject }, data }) =>
    collectReads(require.node, { scope: rootScope(data), path: [], label: formatPath })
      .flatMap(({ path }) => subject.context.sources(path))
      .map(({ document }) => document.kind),
  );
  const written = JSON.stringify(require.plain);
  const named = Object.entries(evidenceCollections).flatMap(([kind, collection]) =>
    written.includes(`"evidence.${collection}`) ? [kind] : [],
  );
  return [...new Set<string>([...read, ...named])].toSorted(compareCodeUnits).map((kind) => names[kind] ?? kind);
}

function exampleOf({ test: { rule, name, given }, prepared: { subject, asOf } }: PreparedRuleTest): Example {
  const { finding } = evaluateRule(rule, subject, { failOn: "low", asOf, waivers: [], explainAll: true });
  const { outcome, message, explanation } = finding;
  return { name, outcome, given, message, explanation };
}

/** The findings whose fingerprints begin with some characters; more than one only where they are the same thing. */
async function findingOf(prefix: string, asOf: string, cwd: string): Promise<Finding | undefined> {
  const { report } = await check({ targets: [findRoot(cwd)], asOf, cwd });
  const found = report.findings.filter(
    ({ fingerprint, outcome }) => fingerprint.startsWith(prefix) && (outcome === "fail" || outcome === "unknown"),
  );
  if (found.length > 1) throw new UsageError(`${found.length} findings begin with \`${prefix}\`; write more of it`);
  return found[0];
}

export const explainCommand: Command = {
  summary: "explain a rule or a finding",
  usage: `caregate explain <rule | fingerprint> [options]

Says in plain sentences what a rule asks and when, worked out from its logic:
with what it cites, its parameters as they are set here, what settles it, and
an example that passes and one that fails, from its tests. Of a finding, named
by its fingerprint or the beginning of it, says what decided, and where.

  --as-of DATE      judge as of this date, YYYY-MM-DD (default: today, UTC)
`,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { "as-of": { type: "string" } },
    });
    const [what, ...more] = positionals;
    if (what === undefined || more.length > 0) throw new UsageError("name one rule, or the fingerprint of a finding");
    const asOf = parseAsOf(values["as-of"], io.today);
    const root = findRoot(io.cwd);
    const tree = workingTree(root);
    const options: PrintOptions = {
      color: io.color,
      pathPrefix: relativePrefix(root, io.cwd),
      line: createLineReader(tree),
    };
    const rules = await loadPolicies(tree, { asOf });
    const rule = rules.ruleSet.rules.find(({ id }) => id === what);
    if (!rule) {
      const finding = FINGERPRINT.test(what) ? await findingOf(what, asOf, io.cwd) : undefined;
      if (!finding) throw new UsageError(unknown(what, rules.ruleSet.rules));
      io.write(explainFinding(finding, options));
      return exitCodes.pass;
    }
    const madeTestsOf = await createRuleTestPreparer(tree, rules);
    const tests = await madeTestsOf(rule);
    const kinds = kindsOf(rule, tests);
    io.write(explainRule({ rule, context: await inputType(), kinds, examples: tests.map(exampleOf) }, options));
    return exitCodes.pass;
  },
};

/** What to say of a name that is neither: the rule that was meant, by its whole name or by the part after the pack. */
function unknown(what: string, rules: readonly Rule[]): string {
  if (FINGERPRINT.test(what)) return `no finding here has a fingerprint that begins with \`${what}\``;
  const ids = rules.map(({ id }) => id);
  const near = closestWord(what, ids);
  const last = (id: string): string => id.split("/")[1] ?? id;
  const alike = ids.filter(
    (id) => last(id) === last(what) || (near === undefined && last(id) === closestWord(what, ids.map(last))),
  );
  const meant = [...new Set([...(near === undefined ? [] : [near]), ...alike])].slice(0, 3);
  const hint = meant.length > 0 ? `; did you mean ${meant.map((id) => `\`${id}\``).join(" or ")}?` : "";
  return `there is no rule \`${what}\`${hint}`;
}
