import { type Json, isObject, mapsOf, textList } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
import { eea } from "../reference-data.ts";
import type { ClaimName } from "./claim.ts";

/** A claim and what else is stated, which cannot both be true. */
export interface ClaimContradiction {
  readonly claim: ClaimName;
  /** Where they stand, the claim first. */
  readonly paths: readonly string[];
  /** The contradiction as a clause. */
  readonly why: string;
}

const text = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** Pairs that need more than two values, or dates. */
export function findSpecialContradictions(context: RuleContext): ClaimContradiction[] {
  return [
    ...stageContradictions(context),
    ...placeContradictions(context),
    ...vendorContradictions(context),
    ...supplyContradictions(context),
    ...purposeContradictions(context),
    ...categoryContradictions(context),
    ...techniqueContradictions(context),
  ];
}

/** The last day that a monitoring report is about. */
const monitoredUntil = (report: Json | undefined): string | undefined =>
  isObject(report) && isObject(report["period"]) ? text(report["period"]["to"]) : undefined;

/**
 * Stages against go-live, monitoring and training. Whatever ran once may stop, so that a stop is refuted only by what
 * happened after it, or by what a system that is gone has no more.
 */
function stageContradictions(context: RuleContext): ClaimContradiction[] {
  const stage = text(context.get("spec.stage"));
  const [goLive, asOf, stopped] = ["spec.goLive", "asOf", "spec.stopped"].map((path) => text(context.get(path)));
  const found: ClaimContradiction[] = [];
  const say = (path: string, why: string, first = "spec.stage"): void => {
    found.push({ claim: "stage", paths: [first, path], why });
  };
  const reports = mapsOf(context.get("evidence.monitoringReports"));
  if (stage === "research") {
    if (goLive !== undefined && asOf !== undefined && goLive <= asOf)
      say("spec.goLive", `the stage is \`research\`, and it went live on ${goLive}`);
    for (const { index, map } of reports)
      if (typeof map["alerts"] === "number" || typeof map["overrides"] === "number")
        say(`evidence.monitoringReports[${index}]`, "the stage is `research`, and a report on its use is attached");
    for (const { index, map } of mapsOf(context.get("evidence.validationReports")))
      if (map["setting"] === "local-live")
        say(
          `evidence.validationReports[${index}].setting`,
          "the stage is `research`, and it was validated in live use",
        );
    for (const { index, map } of mapsOf(context.get("evidence.trainingRecords")))
      if (map["audience"] === "clinical-users")
        say(
          `evidence.trainingRecords[${index}].audience`,
          "the stage is `research`, and its clinical users are trained",
        );
  }
  if (stage === "suspended" || stage === "retired") {
    if (stopped !== undefined && asOf !== undefined && stopped > asOf)
      say("spec.stopped", `the stage is \`${stage}\`, and it stops on ${stopped}`);
    for (const { index, map } of reports) {
      const until = monitoredUntil(map);
      if (stopped !== undefined && until !== undefined && until > stopped)
        say(
          `evidence.monitoringReports[${index}].period.to`,
          `it stopped on ${stopped}, and its use until ${until} is reported`,
          "spec.stopped",
        );
    }
    if (stopped !== undefined && goLive !== undefined && goLive > stopped)
      say("spec.goLive", `it stopped on ${stopped}, and it went live on ${goLive}`, "spec.stopped");
  }
  if (stage === "retired" && context.get("spec.model.endpoint") !== undefined)
    say("spec.model.endpoint", "the stage is `retired`, and it has an endpoint");
  if ((stage === "pilot" || stage === "production") && stopped !== undefined && asOf !== undefined && stopped <= asOf)
    say("spec.stopped", `the stage is \`${stage}\`, and it stopped on ${stopped}`);
  return found;
}

const countryOf = (code: string): string => code.slice(0, 2);

