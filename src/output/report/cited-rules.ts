import type { Citation, Finding, RuleInfo } from "../../model/finding.ts";

/** The rules of findings by their ids, each with the citations that concern one of the deployments at least. */
export function citedRules(findings: readonly Finding[]): ReadonlyMap<string, RuleInfo> {
  const cited = new Map<string, { readonly rule: RuleInfo; readonly citations: Set<Citation> }>();
  for (const { rule, citations } of findings) {
    const known = cited.get(rule.id) ?? { rule, citations: new Set() };
    cited.set(rule.id, known);
    for (const one of citations) known.citations.add(one);
  }
  return new Map([...cited].map(([id, { rule, citations }]) => [id, { ...rule, citations: [...citations] }]));
}
