import type { JsonObject } from "../util/json.ts";
import type { Answers } from "./init.ts";

/** What is typical of a kind of system: a proposal that a person has to review. */
export interface Profile {
  /** One line for help texts. */
  readonly summary: string;
  readonly answers: Answers;
  /** Facts about the organisation for config.yaml. */
  readonly organisation: JsonObject;
}

const usHospital = { countries: ["US"], roles: ["covered-entity-provider"] };

/**
 * Profiles for `createManifest`. They hold what describes a system and its place in law, and nothing that is a merit:
 * no measure, no result and no approval.
 */
export const profiles = {
  "us-vendor-llm": {
    // The state is left open, as the member state below: its own law applies, too.
    summary: "a language model of a vendor that drafts texts in a US hospital",
    answers: {
      function: "documentation",
      stage: "pilot",
      users: ["clinician"],
      affects: ["patients"],
      decisionRole: "informs",
      modelType: "generative",
      learning: "locked",
      data: ["phi"],
    },
    organisation: usHospital,
  },
  "us-inhouse-model": {
    summary: "a predictive model that a US hospital has made for its own use",
    answers: {
      function: "clinical-decision-support",
      stage: "pilot",
      users: ["clinician"],
      affects: ["patients"],
      decisionRole: "informs",
      modelType: "predictive",
      provider: "self",
      learning: "locked",
      data: ["phi"],
    },
    organisation: usHospital,
  },
  "eu-device": {
    summary: "a medical device with AI of a vendor in a hospital of the European Union",
    answers: {
      function: "diagnosis",
      stage: "pilot",
      users: ["clinician"],
      affects: ["patients"],
      decisionRole: "augments",
      risk: "high",
      modelType: "predictive",
      learning: "locked",
      data: ["health"],
    },
    organisation: { roles: ["care-provider", "controller"] },
  },
  "uk-nhs": {
    summary: "a system of a vendor in an NHS trust",
    answers: {
      stage: "pilot",
      jurisdictions: ["GB"],
      users: ["clinician"],
      affects: ["patients"],
      learning: "locked",
      data: ["health"],
    },
    organisation: { countries: ["GB"], roles: ["care-provider", "controller", "nhs-body", "public-body"] },
  },
  research: {
    summary: "a study with data of patients and without effect on care",
    answers: {
      function: "research",
      stage: "research",
      users: ["researcher"],
      affects: ["nobody"],
      decisionRole: "none",
      learning: "locked",
    },
    organisation: { roles: ["research-institution"] },
  },
  "non-clinical": {
    summary: "a tool for operations that reads no data about people",
    answers: {
      function: "operations",
      stage: "production",
      users: ["administrative-staff"],
      affects: ["nobody"],
      decisionRole: "none",
      risk: "low",
      learning: "locked",
      data: ["operational"],
    },
    organisation: {},
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;

export const profileNames = Object.keys(profiles) as ProfileName[];
