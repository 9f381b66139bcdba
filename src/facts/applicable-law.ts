import { type Json, compareCodeUnits, textList } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import {
  type LegacyTransition,
  NEVER,
  type StateBreachLaw,
  aiActHighRisk,
  federalBreachDays,
  hti1,
  legacyTransition,
  outputMarking,
  stateBreachLaws,
} from "./reference-data.ts";
import { layUsers, notifiedBodyClasses } from "./terms.ts";

/** Data that HIPAA does not protect, although the same organisation holds PHI. */
const besidePhi = ["staff", "consumer-health"];

/** Checks whether a state's law sets the time; undefined when that depends on an unknown PHI status. */
function setsTime(law: StateBreachLaw, context: RuleContext): boolean | undefined {
  const categories = textList(context.get("spec.data.categories"));
  if (law.from !== undefined && String(context.get("asOf")) < law.from) return false;
  if (law.only) return categories?.some((one) => law.only?.includes(one));
  if (!law.hipaaIsEnough || categories?.some((one) => besidePhi.includes(one))) return true;
  const phi = context.get("facts.data.phi");
  return typeof phi === "boolean" ? !phi : undefined;
}

/** The shortest limit for notifying people of a breach among the applicable laws. The federal limit always applies. */
function breachDays(context: RuleContext): number | undefined {
  const regions = textList(context.get("facts.regions"));
  const states = textList(context.get("facts.usStates"));
  if (!regions?.includes("us") || !states) return undefined;
  let least = federalBreachDays;
  for (const state of states) {
    const law = stateBreachLaws.get(state);
    const sets = law && setsTime(law, context);
    if (law && sets === undefined) return undefined;
    if (law && sets) least = Math.min(least, law.days);
  }
  return least;
}

/**
 * Checks whether H&S 1280.15 applies to the organisation: clinics, health facilities, home health agencies and hospices
 * licensed by California. A facility that uses devices is one of them. A physician's office is not (21 CFR 803.3).
 */
function isCaliforniaFacility(context: RuleContext): boolean | undefined {
  const states = textList(context.get("facts.usStates"));
  const licensed = context.get("organisation.californiaLicensedFacility");
  if (states && !states.includes("US-CA")) return false;
  const [provider, phi] = [context.get("facts.careProvider"), context.get("facts.data.phi")];
  if (provider === false || phi === false || licensed === false) return false;
  if (!states || provider === undefined || phi === undefined) return undefined;
  if (textList(context.get("organisation.roles"))?.includes("device-user-facility")) return true;
  return licensed === true ? true : undefined;
}

/**
 * The date from which chapter III of the AI Act applies to a system (art. 111, 113). A system already on the market is
 * covered only after a significant design change, or at a later date if it is meant for public authorities. Without a
 * stated market date, the system counts as new, which gives the earliest date.
 */
function highRiskFrom(context: RuleContext): string | undefined {
  const aiActClass = context.get("spec.risk.euAiAct");
  if (aiActClass !== "high-annex-iii" && aiActClass !== "high-annex-i") return undefined;
  // a device whose use is also listed uses the earlier date (art. 113)
  const point = context.get("spec.risk.annex3Point");
  const listed = aiActClass === "high-annex-iii" || (typeof point === "string" && point !== "none");
  const from = listed ? aiActHighRisk.annexIii : aiActHighRisk.annexI;
  const placed = context.get("spec.regulatory.firstPlacedOnMarket");
  const changed = context.get("spec.regulatory.significantDesignChange");
  if (typeof placed !== "string" || placed >= from) return from;
  if (typeof changed === "string" && changed >= from) return from;
  const roles = textList(context.get("organisation.roles"));
  return roles === undefined || roles.includes("public-body") ? aiActHighRisk.publicBodies : NEVER;
}

/**
 * The date from which a provider must mark the output of its system. Without a stated market date, the go-live date
 * counts. Without both, the system counts as new.
 */
function outputMarkingFrom(context: RuleContext): string {
  const placed = context.get("spec.regulatory.firstPlacedOnMarket") ?? context.get("spec.goLive");
  const earlier = typeof placed === "string" && placed < outputMarking.from;
  return earlier ? outputMarking.earlierSystems : outputMarking.from;
}

/**
 * Checks whether MDR and IVDR apply: in the Union and the EEA, and in Northern Ireland by annex 2 of the Windsor
 * Framework. Northern Ireland still has the data protection law of the United Kingdom.
 */
