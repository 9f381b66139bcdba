import { fdaDevices } from "../../terms.ts";
import { type ClaimConflict, at, conflict, is, lacks, other } from "../claim.ts";

/** Places: what only the law of one region asks for, where the region is not among those of the system. */
export const jurisdictionConflicts: readonly ClaimConflict[] = [
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("us")),
    at("spec.data.legalBases[].hipaa"),
    at("spec.data.legalBases[].part2"),
    at("spec.data.categories", is("phi", "limited-data-set", "part2-sud", "sud-counseling-notes")),
    at("spec.vendors[].roles", is("business-associate", "qualified-service-organization")),
    at("spec.regulatory.fdaSubmission"),
    at("spec.regulatory.ideNumber"),
    at("spec.risk.fdaDevice", is(...fdaDevices, "non-device-cds")),
    at("spec.regulatory.humanSubjects", is("federally-supported", "assured")),
    at("evidence.contracts[].instruments", is("baa", "qsoa")),
    at("spec.regulatory.oncModule", is(true)),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("eu")),
    at("spec.risk.euAiAct", other("out-of-scope")),
    at("spec.regulatory.euRoles"),
    at("spec.regulatory.euDatabaseId"),
    at("spec.data.ehdsPermit"),
  ),
  // the MDR and the IVDR apply in Northern Ireland, and Great Britain accepts the CE mark
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("eu", "gb")),
    at("spec.risk.mdrClass", other("not-a-device")),
    at("spec.regulatory.mdrRoute"),
    at("spec.regulatory.notifiedBody"),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("eu", "gb")),
    at("spec.data.legalBases[].gdprArt6"),
    at("spec.data.legalBases[].gdprArt9"),
    at("evidence.contracts[].instruments", is("dpa", "joint-controller", "scc", "bcr")),
  ),
  conflict(
    "jurisdictions",
    at("facts.regions", lacks("gb")),
    at("spec.data.confidentialityGateway"),
    at("spec.regulatory.mhraRegistration"),
    at("evidence.contracts[].instruments", is("uk-idta", "uk-addendum")),
  ),
];
