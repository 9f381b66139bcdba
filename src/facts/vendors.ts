import { type Json, type JsonObject, compareCodeUnits, emptyObject, isObject, mapsOf, textList } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { adequate, eea, partlyAdequate, ukAdequate, ukPartlyAdequate } from "./reference-data.ts";

interface Countries {
  /** Undefined when it is not stated where data are stored or accessed. */
  readonly third: string[] | undefined;
  readonly uncovered: string[] | undefined;
  readonly uncoveredUk: string[] | undefined;
}

/**
 * Every country where a vendor or its subprocessors store or access the data; undefined when one country is missing.
 */
function reachOf(vendor: JsonObject, contract: JsonObject | undefined): string[] | undefined {
  const hosting = textList(vendor["countries"]);
  const access = textList(vendor["accessCountries"]);
  const behind = mapsOf(contract?.["subprocessors"]).filter(({ map }) => map["dataAccess"] !== "none");
  const theirs = behind.map(({ map }) => map["country"]);
  if (contract && contract["subprocessors"] === undefined) return undefined;
  if (!hosting || !access || !theirs.every((one) => typeof one === "string")) return undefined;
  return [...new Set([...hosting, ...access, ...theirs])].toSorted(compareCodeUnits);
}

const tools = ["dpf", "scc", "bcr", "code-or-certification", "public-body-instrument", "derogation"];
const ukTools = ["bcr", "uk-idta", "uk-addendum", "uk-adequacy", "derogation"];

/** Checks whether a country is covered, by adequacy in scope or by a transfer tool in the contract. */
function isCovered(
  country: string,
  transfers: readonly JsonObject[],
  law: { whole: ReadonlySet<string>; part: ReadonlySet<string>; tools: readonly string[] },
): boolean {
  if (law.whole.has(country)) return true;
  return transfers.some((transfer) => {
    if (transfer["country"] !== country) return false;
    const mechanism = String(transfer["mechanism"]);
    const byScope = mechanism === "adequacy" || mechanism === "uk-adequacy" || mechanism === "dpf";
    return byScope ? law.part.has(country) && transfer["recipientInScope"] === true : law.tools.includes(mechanism);
  });
}

function countriesOf(vendor: JsonObject, contract: JsonObject | undefined): Countries {
  const reach = reachOf(vendor, contract);
  const third = reach?.filter((country) => !eea.has(country));
  const transfers = mapsOf(contract?.["transfers"]).map(({ map }) => map);
  // If the contract states no tools, only countries that need none are decided.
  const silent = contract?.["transfers"] === undefined;
  const settle = (open: string[] | undefined): string[] | undefined =>
    open && open.length > 0 && silent ? undefined : open;
  const eu = { whole: adequate, part: partlyAdequate, tools };
  const uk = { whole: new Set([...ukAdequate, "GB"]), part: ukPartlyAdequate, tools: ukTools };
  return {
    third,
    uncovered: settle(third?.filter((country) => !isCovered(country, transfers, eu))),
    uncoveredUk: settle(reach?.filter((country) => !isCovered(country, transfers, uk))),
  };
}

/**
 * Checks whether the transfers of a contract under the standard contractual clauses name the right module (Decision
 * (EU) 2021/914). Module 1: controller to controller. Module 2: controller to processor. Module 3: processor to
 * processor, also from the vendor to a subprocessor abroad. Module 4: processor to controller. Vendors with neither
 * role need no module.
 */
function sccModuleFits(
  vendor: JsonObject,
  contract: JsonObject | undefined,
  own: readonly string[],
): boolean | undefined {
  const transfers = mapsOf(contract?.["transfers"]).filter(({ map }) => map["mechanism"] === "scc");
  const roles = textList(vendor["roles"]);
  if (transfers.length === 0) return true;
  if (!roles || transfers.some(({ map }) => map["sccModule"] === undefined)) return undefined;
  const processes = own.includes("processor");
  const controls = own.includes("controller") || !processes;
  const toProcessor = roles.includes("processor");
  const toController = roles.includes("independent-controller") || roles.includes("joint-controller");
  if (!toProcessor && !toController) return true;
  // in the vendor's own countries, the organisation makes the transfer
  const behind = mapsOf(contract?.["subprocessors"]).flatMap(({ map: { country } }) =>
    textList(vendor["countries"])?.some((one) => one === country) ? [] : [country],
  );
  return transfers.every(({ map: { sccModule, country } }) => {
    if (sccModule === 1) return controls && toController;
    if (sccModule === 2) return controls && toProcessor;
    if (sccModule === 3) return toProcessor && (processes || behind.includes(country));
    return sccModule === 4 && processes && toController;
  });
}

/**
 * The standards of an assessment's certificates that name the service and are valid on a date; undefined without a list
 * of certificates, or when one is incomplete.
 */
