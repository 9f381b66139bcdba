import { expect, test } from "vitest";
import { type Evidence, contextOf, fact, settles } from "./support.ts";

const path = "facts.explanation.level";
const shows = ["uncertainty", "inputs-with-values", "missing-inputs", "limits", "intended-action"];
const complete = { audience: ["clinician"], shows, method: "attribution" };

const tested = (explanationTests: readonly string[], humanTeam = "not-studied"): Evidence => ({
  kind: "ValidationReport",
  metadata: { id: "v", date: "2026-10-01" },
  explanationTests,
  humanTeam,
});

const of = (explanation: object, ...evidence: readonly Evidence[]) =>
  contextOf({ spec: { transparency: { explanation } }, evidence });

// rr-explanation-level of the catalogue, and the table of the levels
test.each<[number, object, readonly Evidence[]]>([
  [0, { method: "none", shows: ["version"], audience: ["clinician"] }, []],
  [1, { method: "attribution", shows: ["version"], audience: ["clinician"] }, []],
  [1, { method: "attribution", shows: ["version"] }, []],
  [1, { method: "attribution", audience: [] }, []],
  [2, complete, []],
  [2, { ...complete, method: "none" }, []],
  [2, complete, [tested(["sanity-check", "stability"])]],
  [2, complete, [tested(["comprehension", "error-detection"], "studied-improves")]],
  [3, complete, [tested(["stability", "comprehension"], "studied-improves")]],
  [3, complete, [tested(["sanity-check"]), tested(["error-detection"])]],
  [4, complete, [tested(["sanity-check", "error-detection"], "studied-improves")]],
  [1, { ...complete, shows: shows.slice(1) }, [tested(["sanity-check", "error-detection"], "studied-improves")]],
])("level %d: %j %j", (level, explanation, evidence) => expect(fact(of(explanation, ...evidence), path)).toBe(level));

test("what would decide is asked for", () => {
  const at = "spec.transparency.explanation";
  expect(settles(of({}), path)).toEqual([`${at}.shows`, `${at}.audience`]);
  expect(settles(of({ shows, method: "attribution" }), path)).toEqual([`${at}.audience`]);
  expect(settles(of({ shows: ["version"], audience: ["clinician"] }), path)).toEqual([`${at}.method`]);
});
