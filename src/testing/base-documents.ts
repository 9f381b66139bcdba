import { posix } from "node:path";
import { isDiagnostic, readText } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { type Json, getAt, isObject } from "../util/json.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import type { Type } from "../logic/types.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { validate } from "../schema/validate.ts";
import { type Base, readBase } from "./apply-overrides.ts";
import { type Prepare, TEST_DATE, createPrepare } from "./prepare-input.ts";
import { usable } from "../evidence/reference.ts";

/** Default base of a policy, as a path in this package: a hospital that meets every rule. */
const SHIPPED = "policies/base/practice-hospital.yaml";

/** Sources of base documents. */
export interface BaseSources {
  /** The repository. */
  readonly tree: Tree;
  /** This package with the default base. */
  readonly shipped: Tree;
  /** The repository's settings with its organisation. */
  readonly config: Document | undefined;
  readonly store: EvidenceStore;
  /** The fields and kinds that the organisation declares. */
  readonly own: OwnFields;
  /** The type of the rule context. */
  readonly context: Type;
}

/** Prepares the documents of a policy's tests, or holds the problems of their base. */
export type OpenedBase = { readonly prepare: Prepare } | { readonly diagnostics: readonly Diagnostic[] };

/** A manifest of the repository as a base: its evidence is read from its references, and each entry is named by its document. */
async function withEvidence(base: Base, store: EvidenceStore): Promise<Base> {
  const idOf = ({ value }: Document): Json | undefined => getAt(value, ["metadata", "id"]);
  const inline = base.evidence.map(idOf);
  const { references } = await store.resolve(base.manifest, TEST_DATE);
  const followed = usable(references).filter(({ document }) => !inline.includes(idOf(document)));
  const entries = getAt(base.manifest.value, ["evidence"]);
  if (followed.length === 0 || !Array.isArray(entries)) return base;
  const named = entries.map((entry, i): Json => {
    const found = references.find(({ index }) => index === i);
    const id = found?.state.is === "usable" ? idOf(found.state.document) : undefined;
    return isObject(entry) && id !== undefined ? { ...entry, id } : entry;
  });
  const { manifest } = base;
  return {
    ...base,
    manifest: { ...manifest, value: { ...manifest.value, evidence: named }, locate: (path) => manifest.locate(path) },
    evidence: [...base.evidence, ...followed.map(({ document }) => document)],
  };
}

/** The file that a policy names as its base, as a path from the root. */
export function basePath(policy: Document): string | undefined {
  const stated = policy.value["base"];
  return typeof stated === "string" ? posix.join(posix.dirname(policy.file), stated) : undefined;
}

/**
 * Creates a loader of policy bases: the file in `base`, relative to the policy, or else the default base of this
 * package. A base may be a file of test documents or any manifest of the repository. Without a Config in it, the
 * organisation of the repository is used.
 */
export function createBaseLoader({
  tree,
  shipped,
  config,
  store,
  own,
  context,
}: BaseSources): (policy: Document) => Promise<OpenedBase> {
  const opened = new Map<string, Promise<OpenedBase>>();

  async function open(folder: Tree, file: string, name: string, policy: Document): Promise<OpenedBase> {
    const where = policy.locate(["base"]);
    const read = readText(folder, file);
    if (isDiagnostic(read)) return { diagnostics: [errorAt(where, "test/base", read.message)] };
    const { base, diagnostics } = readBase(name, read.text, own);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) return { diagnostics: errors };
    if (!base)
      return {
        diagnostics: [
          errorAt(where, "test/base", `\`${file}\` contains no AIDeployment: add one as the base of the tests`),
        ],
      };
    const found = await Promise.all(
      [base.manifest, ...(base.config ? [base.config] : []), ...base.evidence].map((one) => validate(one, own)),
    );
    const wrong = found.flat();
    if (wrong.length > 0) return { diagnostics: wrong };
    const whole = folder === tree ? await withEvidence(base, store) : base;
    return { prepare: createPrepare({ ...whole, config: whole.config ?? config }, context) };
  }

  return (policy) => {
    const path = basePath(policy);
    const key = path ?? `caregate/${SHIPPED}`;
    let one = opened.get(key);
    if (!one) opened.set(key, (one = open(path === undefined ? shipped : tree, path ?? SHIPPED, key, policy)));
    return one;
  };
}
