import type { Signer } from "../model/signer.ts";
import { readConfig } from "./config.ts";
import type { FileFormat } from "./format.ts";
import type { PolicyBundle } from "./rule-set.ts";

/** Largest file of another tool that is read, in MiB, if the config states none: bills of materials are large. */
export const DEFAULT_EVIDENCE_MIB = 32;

/** What an organisation sets about reading evidence. */
export interface EvidenceSettings {
  readonly keys: PolicyBundle["keys"];
  readonly signers: readonly Signer[];
  readonly formats: readonly FileFormat[];
  /** Largest file of another tool that is read, in MiB. */
  readonly maxEvidenceMiB: number;
  /** The fields and kinds that the organisation declares. */
  readonly own: PolicyBundle["own"];
}

/** The settings of a state of a repository; in a change, those of its base. */
export const evidenceSettings = ({ keys, formats, config, own }: PolicyBundle): EvidenceSettings => ({
  keys,
  formats,
  signers: readConfig(config).signers,
  own,
  maxEvidenceMiB: readConfig(config).maxEvidenceMiB ?? DEFAULT_EVIDENCE_MIB,
});
