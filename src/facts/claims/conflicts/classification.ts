import { certifiedClasses, functionsOf, notifiedBodyClasses } from "../../terms.ts";
import { type ClaimConflict, at, conflict, is, lacks, only, other } from "../claim.ts";

const ivdrClasses = ["ivdr-a", "ivdr-a-sterile", "ivdr-b", "ivdr-c", "ivdr-d"];

/** How the organisation and the law classify a system. */
export const classificationConflicts: readonly ClaimConflict[] = [
  conflict(
    "classification",
    at("spec.risk.level", is("low", "moderate")),
    at("spec.risk.euAiAct", is("high-annex-i", "high-annex-iii")),
    at("spec.risk.mdrClass", is("iib", "iii", "ivdr-c", "ivdr-d")),
    at("spec.regulatory.conditionSeverity", is("critical", "serious")),
    at("spec.timeCritical", is(true)),
  ),
  conflict(
    "classification",
    at("spec.risk.fdaDevice", other("authorised")),
    at("spec.regulatory.fdaSubmission"),
    at("spec.regulatory.fdaAuthorisedVersions"),
  ),
  conflict("classification", at("spec.risk.fdaDevice", other("investigational")), at("spec.regulatory.ideNumber")),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is("not-a-device")),
    at("spec.regulatory.mdrRoute"),
    at("spec.regulatory.notifiedBody"),
    at("spec.regulatory.udi"),
    at("spec.regulatory.certificateExpires"),
    at("spec.risk.euAiAct", is("high-annex-i")),
    at("spec.regulatory.conditionSeverity"),
    at("spec.regulatory.monitors", other("none")),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", lacks(...notifiedBodyClasses)),
    at("spec.regulatory.notifiedBody"),
    at("spec.risk.euAiAct", is("high-annex-i")),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is(...ivdrClasses)),
    at(
      "spec.data.modalities",
      only("image", "audio", "video", "free-text", "waveform", "continuous-sensor", "pulse-oximetry"),
    ),
  ),
  conflict(
    "classification",
    at("spec.risk.mdrClass", is("not-a-device", "i", "iia")),
    at("spec.regulatory.conditionSeverity", is("critical")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.conditionSeverity", is("serious", "non-serious")),
    at("spec.risk.mdrClass", is("iii")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.conditionSeverity", is("non-serious")),
    at("spec.risk.mdrClass", is("iib", "iii")),
    at("spec.timeCritical", is(true)),
    at("spec.risk.level", is("high")),
  ),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("out-of-scope", "minimal", "transparency", "not-high-art-6-3")),
    at("spec.risk.mdrClass", is(...certifiedClasses)),
    at("spec.risk.annex3Point", other("none")),
    at("spec.regulatory.euDatabaseId"),
  ),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("high-annex-iii")),
    at("spec.risk.annex3Point", is("none")),
    at("spec.risk.mdrClass", is(...certifiedClasses)),
  ),
  conflict("classification", at("spec.risk.euAiAct", is("high-annex-i")), at("spec.risk.annex3Point", other("none"))),
  conflict(
    "classification",
    at("spec.risk.euAiAct", is("out-of-scope", "minimal", "transparency")),
    at("spec.regulatory.art63Condition"),
  ),
  conflict(
    "classification",
    at("spec.regulatory.patientFunction", is("general-wellness", "administrative")),
    at("spec.function", is(...functionsOf.clinical)),
    at("spec.risk.fdaDevice", is("authorised", "investigational")),
    at("spec.regulatory.serviceClaims", is("diagnoses-disease", "treats-disease")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.dojAssessment", is("none-exposed")),
    at("spec.vendors[].countryOfConcern", is(true)),
    at("spec.vendors[].countries", is("CN", "RU", "IR", "KP", "CU", "VE")),
    at("spec.vendors[].accessCountries", is("CN", "RU", "IR", "KP", "CU", "VE")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.humanSubjects", is("outside")),
    at("evidence.committeeReviews[].body", is("irb")),
  ),
  conflict(
    "classification",
    at("spec.regulatory.mdrRoute", other("in-house")),
    at("spec.regulatory.inHouseDeclaration"),
    at("spec.regulatory.inHouseReason"),
  ),
  conflict("classification", at("spec.regulatory.mdrRoute", other("legacy")), at("spec.regulatory.legacyDeadline")),
];