/** Places against those of the organisation and of its data. */
function placeContradictions(context: RuleContext): ClaimContradiction[] {
  const jurisdictions = textList(context.get("spec.jurisdictions"));
  const countries = textList(context.get("organisation.countries"));
  if (!jurisdictions || jurisdictions.length === 0) return [];
  const found: ClaimContradiction[] = [];
  const covers = (country: string): boolean =>
    jurisdictions.some((code) => countryOf(code) === country || (code === "EU" && eea.has(country)));
  if (countries && countries.length > 0 && !countries.some(covers))
    found.push({
      claim: "jurisdictions",
      paths: ["spec.jurisdictions", "organisation.countries"],
      why: `the jurisdictions are ${jurisdictions.join(", ")}, and the organisation works in ${countries.join(", ")}`,
    });
  const states = textList(context.get("organisation.states")) ?? [];
  const named = jurisdictions.filter((code) => code.startsWith("US-"));
  if (states.length > 0 && named.length > 0 && !named.some((code) => states.includes(code)))
    found.push({
      claim: "jurisdictions",
      paths: ["spec.jurisdictions", "organisation.states"],
      why: `the jurisdictions are ${jurisdictions.join(", ")}, and the organisation works in ${states.join(", ")}`,
    });
  const unnamed = jurisdictions.includes("EU") ? (countries?.filter((one) => eea.has(one)) ?? []) : [];
  if (unnamed.length > 0 && !unnamed.some((one) => jurisdictions.some((code) => countryOf(code) === one)))
    found.push({
      claim: "jurisdictions",
      paths: ["spec.jurisdictions", "organisation.countries"],
      why: `the jurisdictions are ${jurisdictions.join(", ")}, and the organisation works in ${unnamed.join(", ")}`,
    });
  const storage = textList(context.get("spec.data.storageCountries"));
  const stored = storage?.filter((country) => countries?.includes(country) && !covers(country)) ?? [];
  if (stored.length > 0)
    found.push({
      claim: "jurisdictions",
      paths: ["spec.jurisdictions", "spec.data.storageCountries"],
      why: `the jurisdictions are ${jurisdictions.join(", ")}, and the organisation, which works in ${stored.join(", ")}, stores the data there`,
    });
  return found;
}

/** Contracts that personal data need. */
const dataInstruments: readonly string[] = ["baa", "dpa", "qsoa", "joint-controller"];

/** The names of a manifest's vendors. */
function vendorNames(context: RuleContext): string[] {
  return mapsOf(context.get("spec.vendors")).flatMap(({ map }) => text(map["name"]) ?? []);
}

/** Vendors that are claimed not to exist, against the provider of the model and those whom documents name. */
function vendorContradictions(context: RuleContext): ClaimContradiction[] {
  const found: ClaimContradiction[] = [];
  const vendors = mapsOf(context.get("spec.vendors"));
  const names = vendorNames(context);
  const provider = text(context.get("spec.model.provider"));
  const own = ["self", text(context.get("organisation.name"))];
  const say = (paths: readonly string[], why: string): void => {
    found.push({ claim: "vendors", paths, why });
  };
  if (context.get("spec.vendors") === undefined) return [];
  if (provider !== undefined && !own.includes(provider) && !names.includes(provider))
    say(
      ["spec.vendors", "spec.model.provider"],
      `\`${provider}\` provides the model, and is no vendor of the manifest`,
    );
  const supplier = vendors.find(({ map }) => textList(map["supplies"])?.includes("model"));
  if (provider === "self" && supplier)
    say(
      ["spec.model.provider", `spec.vendors[${supplier.index}].supplies`],
      `the provider is \`self\`, and \`${text(supplier.map["name"]) ?? "a vendor"}\` supplies the model`,
    );
  for (const { index, map } of mapsOf(context.get("evidence.contracts"))) {
    const vendor = text(map["vendor"]);
    const onData = textList(map["instruments"])?.some((one) => dataInstruments.includes(one)) === true;
    if (vendor !== undefined && onData && !names.includes(vendor))
      say(
        ["spec.vendors", `evidence.contracts[${index}].vendor`],
        `\`${vendor}\` has a contract about personal data, and is no vendor of the manifest`,
      );
  }
  return found;
}

const instrumentsOf: Readonly<Record<string, readonly string[]>> = {
  baa: ["business-associate", "subcontractor"],
  dpa: ["processor"],
  "joint-controller": ["joint-controller"],
  qsoa: ["qualified-service-organization"],
  "component-supply": ["component-supplier"],
};

