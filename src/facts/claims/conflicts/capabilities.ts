import { type ClaimConflict, type ValueAt, at, conflict, is, lacks, other } from "../claim.ts";

/** Capabilities with the values that show each of them. */
const evidentCapabilities: readonly (readonly [string, ...ValueAt[]])[] = [
  ["session-recording", at("spec.data.consent.properties", is("all-parties-to-recording"))],
  ["record-writing", at("spec.security.recordWrites", other("none"))],
  ["tool-use", at("spec.security.toolPermissions", is("allow-listed", "unrestricted"))],
  ["web-tracking", at("spec.data.trackers")],
  ["emotion-recognition", at("spec.regulatory.emotionReason", other("none"))],
  ["outbound-calls", at("spec.data.consent.properties", is("calls-with-artificial-voice"))],
  ["length-of-stay-prediction", at("spec.fairness.labelSource", is("length-of-stay"))],
  [
    "retrieval",
    at("spec.transparency.explanation.method", is("citations")),
    at("spec.transparency.explanation.shows", is("source-citations")),
  ],
];

/** What a system can do. */
export const capabilityConflicts: readonly ClaimConflict[] = [
  ...evidentCapabilities.map(([capability, ...against]) =>
    conflict("capabilities", at("spec.capabilities", lacks(capability)), ...against),
  ),
  // Reading without a human is retrieval or the use of tools.
  conflict(
    "capabilities",
    at("spec.capabilities", lacks("retrieval", "tool-use")),
    at("spec.security.toolPermissions", is("read-only")),
  ),
  conflict(
    "capabilities",
    at("spec.security.localRecorders", is(false)),
    at("spec.capabilities", is("session-recording")),
  ),
];
