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
/**
 * Profiles for `createManifest`. They hold what describes a system and its place in law, and nothing that is a merit:
 * no measure, no result and no approval.
 */
export declare const profiles: {
    readonly "us-vendor-llm": {
        readonly summary: "a language model of a vendor that drafts texts in a US hospital";
        readonly answers: {
            readonly function: "documentation";
            readonly stage: "pilot";
            readonly users: readonly ["clinician"];
            readonly affects: readonly ["patients"];
            readonly decisionRole: "informs";
            readonly modelType: "generative";
            readonly learning: "locked";
            readonly data: readonly ["phi"];
        };
        readonly organisation: {
            countries: string[];
            roles: string[];
        };
    };
    readonly "us-inhouse-model": {
        readonly summary: "a predictive model that a US hospital has made for its own use";
        readonly answers: {
            readonly function: "clinical-decision-support";
            readonly stage: "pilot";
            readonly users: readonly ["clinician"];
            readonly affects: readonly ["patients"];
            readonly decisionRole: "informs";
            readonly modelType: "predictive";
            readonly provider: "self";
            readonly learning: "locked";
            readonly data: readonly ["phi"];
        };
        readonly organisation: {
            countries: string[];
            roles: string[];
        };
    };
    readonly "eu-device": {
        readonly summary: "a medical device with AI of a vendor in a hospital of the European Union";
        readonly answers: {
            readonly function: "diagnosis";
            readonly stage: "pilot";
            readonly users: readonly ["clinician"];
            readonly affects: readonly ["patients"];
            readonly decisionRole: "augments";
            readonly risk: "high";
            readonly modelType: "predictive";
            readonly learning: "locked";
            readonly data: readonly ["health"];
        };
        readonly organisation: {
            readonly roles: ["care-provider", "controller"];
        };
    };
    readonly "uk-nhs": {
        readonly summary: "a system of a vendor in an NHS trust";
        readonly answers: {
            readonly stage: "pilot";
            readonly jurisdictions: readonly ["GB"];
            readonly users: readonly ["clinician"];
            readonly affects: readonly ["patients"];
            readonly learning: "locked";
            readonly data: readonly ["health"];
        };
        readonly organisation: {
            readonly countries: ["GB"];
            readonly roles: ["care-provider", "controller", "nhs-body", "public-body"];
        };
    };
    readonly research: {
        readonly summary: "a study with data of patients and without effect on care";
        readonly answers: {
            readonly function: "research";
            readonly stage: "research";
            readonly users: readonly ["researcher"];
            readonly affects: readonly ["nobody"];
            readonly decisionRole: "none";
            readonly learning: "locked";
        };
        readonly organisation: {
            readonly roles: ["research-institution"];
        };
    };
    readonly "non-clinical": {
        readonly summary: "a tool for operations that reads no data about people";
        readonly answers: {
            readonly function: "operations";
            readonly stage: "production";
            readonly users: readonly ["administrative-staff"];
            readonly affects: readonly ["nobody"];
            readonly decisionRole: "none";
            readonly risk: "low";
            readonly learning: "locked";
            readonly data: readonly ["operational"];
        };
        readonly organisation: {};
    };
};
export type ProfileName = keyof typeof profiles;
export declare const profileNames: ProfileName[];
