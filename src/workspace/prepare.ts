import type { Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import { type Reference, usable } from "../evidence/reference.ts";
import { buildContext } from "../facts/index.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import type { IsFactRead } from "../policy/facts-read.ts";

/** The sources of an evaluation input. */
export interface InputSources {
  readonly manifest: Document;
  /** The config, with the organisation's data; undefined if there is none. */
  readonly config: Document | undefined;
  /** References of the manifest, resolved for the same date. */
  readonly references: readonly Reference[];
  /** ISO date. */
  readonly asOf: string;
  /** Which facts rules read (default: all). */
  readonly isRead?: IsFactRead | undefined;
  /** The fields and kinds that the organisation declares. */
  readonly own?: OwnFields | undefined;
}

/** Builds the evaluation input of a deployment whose references are resolved. */
export function buildInput({ manifest, config, references, asOf, isRead, own }: InputSources): EvaluationInput {
  const context = buildContext({ manifest, config, references, evidence: usable(references), asOf, isRead, own });
  return { manifest, context, references };
}

/** An evaluation input, and the problems of the evidence that its manifest refers to. */
export interface PreparedInput {
  readonly input: EvaluationInput;
  readonly diagnostics: readonly Diagnostic[];
}

/** Resolves the evidence of a manifest and builds its evaluation input. */
export async function prepareInput(
  manifest: Document,
  store: EvidenceStore,
  { config, asOf, isRead, own }: Pick<InputSources, "config" | "asOf" | "isRead" | "own">,
): Promise<PreparedInput> {
  const { references, diagnostics } = await store.resolve(manifest, asOf);
  return { input: buildInput({ manifest, config, references, asOf, isRead, own }), diagnostics };
}