function validCertificates(assessment: Json | undefined, asOf: string): string[] | undefined {
  const certificates = isObject(assessment) ? assessment["certificates"] : undefined;
  if (!Array.isArray(certificates)) return undefined;
  const standards: string[] = [];
  for (const { map } of mapsOf(certificates)) {
    const { standard, expires, scopeNamesService } = map;
    if (typeof standard !== "string" || typeof expires !== "string" || typeof scopeNamesService !== "boolean")
      return undefined;
    if (scopeNamesService && expires >= asOf) standards.push(standard);
  }
  return standards;
}

/** Checks whether a contract is in force on a date; undefined when its start date is missing. */
export function inForce(contract: JsonObject, asOf: Json | undefined): boolean | undefined {
  const { effective, expires } = contract;
  if (typeof effective !== "string" || typeof asOf !== "string") return undefined;
  return effective <= asOf && (typeof expires !== "string" || asOf <= expires);
}

/** Services for the organisation outside patient care. A provider of them is a business associate. */
const notCare = ["hosting", "labelling", "analytics"];

/** The supplies of a vendor: as stated, and the model where the manifest names the vendor as its provider. */
function supplied(vendor: JsonObject, provider: Json | undefined): readonly string[] {
  const listed = textList(vendor["supplies"]) ?? [];
  return typeof provider === "string" && provider === vendor["name"] ? [...listed, "model"] : listed;
}

/** A yes or no, or the missing field that would decide it. */
type BooleanOrMissingField = boolean | "roles" | "supplies" | "dataAccess" | "purposes";

/**
 * Checks whether a vendor needs no agreement on patient data: it only carries them, or it receives them as a provider
 * who treats the same patients (45 CFR 160.103, business associate (4)(i)). Supplies and purposes must confirm this. A
 * vendor that does more than transport is not a carrier. A vendor that supplies no care is not a provider, unless it is
 * the device manufacturer that helps in treatment.
 */
function agreementExempt(context: RuleContext, vendor: JsonObject): BooleanOrMissingField {
  const roles = textList(vendor["roles"]);
  if (!roles) return "roles";
  const supplies = supplied(vendor, context.get("spec.model.provider"));
  // a mere conduit transports, and stores only for that (45 CFR 160.103; 78 FR 5571)
  const isCarrier = roles.includes("conduit") && supplies.every((one) => one === "transport");
  const isDeviceMaker = roles.includes("device-manufacturer");
  const helps = supplies.length === 0 || supplies.includes("care") || isDeviceMaker;
  const isMaker = supplies.includes("model") && !isDeviceMaker;
  const isProvider =
    roles.includes("treatment-provider") && helps && !isMaker && !supplies.some((one) => notCare.includes(one));
  if (!isCarrier && !isProvider) return false;
  if (vendor["supplies"] === undefined || vendor["supplies"] === null) return "supplies";
  return isCarrier || (textList(context.get("spec.data.purposes"))?.includes("treatment") ?? "purposes");
}

/** Checks whether a vendor holds data about people: it can access them, or it stores them, with or without the key. */
function holdsData(context: RuleContext, vendor: JsonObject): BooleanOrMissingField {
  const access = vendor["dataAccess"];
  if (access === undefined || access === null) return "dataAccess";
  if (access !== "none") return access !== "de-identified";
  if (supplied(vendor, context.get("spec.model.provider")).includes("hosting")) return true;
  return vendor["supplies"] === undefined || vendor["supplies"] === null ? "supplies" : false;
}

/** Services through which model providers are called. The service name in a contract covers these endpoints. */
const modelServices: readonly { readonly called: RegExp; readonly endpoint: RegExp }[] = [
  { called: /\bazure openai\b|\bazure ai foundry\b/i, endpoint: /azure/i },
  { called: /\bamazon bedrock\b|\baws bedrock\b/i, endpoint: /bedrock/i },
  { called: /\bvertex ai\b/i, endpoint: /vertex|aiplatform\.googleapis/i },
];

/**
 * Checks whether a name in a contract covers a system: a name of its own, its model, its endpoint, or the service behind it.
 */
function isCoveredBy(context: RuleContext, vendor: JsonObject, name: string): boolean {
  const endpoint = context.get("spec.model.endpoint");
  const formerly = context.get("metadata.formerly") ?? [];
  const own = [context.get("metadata.name"), context.get("spec.model.name"), endpoint].concat(formerly);
  if (own.includes(name)) return true;
  const service = modelServices.find(({ called }) => called.test(name));
  const serves = supplied(vendor, context.get("spec.model.provider")).some(
    (one) => one === "model" || one === "hosting",
  );
  return service !== undefined && serves && (typeof endpoint !== "string" || service.endpoint.test(endpoint));
}

/** The index of the contract that a vendor names, among the usable ones. */
function contractIndex(contracts: readonly AttachedEvidence[], name: Json | undefined): number {
  return contracts.find(({ ids }) => typeof name === "string" && ids.includes(name))?.index ?? -1;
}

