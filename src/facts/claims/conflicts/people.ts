import { layUsers } from "../../terms.ts";
import { type ClaimConflict, at, conflict, is, lacks, only, other } from "../claim.ts";

/** Who uses a system, and whom it is about. */
export const peopleConflicts: readonly ClaimConflict[] = [
  conflict(
    "people",
    at("spec.affects", lacks("patients", "members", "public")),
    at(
      "spec.function",
      is("utilization-review", "underwriting", "eligibility", "patient-communication", "care-coordination"),
    ),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.oversight.finalDecision", is("licensed-clinician", "qualified-reviewer")),
    at("spec.users", is(...layUsers)),
    at("spec.transparency.patientNotice.text"),
  ),
  conflict("people", at("spec.affects", only("nobody")), at("spec.significantEffect", is(true))),
  // claims that are passed on to fraud investigators are about who sent them
  conflict("people", at("spec.affects", lacks("members")), at("spec.oversight.coverageActions", other("route"))),
  conflict("people", at("spec.affects", lacks("staff")), at("spec.function", is("workforce-management"))),
  conflict(
    "people",
    at("spec.users", lacks(...layUsers)),
    at("spec.regulatory.patientFunction", other("not-patient-facing")),
    at("spec.capabilities", is("companion-chat")),
    at("spec.transparency.aiDisclosure"),
    at("spec.data.sources[].kind", is("patient-entered")),
  ),
  conflict(
    "people",
    at("spec.users", only("researcher", "administrative-staff")),
    at("spec.oversight.finalDecision", is("licensed-clinician")),
    at("evidence.trainingRecords[].audience", is("clinical-users")),
  ),
  conflict(
    "people",
    at("spec.users", lacks("clinician", "therapist")),
    at("evidence.trainingRecords[].audience", is("clinical-users")),
  ),
  conflict(
    "people",
    at("spec.users", is(...layUsers)),
    at("spec.regulatory.patientFunction", is("not-patient-facing")),
  ),
];