function euDeviceLaw(context: RuleContext): boolean | undefined {
  const regions = textList(context.get("facts.regions"));
  return (
    regions && (regions.includes("eu") || textList(context.get("spec.jurisdictions"))?.includes("GB-NIR") === true)
  );
}

/** Function classes without a medical purpose. Their software is not a device (MDR art. 2(1)). */
const notMedical: readonly Json[] = ["administrative", "coverage", "research"];

/** The stated device class, or `not-a-device` where the function alone excludes one. */
function deviceClass(context: RuleContext): Json | undefined {
  const functionClass = context.get("facts.functionClass");
  const none = functionClass !== undefined && notMedical.includes(functionClass);
  return context.get("spec.risk.mdrClass") ?? (none ? "not-a-device" : undefined);
}

interface Least {
  readonly value?: string;
  /** The missing path that would decide the value. */
  readonly open?: string;
}

/** The lowest class under the AI Act that device class, route and Annex III point allow (art. 6). */
function aiActAtLeast(context: RuleContext): Least {
  const [type, stage] = [context.get("spec.model.type"), context.get("spec.stage")];
  const users = textList(context.get("spec.users"));
  const device = deviceClass(context);
  const route = context.get("spec.regulatory.mdrRoute");
  const point = context.get("spec.risk.annex3Point");
  if (type === "rules" || stage === "research") return { value: "out-of-scope" };
  if (device === undefined) return { open: "spec.risk.mdrClass" };
  if (notifiedBodyClasses.includes(String(device))) {
    if (route === undefined) return { open: "spec.regulatory.mdrRoute" };
    if (route !== "in-house") return { value: "high-annex-i" };
  }
  if (point === undefined) return { open: "spec.risk.annex3Point" };
  if (point !== "none" && context.get("spec.risk.euAiAct") !== "not-high-art-6-3") return { value: "high-annex-iii" };
  if (!users) return { open: "spec.users" };
  return { value: users.some((user) => layUsers.includes(user)) ? "transparency" : "minimal" };
}

/** Rule 11 of Annex VIII to Regulation (EU) 2017/745, with the table of MDCG 2019-11 rev. 1, annex III. */
const rule11: Readonly<Record<string, Readonly<Record<Significance, string>>>> = {
  critical: { treatOrDiagnose: "iii", drive: "iib", inform: "iia" },
  serious: { treatOrDiagnose: "iib", drive: "iia", inform: "iia" },
  "non-serious": { treatOrDiagnose: "iia", drive: "iia", inform: "iia" },
};

type Significance = "treatOrDiagnose" | "drive" | "inform";

/** The significance of the system's information for the decision; undefined when it steers no decision. */
function significance(decisionRole: Json | undefined, purpose: Json | undefined): Significance | undefined {
  if (decisionRole === "informs") return "inform";
  if (decisionRole === "augments") return "drive";
  if (decisionRole !== "drives" && decisionRole !== "decides") return undefined;
  return purpose === "diagnosis" || purpose === "treatment" ? "treatOrDiagnose" : "drive";
}

/**
 * The lowest device class under the second paragraph of rule 11. Software that monitors physiological processes is
 * class IIa. It is class IIb if changes of vital parameters can put the patient in immediate danger. Patient monitoring
 * functions are assumed to do so unless the manifest states otherwise. The condition's severity then decides the
 * danger.
 */
function monitoringAtLeast(context: RuleContext): Least {
  const monitors = context.get("spec.regulatory.monitors");
  const severity = context.get("spec.regulatory.conditionSeverity");
  if (monitors === "vital-parameters") return { value: "iib" };
  if (monitors === "physiological-processes") return { value: "iia" };
  if (monitors === "none" || context.get("spec.function") !== "patient-monitoring") return { value: "i" };
  if (severity === undefined) return { open: "spec.regulatory.conditionSeverity" };
  return { value: severity === "critical" ? "iib" : "iia" };
}

const ascending = ["i", "iia", "iib", "iii"];

/** The higher of two lowest classes; open when one is open, unless the other is the highest class. */
function higher(one: Least, other: Least): Least {
  const values = [one.value, other.value].map((value) => ascending.indexOf(value ?? ""));
  const open = one.open ?? other.open;
  const value = ascending[Math.max(...values)];
  if (open !== undefined && value !== "iii") return { open };
  return value === undefined ? {} : { value };
}

