import { discover } from "../repository/discover.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { decodeText } from "../util/decode-text.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import { type PolicyBundle, compilePolicy } from "../policy/rule-set.ts";
import { readValid } from "../policy/condition-texts.ts";
import { type OpenedBase, basePath, createBaseLoader } from "./base-documents.ts";
import { type Expectations, expectationsOf } from "./expectations.ts";
import { type FileFormat, readFormat } from "../policy/format.ts";
import { addAll } from "../util/list.ts";

/** Where tests are found. */
export interface TestSources {
  /** The repository. */
  readonly tree: Tree;
  /** This package, which ships a base for policies without one. */
  readonly shipped: Tree;
  /** Files and folders, as absolute paths. */
  readonly targets: readonly string[];
  readonly governance: PolicyBundle;
  readonly context: Type;
  readonly store: EvidenceStore;
}

/** A policy with its rules, and what prepares the documents of their tests. */
export interface TestedPolicy {
  readonly file: string;
  readonly rules: readonly Rule[];
  /** Its own base, as a path from the root; undefined when tests start from the one of this package. */
  readonly base: string | undefined;
  readonly open: () => Promise<OpenedBase>;
}

/** A manifest of which something is expected. */
export interface TestedManifest {
  readonly file: string;
  readonly expectations: Expectations;
}

/** What is tested under some paths. */
export interface DiscoveredTests {
  /** Every file that was looked at. */
  readonly files: readonly string[];
  readonly policies: TestedPolicy[];
  readonly manifests: TestedManifest[];
  readonly formats: FileFormat[];
  readonly diagnostics: Diagnostic[];
}

async function valid(
  documents: readonly Document[],
  { own }: PolicyBundle,
  diagnostics: Diagnostic[],
): Promise<Document[]> {
  const sound: Document[] = [];
  for (const document of documents) {
    const { document: read, problems } = await readValid(document, own);
    addAll(diagnostics, problems);
    if (problems.length === 0) sound.push(read);
  }
  return sound;
}

const textOf = (bytes: Uint8Array | undefined): string => (bytes ? decodeText(bytes).replace(/^\uFEFF/, "") : "");

/** Finds what is tested: the policies, and the manifests whose comments expect something. */
export async function discoverTests({
  tree,
  shipped,
  targets,
  governance,
  store,
  context,
}: TestSources): Promise<DiscoveredTests> {
  const listing = discover(tree, [...targets]);
  const found: DiscoveredTests = {
    files: listing.files,
    policies: [],
    manifests: [],
    formats: [],
    diagnostics: [...listing.diagnostics],
  };
  const bases = createBaseLoader({ tree, shipped, config: governance.config, own: governance.own, store, context });
  for (const file of listing.files) {
    const { documents, diagnostics, bytes } = loadFile(tree, file, { named: listing.named.has(file) });
    addAll(
      found.diagnostics,
      diagnostics.map((one): Diagnostic => ({ ...one, severity: "error" })),
    );
    const policies = documents.filter(({ kind }) => kind === "Policy");
    for (const policy of await valid(policies, governance, found.diagnostics)) {
      const { rules, diagnostics: problems } = compilePolicy(policy, governance.config, {
        context,
        shared: governance.shared,
      });
      addAll(found.diagnostics, problems);
      found.policies.push({ file, rules, base: basePath(policy), open: () => bases(policy) });
    }
    const formats = documents.filter(({ kind }) => kind === "Format");
    for (const document of await valid(formats, governance, found.diagnostics)) {
      const { format, problems } = await readFormat(document);
      addAll(found.diagnostics, problems);
      if (problems.length === 0) found.formats.push(format);
    }
    const manifests = documents.filter(({ kind }) => kind === "AIDeployment");
    const expected = expectationsOf(file, textOf(bytes), manifests);
    addAll(found.diagnostics, expected.diagnostics);
    for (const expectations of expected.found) {
      const sound = await valid([expectations.manifest], governance, found.diagnostics);
      if (sound.length > 0) found.manifests.push({ file, expectations });
    }
  }
  return found;
}
