import { type Json, type JsonObject, compareCodeUnits, emptyObject, isObject, mapsOf, textList } from "../util/json.ts";
import type { Attached, RuleContext } from "./context.ts";
import { adequate, eea, partlyAdequate, ukAdequate, ukPartlyAdequate } from "./reference-data.ts";

interface Countries {
  /** Undefined when it is not stated where data lie or who can look. */
  readonly third: string[] | undefined;
  readonly uncovered: string[] | undefined;
  readonly uncoveredUk: string[] | undefined;
}

/** Every country in which a vendor or its subprocessors hold or see the data; undefined when one does not say. */
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

/** Whether a country is covered, by adequacy in scope or by a tool that the contract names for it. */
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
  // Where nothing is said of tools, only countries that need none are settled.
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
 * Whether the transfers of a contract under the standard contractual clauses name the right module (Decision (EU)
 * 2021/914): 1 from controller to controller, 2 from controller to processor, 3 from processor to processor, also from
 * the vendor to a subprocessor abroad, 4 from processor to controller. A vendor that is neither is not held to one.
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
  // where the vendor itself lies, the transfer is ours and not the vendor's
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
 * The standards of the certificates that an assessment shows, name the service and hold on a date; undefined when it
 * shows none at all, or leaves open of one whether it does.
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

/** Whether a contract is in force on a date; undefined when it does not say from when. */
export function inForce(contract: JsonObject, asOf: Json | undefined): boolean | undefined {
  const { effective, expires } = contract;
  if (typeof effective !== "string" || typeof asOf !== "string") return undefined;
  return effective <= asOf && (typeof expires !== "string" || asOf <= expires);
}

/** What somebody who merely carries data does not supply (45 CFR 160.103; 78 FR 5571: storage is incident to it). */
const notCarried = ["model", "hosting", "labelling", "support", "monitoring", "analytics"];
/** What is done for the organisation and not in the care of a patient: then a provider is a business associate. */
const notCare = ["hosting", "labelling", "analytics"];

/** What a vendor supplies: as stated, and the model where the manifest says that the vendor made it. */
function supplied(vendor: JsonObject, provider: Json | undefined): readonly string[] {
  const listed = textList(vendor["supplies"]) ?? [];
  return typeof provider === "string" && provider === vendor["name"] ? [...listed, "model"] : listed;
}

/** A yes or no, or the field that would tell. */
type Told = boolean | "roles" | "supplies" | "dataAccess" | "purposes";

/**
 * Whether a vendor needs no agreement on patient data: it only carries them, or it gets them as a provider who treats
 * the same patients (45 CFR 160.103, business associate (4)(i)). What it supplies, and what the data serve, have to bear
 * that out: who keeps or analyses data is no carrier, and who makes the model is no provider, unless it is the maker
 * of the device that helps in treatment.
 */
function agreementExempt(context: RuleContext, vendor: JsonObject): Told {
  const roles = textList(vendor["roles"]);
  if (!roles) return "roles";
  const supplies = supplied(vendor, context.get("spec.model.provider"));
  const isCarrier = roles.includes("conduit") && !supplies.some((one) => notCarried.includes(one));
  const isMaker = supplies.includes("model") && !roles.includes("device-manufacturer");
  const isProvider = roles.includes("treatment-provider") && !isMaker && !supplies.some((one) => notCare.includes(one));
  if (!isCarrier && !isProvider) return false;
  if (vendor["supplies"] === undefined || vendor["supplies"] === null) return "supplies";
  return isCarrier || (textList(context.get("spec.data.purposes"))?.includes("treatment") ?? "purposes");
}

/** Whether a vendor holds data about people: it can see them, or it stores them, with or without the key. */
function holdsData(context: RuleContext, vendor: JsonObject): Told {
  const access = vendor["dataAccess"];
  if (access === undefined || access === null) return "dataAccess";
  if (access !== "none") return access !== "de-identified";
  if (supplied(vendor, context.get("spec.model.provider")).includes("hosting")) return true;
  return vendor["supplies"] === undefined || vendor["supplies"] === null ? "supplies" : false;
}

/** Services under which providers of models let customers call them: what a contract calls the service covers these. */
const modelServices: readonly { readonly called: RegExp; readonly endpoint: RegExp }[] = [
  { called: /\bazure openai\b|\bazure ai foundry\b/i, endpoint: /azure/i },
  { called: /\bamazon bedrock\b|\baws bedrock\b/i, endpoint: /bedrock/i },
  { called: /\bvertex ai\b/i, endpoint: /vertex|aiplatform\.googleapis/i },
];

/** Whether a name in a contract covers a system: its own, its model's, its endpoint's, or of the service that serves it. */
function isCoveredBy(context: RuleContext, vendor: JsonObject, name: string): boolean {
  const endpoint = context.get("spec.model.endpoint");
  const own = [context.get("metadata.name"), context.get("spec.model.name"), endpoint];
  if (own.includes(name)) return true;
  const service = modelServices.find(({ called }) => called.test(name));
  const serves = supplied(vendor, context.get("spec.model.provider")).some(
    (one) => one === "model" || one === "hosting",
  );
  return service !== undefined && serves && (typeof endpoint !== "string" || service.endpoint.test(endpoint));
}

/** The position of the contract a vendor names, among the usable ones. */
function contractIndex(contracts: readonly Attached[], name: Json | undefined): number {
  return contracts.find(({ ids }) => typeof name === "string" && ids.includes(name))?.index ?? -1;
}

/** The position of the newest assessment of a vendor. */
function assessmentIndex(context: RuleContext, name: Json | undefined): number {
  const dated = mapsOf(context.get("evidence.vendorAssessments"))
    .filter(({ map }) => map["vendor"] === name)
    .map(({ index }) => ({ index, date: String(context.get(`evidence.vendorAssessments[${index}].metadata.date`)) }));
  return dated.toSorted((a, b) => compareCodeUnits(b.date, a.date))[0]?.index ?? -1;
}

function joinContract(
  context: RuleContext,
  contracts: readonly Attached[],
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

/** Offers `facts.vendors`: each vendor of the manifest joined with its contract and its assessment. */
export function vendorFacts(context: RuleContext, attached: readonly Attached[]): void {
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
    const derive = (fact: string, told: Told, inputs: readonly string[]): void => {
      const open = told === "purposes" ? "spec.data.purposes" : `${from}.${String(told)}`;
      const known = typeof told === "boolean";
      context.derive(`${at}.${fact}`, known ? told : undefined, inputs, known ? [] : [open]);
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
