import { specialCategories } from "../../protection.ts";
import { aboutNoPerson } from "../../terms.ts";
import { type ClaimConflict, at, conflict, is, lacks, only, other } from "../claim.ts";

/** What the data of a system are about. */
export const dataConflicts: readonly ClaimConflict[] = [
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNoPerson, "de-identified")),
    at("spec.data.minimumNecessary.directIdentifiers", is("tokenised", "justified", "present")),
    at("spec.data.legalBases[].hipaa", other("limited-data-set")),
    at("spec.data.legalBases[].gdprArt6"),
    at("spec.data.legalBases[].gdprArt9"),
    at("spec.data.legalBases[].part2", other("deidentified-public-health")),
    at("spec.data.consent.properties"),
    at("spec.vendors[].roles", is("business-associate", "qualified-service-organization", "processor")),
    at("spec.vendors[].dataAccess", is("identifiable", "pseudonymised")),
    at("evidence.contracts[].instruments", is("baa", "qsoa", "dpa")),
    at("spec.security.recordWrites", other("none")),
    at("spec.security.auditLog.fields", is("patient")),
    at("spec.data.part2Checked"),
    at("spec.data.pseudonymKey", is("held")),
  ),
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNoPerson, "staff", "financial", "personal", "geolocation")),
    at("spec.data.legalBases[].hipaa"),
    at("spec.data.legalBases[].gdprArt9"),
    at("spec.data.purposes", is("treatment", "payment")),
    at("spec.data.modalities", is("waveform", "genomic-pattern", "pulse-oximetry", "continuous-sensor")),
    at("spec.data.sources[].kind", is("registry", "ehds-permit")),
    at("spec.affects", is("patients", "members")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("phi", "limited-data-set", "part2-sud", "psychotherapy-notes", "genetic")),
    at("spec.data.legalBases[].hipaa"),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("phi", "part2-sud", "limited-data-set", "sud-counseling-notes")),
    at("spec.vendors[].roles", is("business-associate")),
    at("evidence.contracts[].instruments", is("baa")),
    at("spec.data.flagsHonoured"),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("part2-sud", "sud-counseling-notes")),
    at("spec.data.legalBases[].part2", other("deidentified-public-health")),
    at("spec.vendors[].roles", is("qualified-service-organization")),
    at("evidence.contracts[].instruments", is("qsoa")),
    at("spec.data.flagsHonoured", is("part2-segmentation")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks(...specialCategories, "pseudonymised")),
    at("spec.data.legalBases[].gdprArt9"),
  ),
  conflict(
    "data",
    at("spec.data.categories", only(...aboutNoPerson, "long-deceased")),
    at("spec.timeCritical", is(true)),
    at("spec.significantEffect", is(true)),
    at("spec.users", is("patient", "caregiver", "member")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("genetic", "omic")),
    at("spec.data.modalities", is("genomic-pattern")),
  ),
  conflict(
    "data",
    at("spec.data.categories", lacks("pseudonymised", "phi", "health")),
    at("spec.data.pseudonymKey", is("held")),
  ),
  conflict(
    "data",
    at("spec.data.modalities", lacks("audio", "video")),
    at("spec.capabilities", is("session-recording")),
  ),
];
