import type { PolicyChange } from "../../diff/compare-policies.ts";
import type { Witness } from "../../diff/witness.ts";

/** A missing value is null in JSON. */
const witnessJson = ({ origin, changes, before, after }: Witness): object => ({
  origin,
  with: changes.map(({ path, value }) => ({ path, value: value ?? null })),
  before,
  after,
});

/** What a change of policies means, for programs. */
export function policyChangeJson(change: PolicyChange): string {
  const rules = change.rules.map((rule) => ({
    ...rule,
    witnesses: Object.fromEntries(
      Object.entries(rule.witnesses).map(([difference, one]) => [difference, one.map(witnessJson)]),
    ),
  }));
  const { asOf, loosened, tightened, unchanged, parameters, waivers, settings, impact, diagnostics } = change;
  const whole = {
    schemaVersion: 1,
    asOf,
    loosened,
    tightened,
    rules,
    unchanged,
    parameters: parameters.map(orNull),
    waivers,
    settings: settings.map(orNull),
    impact,
    diagnostics,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const orNull = <T extends { readonly before: unknown; readonly after: unknown }>(one: T): T => ({
  ...one,
  before: one.before ?? null,
  after: one.after ?? null,
});