/** The lowest device class under the first paragraph of rule 11. Software that steers no decision is class I. */
function decisionAtLeast(context: RuleContext): Least {
  const role = context.get("spec.decisionRole");
  const severity = context.get("spec.regulatory.conditionSeverity");
  const weight = significance(role, context.get("spec.function"));
  if (role === undefined) return { open: "spec.decisionRole" };
  if (weight === undefined) return { value: "i" };
  const row = typeof severity === "string" && Object.hasOwn(rule11, severity) ? rule11[severity] : undefined;
  return row ? { value: row[weight] } : { open: "spec.regulatory.conditionSeverity" };
}

const mdrClasses: readonly Json[] = "i i-sterile i-measuring i-reusable-surgical iia iib".split(" ");

/** The transition period of a legacy device; undefined when class or certificate do not decide it. */
function legacyTransitionOf(context: RuleContext): LegacyTransition | undefined {
  const device = context.get("spec.risk.mdrClass");
  const certified = context.get("spec.regulatory.legacyCertificate");
  if (device === "iii") return legacyTransition.mdrIii;
  if (device !== undefined && mdrClasses.includes(device)) return legacyTransition.mdr;
  if (device === "ivdr-d") return legacyTransition.ivdrD;
  if (typeof certified !== "boolean") return undefined;
  if (device === "ivdr-c") return certified ? legacyTransition.ivdrD : legacyTransition.ivdrC;
  if (device === "ivdr-b" || device === "ivdr-a-sterile")
    return certified ? legacyTransition.ivdrD : legacyTransition.ivdrB;
  return undefined;
}

/** Derives `facts.law.legacyApplicationBy`, `legacyAgreementBy` and `legacyEnd`. */
function legacyFacts(context: RuleContext): void {
  const transition = legacyTransitionOf(context);
  const from = ["spec.risk.mdrClass", "spec.regulatory.legacyCertificate"];
  context.derive("facts.law.legacyApplicationBy", transition?.application, from);
  context.derive("facts.law.legacyAgreementBy", transition?.agreement, from);
  context.derive("facts.law.legacyEnd", transition?.end, from);
}

/** Derives `facts.law` from the tables of law as of their last review. */
export function lawFacts(context: RuleContext): void {
  const aiActClass = context.get("spec.risk.euAiAct");
  const high = typeof aiActClass === "string" ? aiActClass.startsWith("high-") : undefined;
  context.derive("facts.law.aiActHighRisk", high, ["spec.risk.euAiAct"]);
  context.derive(
    "facts.law.aiActHighRiskFrom",
    highRiskFrom(context),
    [
      "spec.risk.euAiAct",
      "spec.risk.annex3Point",
      "spec.regulatory.firstPlacedOnMarket",
      "spec.regulatory.significantDesignChange",
    ],
    ["spec.risk.euAiAct"],
  );
  const { value, open } = aiActAtLeast(context);
  const classified = ["spec.risk.euAiAct", "spec.risk.mdrClass", "spec.risk.annex3Point", "spec.function"];
  context.derive("facts.law.euAiActAtLeast", value, classified, open === undefined ? [] : [open]);
  const device = higher(decisionAtLeast(context), monitoringAtLeast(context));
  const weighed = [
    "spec.risk.mdrClass",
    "spec.regulatory.conditionSeverity",
    "spec.decisionRole",
    "spec.regulatory.monitors",
    "spec.function",
  ];
  context.derive("facts.law.mdrClassAtLeast", device.value, weighed, device.open === undefined ? [] : [device.open]);
  context.derive("facts.law.outputMarkingFrom", outputMarkingFrom(context), [
    "spec.regulatory.firstPlacedOnMarket",
    "spec.goLive",
  ]);
  legacyFacts(context);
  context.derive("facts.law.euDeviceLaw", euDeviceLaw(context), ["spec.jurisdictions"]);
  const asOf = String(context.get("asOf"));
  const inForce = compareCodeUnits(hti1.from, asOf) <= 0 && compareCodeUnits(asOf, hti1.until) < 0;
  context.derive("facts.law.hti1InForce", inForce, []);
  const days = breachDays(context);
  const where = ["spec.jurisdictions", "organisation.states"];
  context.derive(
    "facts.law.breachIndividualsDays",
    days,
    where,
    context.get("facts.usStates") ? ["facts.data.phi"] : [],
  );
  context.derive("facts.law.californiaFacility", isCaliforniaFacility(context), [
    "spec.jurisdictions",
    "organisation.californiaLicensedFacility",
  ]);
}