/** The index of the newest assessment of a vendor. */
function assessmentIndex(context: RuleContext, name: Json | undefined): number {
  const dated = mapsOf(context.get("evidence.vendorAssessments"))
    .filter(({ map }) => map["vendor"] === name)
    .map(({ index }) => ({ index, date: String(context.get(`evidence.vendorAssessments[${index}].metadata.date`)) }));
  return dated.toSorted((a, b) => compareCodeUnits(b.date, a.date))[0]?.index ?? -1;
}

function joinContract(
  context: RuleContext,
  contracts: readonly AttachedEvidence[],
  at: string,
  from: string,
  vendor: JsonObject,
): JsonObject | undefined {
  const index = contractIndex(contracts, vendor["contract"]);
  if (index < 0) {
    context.derive(
      `${at}.contract`,
      undefined,
      [`${from}.contract`],
      typeof vendor["contract"] !== "string" ? [`${from}.contract`] : ["evidence.contracts"],
    );
    return undefined;
  }
  const contract = context.get(`evidence.contracts[${index}]`) as JsonObject;
  context.alias(`${at}.contract`, `evidence.contracts[${index}]`, contract);
  return contract;
}

function joinAssessment(context: RuleContext, at: string, from: string, vendor: JsonObject): void {
  const index = assessmentIndex(context, vendor["name"]);
  if (index < 0) context.derive(`${at}.assessment`, undefined, [`${from}.name`], ["evidence.vendorAssessments"]);
  else
    context.alias(
      `${at}.assessment`,
      `evidence.vendorAssessments[${index}]`,
      context.get(`evidence.vendorAssessments[${index}]`),
    );
}

/** Derives `facts.vendors`: each vendor of the manifest joined with its contract and its assessment. */
export function vendorFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const contracts = attached.filter(({ collection }) => collection === "contracts");
  const vendors = context.get("spec.vendors");
  context.alias("facts.vendors", "spec.vendors");
  if (!Array.isArray(vendors)) return;
  context.alias(
    "facts.vendors",
    "spec.vendors",
    vendors.map((vendor) => Object.assign(emptyObject(), vendor)),
  );
  for (const { index, map: vendor } of mapsOf(vendors)) {
    const [at, from] = [`facts.vendors[${index}]`, `spec.vendors[${index}]`];
    delete (context.get(at) as JsonObject)["contract"];
    const contract = joinContract(context, contracts, at, from, vendor);
    joinAssessment(context, at, from, vendor);

    const asOf = context.get("asOf");
    const began = String(contract?.["effective"]) <= String(asOf);
    const bounds = [`${at}.contract.effective`, `${at}.contract.expires`];
    context.derive(`${at}.contractInForce`, contract && inForce(contract, asOf), began ? bounds.toReversed() : bounds, [
      `${at}.contract.effective`,
    ]);
    const names = textList(contract?.["covers"]);
    context.derive(
      `${at}.contractCoversSystem`,
      names?.some((name) => isCoveredBy(context, vendor, name)),
      [`${at}.contract.covers`],
    );
    const derive = (fact: string, answer: BooleanOrMissingField, inputs: readonly string[]): void => {
      const open = answer === "purposes" ? "spec.data.purposes" : `${from}.${String(answer)}`;
      const known = typeof answer === "boolean";
      context.derive(`${at}.${fact}`, known ? answer : undefined, inputs, known ? [] : [open]);
    };
    const supplies = `${from}.supplies`;
    derive("agreementExempt", agreementExempt(context, vendor), [`${from}.roles`, supplies, "spec.data.purposes"]);
    derive("holdsData", holdsData(context, vendor), [`${from}.dataAccess`, supplies]);

    const own = textList(context.get("organisation.roles")) ?? [];
    context.derive(`${at}.sccModuleFits`, sccModuleFits(vendor, contract, own), [
      `${at}.contract.transfers`,
      `${from}.roles`,
    ]);
    const certificates = validCertificates(context.get(`${at}.assessment`), String(context.get("asOf")));
    context.derive(`${at}.validCertificates`, certificates, [`${at}.assessment.certificates`]);
    const { third, uncovered, uncoveredUk } = countriesOf(vendor, contract);
    const where = [`${from}.countries`, `${from}.accessCountries`];
    const subprocessors = contract ? [`${at}.contract.subprocessors`] : [];
    context.derive(`${at}.thirdCountries`, third, [...where, ...subprocessors]);
    const tool = third === undefined ? [] : [`${at}.contract.transfers`];
    const settles = third === undefined ? [] : [contract ? `${at}.contract.transfers` : `${at}.contract`];
    context.derive(`${at}.uncoveredCountries`, uncovered, [...where, ...tool], settles);
    context.derive(`${at}.uncoveredUkCountries`, uncoveredUk, [...where, ...tool], settles);
  }
}
