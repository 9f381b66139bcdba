import { functionsOf, layUsers } from "../../terms.ts";
import { type ClaimConflict, at, conflict, is, lacks, only, other } from "../claim.ts";

/** Who uses a system, and whom it is about. */
export const peopleConflicts: readonly ClaimConflict[] = [
  conflict(
    "people",
    at("spec.affects", lacks("patients", "members", "public")),
    at(
      "spec.function",
      is(...functionsOf.clinical, ...functionsOf.coverage, "patient-communication", "care-coordination"),
    ),
    at("spec.data.categories", is("phi", "part2-sud", "psychotherapy-notes", "sud-counseling-notes")),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.oversight.finalDecision", is("licensed-clinician", "qualified-reviewer")),
    at("spec.users", is(...layUsers)),
    at("spec.transparency.patientNotice.text"),
  ),
  conflict("people", at("spec.affects", only("nobody")), at("spec.significantEffect", is(true))),
  conflict("people", at("spec.affects", lacks("members")), at("spec.oversight.coverageActions")),
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