/** What a conduit, a treatment provider or a vendor without a role does not supply or see. */
function supplyContradictions(context: RuleContext): ClaimContradiction[] {
  const contracts = mapsOf(context.get("evidence.contracts"));
  const provider = text(context.get("spec.model.provider"));
  return mapsOf(context.get("spec.vendors")).flatMap(({ index, map }): ClaimContradiction[] => {
    const at = `spec.vendors[${index}]`;
    const name = text(map["name"]) ?? "a vendor";
    const roles = textList(map["roles"]) ?? [];
    const supplies = textList(map["supplies"]) ?? [];
    const access = text(map["dataAccess"]);
    const found: ClaimContradiction[] = [];
    const say = (field: string, other: string, why: string): void => {
      found.push({ claim: "vendors", paths: [`${at}.${field}`, other], why: `\`${name}\` ${why}` });
    };
    const beyond = supplies.filter((one) => one !== "transport");
    if (roles.includes("conduit") && beyond.length > 0)
      say("roles", `${at}.supplies`, `is a conduit, and supplies ${beyond.join(", ")}`);
    if (roles.includes("conduit") && access === "identifiable" && roles.length === 1 && supplies.length === 0)
      say("roles", `${at}.dataAccess`, "is a conduit, and has access to identifiable data");
    if (roles.includes("treatment-provider") && supplies.length > 0 && !supplies.includes("care"))
      say("roles", `${at}.supplies`, `is a treatment provider, and supplies ${supplies.join(", ")}`);
    if (
      (roles.includes("none") || (roles.length > 0 && roles.every((one) => one === "component-supplier"))) &&
      (access === "identifiable" || access === "pseudonymised")
    )
      say("roles", `${at}.dataAccess`, `is \`${roles.join(", ")}\`, and has access to ${access} data`);
    if (provider === map["name"] && Array.isArray(map["supplies"]) && !supplies.includes("model"))
      say("supplies", "spec.model.provider", "provides the model, and is not said to supply it");
    for (const contract of contracts.filter((one) => one.map["vendor"] === map["name"])) {
      const instruments = textList(contract.map["instruments"]) ?? [];
      for (const instrument of instruments) {
        const needed = instrumentsOf[instrument];
        const place = `evidence.contracts[${contract.index}].instruments`;
        if (needed && Array.isArray(map["roles"]) && !needed.some((role) => roles.includes(role)))
          say("roles", place, `has a contract of kind \`${instrument}\`, and is no ${needed[0]?.replaceAll("-", " ")}`);
      }
      if ((access === "none" || access === "de-identified") && instruments.some((one) => dataInstruments.includes(one)))
        say(
          "dataAccess",
          `evidence.contracts[${contract.index}].instruments`,
          `has access to ${access === "none" ? "no" : "de-identified"} data, and has a contract about personal data`,
        );
    }
    return found;
  });
}

/** Purposes that have a legal basis, and are not said to be any. */
function purposeContradictions(context: RuleContext): ClaimContradiction[] {
  const purposes = textList(context.get("spec.data.purposes"));
  if (!purposes) return [];
  return mapsOf(context.get("spec.data.legalBases")).flatMap(({ index, map }): ClaimContradiction[] => {
    const purpose = text(map["purpose"]);
    if (purpose === undefined || purposes.includes(purpose)) return [];
    const paths = ["spec.data.purposes", `spec.data.legalBases[${index}].purpose`];
    return [{ claim: "data", paths, why: `\`${purpose}\` has a legal basis, and is none of the purposes` }];
  });
}

/** Data that say nothing of anybody's health. */
const notAboutHealth: readonly string[] = ["minors", "personal", "staff", "financial", "geolocation", "long-deceased"];

/** Clinical use on patients, from data that say nothing of their health. */
function categoryContradictions(context: RuleContext): ClaimContradiction[] {
  const categories = textList(context.get("spec.data.categories"));
  const clinical = context.get("facts.functionClass") === "clinical";
  const patients = textList(context.get("spec.affects"))?.includes("patients");
  if (!clinical || !patients || !categories || categories.length === 0) return [];
  if (categories.some((one) => !notAboutHealth.includes(one))) return [];
  return [
    {
      claim: "data",
      paths: ["spec.data.categories", "spec.function"],
      why: `the data are ${categories.join(", ")}, and the function is clinical use on patients`,
    },
  ];
}

/** Techniques that alone have a field. */
const techniquesOf: Readonly<Record<string, readonly string[]>> = {
  epsilon: ["differential-privacy"],
  delta: ["differential-privacy"],
  k: ["k-anonymity"],
  orchestrator: ["federated-learning", "secure-aggregation"],
  robustAggregation: ["federated-learning", "secure-aggregation"],
  siteQualityChecks: ["federated-learning", "secure-aggregation"],
  aggregation: ["federated-learning", "secure-aggregation", "differential-privacy"],
  ringDimension: ["homomorphic-encryption"],
  modulusBits: ["homomorphic-encryption"],
  noiseFlooding: ["homomorphic-encryption"],
  scheme: ["homomorphic-encryption", "multiparty-computation"],
  parties: ["multiparty-computation"],
  collusionThreshold: ["multiparty-computation"],
};

/** A technique with a field that belongs to another. */
function techniqueContradictions(context: RuleContext): ClaimContradiction[] {
  return mapsOf(context.get("spec.privacyTechniques")).flatMap(({ index, map }): ClaimContradiction[] => {
    const technique = text(map["technique"]);
    const field = Object.keys(techniquesOf).find(
      (one) => map[one] !== undefined && map[one] !== null && !techniquesOf[one]?.includes(technique ?? ""),
    );
    if (technique === undefined || field === undefined) return [];
    const at = `spec.privacyTechniques[${index}]`;
    const why = `\`${technique}\` has no \`${field}\`, which is stated`;
    return [{ claim: "data", paths: [`${at}.technique`, `${at}.${field}`], why }];
  });
}
