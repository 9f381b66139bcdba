import { type Json, compareCodeUnits, mapsOf, numberAt, textList } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import { type DerivedList, concatLists, deriveList, emptyList, undecidedUntil } from "./derived-list.ts";
import { type Answer, alwaysPhi, healthData, isInvented, isPersonal, isPhi, isSensitive } from "./protection.ts";
import { purposeFacts } from "./purposes.ts";
import { bulkThreshold } from "./reference-data.ts";
import { useAgreementFacts } from "./use-agreements.ts";

/**
 * Purposes that have no legal basis, or that one of the sources does not permit; none if an approved assessment found the
 * new use compatible. An assessment that does not count is none.
 */
function undeclaredPurposes(context: RuleContext): string[] | undefined {
  const purposes = textList(context.get("spec.data.purposes"));
  const bases = context.get("spec.data.legalBases");
  const sources = context.get("spec.data.sources");
  const assessments = mapsOf(context.get("evidence.impactAssessments") ?? []);
  if (assessments.some(({ map }) => map["type"] === "compatibility" && map["status"] === "approved")) return [];
  if (!purposes || !Array.isArray(bases) || !Array.isArray(sources)) return undefined;
  const declared = mapsOf(bases).map(({ map }) => map["purpose"]);
  const permitted = mapsOf(sources).map(({ map }) => textList(map["permittedPurposes"]));
  const open = purposes.filter(
    (one) => !declared.includes(one) || permitted.some((list) => list && !list.includes(one)),
  );
  return open.length === 0 && permitted.includes(undefined) ? undefined : open.toSorted(compareCodeUnits);
}

/** The kind of bulk data that a category is; what is about people and none of the rest is an identifier of them. */
const bulkKinds: Readonly<Record<string, keyof typeof bulkThreshold>> = Object.fromEntries(
  Object.entries({
    health: [...alwaysPhi, ...healthData, "consumer-health", "pseudonymised", "de-identified", "anonymous"],
    genetic: ["genetic"],
    omic: ["omic"],
    biometric: ["biometric"],
    geolocation: ["geolocation"],
    financial: ["financial"],
    personal: ["personal", "staff", "minors", "ethnicity-or-belief"],
  }).flatMap(([kind, categories]) => categories.map((one) => [one, kind as keyof typeof bulkThreshold])),
);

/**
 * Whether more people are in the data than the bulk threshold of one of their categories lets (28 CFR 202.205), also
 * when they are de-identified, pseudonymised or anonymised (202.206): what kind they were is not stated then, and they
 * count as health data.
 */
function overBulkThreshold(categories: readonly string[], people: number | undefined): boolean | undefined {
  const limits = categories.flatMap((one) => {
    const kind = Object.hasOwn(bulkKinds, one) ? bulkKinds[one] : undefined;
    return kind ? [bulkThreshold[kind]] : [];
  });
  if (limits.length === 0) return false;
  return people === undefined ? undefined : people > Math.min(...limits);
}

/** What vendors that see data keep by their contracts: what goes in and what comes out. */
function keptByVendors(context: RuleContext, generative: boolean): DerivedList {
  const kept = generative ? ["prompts", "outputs"] : ["inputs", "outputs"];
  const blind = mapsOf(context.get("spec.vendors")).filter(({ map }) => map["dataAccess"] === "none");
  const names = blind.map(({ map }) => map["name"] as Json);
  return concatLists(
    mapsOf(context.get("evidence.contracts")).map(({ index, map }) => {
      if (map["vendor"] !== undefined && names.includes(map["vendor"])) return emptyList;
      const path = `evidence.contracts[${index}].promptRetentionDays`;
      const days = numberAt(map["promptRetentionDays"]);
      if (days === undefined) return undecidedUntil(path);
      return { found: days > 0 ? kept.map((name) => ({ name, blame: ["spec.data.retention", path] })) : [], open: [] };
    }),
  );
}

/** What a system keeps by what it can do. */
function keptByDesign(context: RuleContext): DerivedList {
  const capabilities = textList(context.get("spec.capabilities"));
  const modalities = textList(context.get("spec.data.modalities"));
  const blame = ["spec.data.retention", "spec.capabilities"];
  if (!capabilities) return undecidedUntil("spec.capabilities");
  const kept: string[] = [];
  if (capabilities.includes("retrieval")) kept.push("embeddings");
  const recorded = capabilities.includes("session-recording");
  if (recorded && modalities?.includes("audio")) kept.push("audio");
  const open = recorded && !modalities ? ["spec.data.modalities"] : [];
  return { found: kept.map((name) => ({ name, blame })), open };
}

/** Offers `facts.data.undeclaredRetention`: what is kept, by design or by a vendor's contract, without a period. */
function retentionFacts(context: RuleContext): void {
  const path = "facts.data.undeclaredRetention";
  if (context.get("spec.data.retention") === undefined) return context.derive(path, undefined, ["spec.data.retention"]);
  const declared = mapsOf(context.get("spec.data.retention")).map(({ map }) => map["artifact"]);
  const type = context.get("spec.model.type");
  const kept = concatLists([
    keptByVendors(context, type === "generative" || type === "agentic"),
    keptByDesign(context),
  ]);
  const found = kept.found.filter(({ name }) => !declared.includes(name));
  return deriveList(context, path, { found, open: kept.open }, ["spec.data.retention"]);
}

/** Offers `facts.data.phi`, `personal`, `sensitive`, `overDojThreshold`, `trainedOnPeople`, `undeclaredPurposes` and
 * `undeclaredRetention`. */
export function dataFacts(context: RuleContext): void {
  const categories = textList(context.get("spec.data.categories"));
  const stated = ["spec.data.categories"];
  const answer = (path: string, value: Answer | undefined): void =>
    context.derive(path, value?.value, stated, value?.open ?? []);

  answer("facts.data.phi", categories && isPhi(context, categories));
  answer("facts.data.personal", categories && isPersonal(context, categories));
  answer("facts.data.sensitive", categories && isSensitive(context, categories));
  const people = numberAt(context.get("spec.data.people"));
  context.derive("facts.data.overDojThreshold", categories && overBulkThreshold(categories, people), [
    "spec.data.people",
    "spec.data.categories",
  ]);
  const trainedOn = textList(context.get("spec.model.trainedOnCategories"));
  context.derive(
    "facts.data.trainedOnPeople",
    trainedOn?.some((one) => one !== "operational" && !(one === "synthetic" && isInvented(context))),
    ["spec.model.trainedOnCategories", "spec.data.syntheticFrom"],
    ["spec.model.trainedOnCategories"],
  );
  context.derive("facts.data.undeclaredPurposes", undeclaredPurposes(context), [
    "spec.data.purposes",
    "spec.data.legalBases",
    "spec.data.sources",
  ]);
  retentionFacts(context);
  purposeFacts(context);
  useAgreementFacts(context);
}
