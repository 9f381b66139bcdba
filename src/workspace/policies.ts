import type { DocumentLoader } from "../documents/load.ts";
import type { Severity } from "../model/finding.ts";
import { CAREGATE_DIR, readBundle, readOwnFields } from "../policy/bundle.ts";
import { inputType } from "../policy/input-type.ts";
import type { Packs } from "../policy/packs.ts";
import { type PolicyBundle, type RuleSet, buildRuleSet } from "../policy/rule-set.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { isEqualOwn } from "../schema/own-fields.ts";
import { loadPacks } from "./packs.ts";

/** The policies of a state of a repository: the content of `.caregate/`, and the rule set built from it and the packs. */
export interface LoadedPolicies {
  readonly governance: PolicyBundle;
  readonly ruleSet: RuleSet;
}

export interface PolicyOptions {
  /** ISO date on which policies and waivers must be in effect. */
  readonly asOf: string;
  /** Lowest severity that fails the check, or `never` (default: `failOn` of config.yaml, or else medium). */
  readonly failOn?: Severity | "never" | undefined;
}

/** Sources of packs and documents. */
export interface PolicyReaders {
  /** Default: the built-in packs. */
  readonly packs?: Packs | undefined;
  /** Reads the documents of a file (default: parses the file). */
  readonly load?: DocumentLoader | undefined;
}

/**
 * Loads the policies of a state of a repository and checks the types of the organisation's own policies. The build checks
 * those of the packs.
 */
export async function loadPolicies(
  governing: Tree,
  { asOf, failOn }: PolicyOptions,
  { packs, load }: PolicyReaders = {},
): Promise<LoadedPolicies> {
  const governance = await readBundle(governing, load);
  const severity = failOn === "never" ? undefined : failOn;
  const ruleSet = buildRuleSet({
    packs: packs ?? (await loadPacks()),
    governance,
    asOf,
    ...(severity ? { failOn: severity } : {}),
    ...(governance.policies.length > 0 ? { context: await inputType(governance.own) } : {}),
  });
  return { governance, ruleSet };
}

/**
 * The policies of a base with what a change of it declares. Fields that the change alone declares are a note and no
 * mistake: no rule of the base reads them.
 */
export function withProposedFields({ governance, ruleSet }: LoadedPolicies, change: Tree): LoadedPolicies {
  const { own } = governance;
  const { own: proposed } = readOwnFields(change);
  if (isEqualOwn(own, proposed)) return { governance, ruleSet };
  return { governance: { ...governance, own: { ...own, proposed } }, ruleSet };
}

/** The same policies without waivers. */
export function withoutWaivers({ governance, ruleSet }: LoadedPolicies): LoadedPolicies {
  return { governance: { ...governance, waivers: [] }, ruleSet: { ...ruleSet, waivers: [] } };
}

/** True if a state of a repository has an entry `.caregate` of any kind. */
export function hasPolicies(tree: Tree): boolean {
  try {
    tree.kind(CAREGATE_DIR);
    return true;
  } catch {
    return false;
  }
}

/** The text of `.caregateignore`; undefined if it is missing or cannot be read. */
export function readIgnoreFile(tree: Tree): string | undefined {
  const read = readText(tree, ".caregateignore");
  return isDiagnostic(read) ? undefined : read.text;
}
