import type { Signer } from "../model/signer.ts";
import type { Document } from "../model/document.ts";
import type { ClaimGate, GateScope } from "../model/report.ts";
import type { Severity } from "../model/rule.ts";
import { type Json, type JsonObject, emptyObject, isObject, mapsOf } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";

/** The keys of config.yaml. A key that is not set is undefined; `parameters` is then empty. */
export interface Config {
  readonly organisation: JsonObject | undefined;
  /** Globs of the files that are checked. */
  readonly paths: readonly string[] | undefined;
  /** Patterns of the files that are not checked. */
  readonly exclude: readonly string[] | undefined;
  /** Ids of the built-in packs that are on. */
  readonly packs: readonly string[] | undefined;
  /** Values of parameters, by policy and by name; null stands for the default. */
  readonly parameters: Readonly<Record<string, JsonObject>>;
  readonly failOn: Severity | undefined;
  readonly gate: GateScope | undefined;
  /** The effect of a change of claims after which rules no longer apply. */
  readonly claims: ClaimGate | undefined;
  /** Whether a repository without a manifest is an error. */
  readonly expects: "manifests" | "none" | undefined;
  /** Largest file of another tool that is read as evidence, in MiB. */
  readonly maxEvidenceMiB: number | undefined;
  /** Those whose certificates from Sigstore count for evidence. */
  readonly signers: readonly Signer[];
}

const signersIn = (value: Json | undefined): Signer[] =>
  mapsOf(value).flatMap(({ map: { issuer, subject } }) =>
    typeof issuer === "string" && typeof subject === "string" ? [{ issuer, subject }] : [],
  );

const textsIn = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;

function parametersIn(value: Json | undefined): Record<string, JsonObject> {
  const parameters = emptyObject() as Record<string, JsonObject>;
  for (const [id, own] of Object.entries(isObject(value) ? value : emptyObject()))
    parameters[id] = isObject(own) ? own : emptyObject();
  return parameters;
}

/** Reads the key `gate`: a word for the scope, or a map of the scope and the effect of claims. */
function gateIn(value: Json | undefined): Pick<Config, "gate" | "claims"> {
  const { findings, claims } = isObject(value) ? value : { findings: value, claims: undefined };
  return {
    gate: findings === "all" || findings === "new" ? findings : undefined,
    claims: claims === "allow" || claims === "block" ? claims : undefined,
  };
}

const readDocument = memoizeByObject(({ value }: Document): Config => {
  const { organisation, paths, exclude, packs, parameters, failOn, gate, expects, maxEvidenceMiB, signers } = value;
  return {
    organisation: isObject(organisation) ? organisation : undefined,
    paths: textsIn(paths),
    exclude: textsIn(exclude),
    packs: textsIn(packs),
    parameters: parametersIn(parameters),
    failOn: typeof failOn === "string" ? (failOn as Severity) : undefined,
    ...gateIn(gate),
    expects: expects === "manifests" || expects === "none" ? expects : undefined,
    maxEvidenceMiB: typeof maxEvidenceMiB === "number" ? maxEvidenceMiB : undefined,
    signers: signersIn(signers),
  };
});

const unset: Config = {
  organisation: undefined,
  paths: undefined,
  exclude: undefined,
  packs: undefined,
  parameters: emptyObject() as Record<string, JsonObject>,
  failOn: undefined,
  gate: undefined,
  claims: undefined,
  expects: undefined,
  maxEvidenceMiB: undefined,
  signers: [],
};

/** Reads a document of kind Config that is valid; without one, no key is set. */
export const readConfig = (config: Document | undefined): Config => (config ? readDocument(config) : unset);
