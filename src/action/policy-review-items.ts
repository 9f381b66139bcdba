import type { LoadedPolicies, PolicyChange } from "../engine/repository.ts";
import type { Document } from "../model/document.ts";
import type { Location } from "../model/location.ts";
import { getAt } from "../util/json.ts";
import { parsePath } from "../util/json-path.ts";
import type { ReviewItem } from "./review-items.ts";

const idOf = ({ value }: Document): string => String(getAt(value, ["metadata", "id"]));

const loosening = new Set(["loosened", "mixed"]);

function item(name: string, primary: Location): ReviewItem {
  return {
    is: "policy",
    level: "warning",
    severity: undefined,
    rules: [name],
    title: "loosened by this change",
    message:
      "this change loosens it: review the examples in the summary; the new version has no effect until it is merged",
    help: "",
    citations: [],
    manifest: undefined,
    primary,
    leniency: undefined,
    existing: false,
    touched: true,
  };
}

/**
 * An item for each rule, waiver, setting and parameter that a change loosens, at its new line. What the change deletes has
 * no line: only the summary names it.
 * @param policies those of the change
 */
export function policyItems(change: PolicyChange, policies: LoadedPolicies): ReviewItem[] {
  const { governance, ruleSet } = policies;
  const rules = change.rules.flatMap(({ id, kind }) => {
    const rule = loosening.has(kind) ? ruleSet.rules.find((one) => one.id === id) : undefined;
    return rule && governance.policies.includes(rule.document)
      ? [item(id, rule.document.locate([...rule.path, "id"]))]
      : [];
  });
  const waivers = change.waivers.flatMap(({ id, direction }) => {
    const own = governance.waivers.find((document) => idOf(document) === id);
    return own && direction === "loosened" ? [item(id, own.locate(["spec", "until"]))] : [];
  });
  const { config } = governance;
  const settings = change.settings.flatMap(({ what, direction }) =>
    config && direction === "loosened" ? [item(what, config.locate(parsePath(what)))] : [],
  );
  const parameters = change.parameters.flatMap(({ what, direction }) => {
    const [policy = "", name = ""] = what.split(".");
    const own = governance.policies.find((document) => idOf(document) === policy);
    const set = config && getAt(config.value, ["parameters", policy, name]) !== undefined;
    const primary = set ? config.locate(["parameters", policy, name]) : own?.locate(["parameters", name, "default"]);
    return primary && direction === "loosened" ? [item(what, primary)] : [];
  });
  return [...rules, ...waivers, ...settings, ...parameters];
}
