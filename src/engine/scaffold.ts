import { loadFile } from "../documents/load.ts";
import { type EvidenceKind, MANIFEST, evidenceCollections } from "../model/document.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { findRoot } from "../repository/root.ts";
import type { FieldSchema } from "../schema/describe.ts";
import { schemaOf } from "../schema/validators.ts";
import { UsageError } from "../util/errors.ts";
import { type Json, type JsonObject, emptyObject, getAt } from "../util/json.ts";
import { closestWord } from "../util/text.ts";
import { discoverFiles } from "../workspace/deployments.ts";
import { openSnapshots } from "../workspace/open.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { check } from "./check.ts";
import type { EngineOptions } from "./options.ts";
import { scaffoldLines } from "./scaffold-text.ts";
import { policyTemplate, workflowTemplate } from "./scaffold-templates.ts";

/** What can be scaffolded beside a manifest. */
export type ScaffoldKind = EvidenceKind | "Config" | "Waiver" | "Policy" | "Workflow";

export interface ScaffoldOptions extends EngineOptions {
  readonly kind: ScaffoldKind;
}

/** A new document to fill in. */
export interface Scaffold {
  readonly kind: ScaffoldKind;
  readonly text: string;
  /** Where the document goes by convention: a path from the root. */
  readonly file: string;
}

export const scaffoldKinds: readonly ScaffoldKind[] = [
  ...(Object.keys(evidenceCollections) as EvidenceKind[]),
  "Config",
  "Policy",
  "Waiver",
  "Workflow",
];

/**
 * Reads the name of a kind, in any case.
 * @throws UsageError for a name that is none
 */
export function parseScaffoldKind(name: string): ScaffoldKind {
  const kind = scaffoldKinds.find((one) => one.toLowerCase() === name.toLowerCase());
  if (kind !== undefined) return kind;
  const near = closestWord(name, scaffoldKinds);
  throw new UsageError(`there is no kind \`${name}\`: write ${near ?? `one of ${scaffoldKinds.join(", ")}`}`);
}

/**
 * Creates a document of a kind with every field, each open and described, and one example entry per list as a comment.
 * What the repository knows already is filled in: the name of the only system, and what its rules ask of the organisation.
 */
export async function scaffold(options: ScaffoldOptions): Promise<Scaffold> {
  const { kind } = options;
  if (kind === "Workflow") return { kind, text: workflowTemplate, file: ".github/workflows/caregate.yml" };
  if (kind === "Policy")
    return { kind, text: policyTemplate(options.asOf), file: `${CAREGATE_DIR}/policies/local.yaml` };
  const schema: FieldSchema = await schemaOf(kind);
  if (kind === "Config") return { kind, text: await configText(schema, options), file: `${CAREGATE_DIR}/config.yaml` };
  const manifest = await onlyManifest(options);
  const name = getAt(manifest, ["metadata", "name"]);
  if (kind === "Waiver") {
    const known: JsonObject = { spec: isText(name) ? { deployment: name } : {} };
    return { kind, text: textOf(schema, known), file: `${CAREGATE_DIR}/waivers/new.yaml` };
  }
  const subject = aboutVendors.has(kind) ? emptyObject() : subjectOf(manifest);
  return { kind, text: textOf(schema, { subject }), file: `evidence/${kebab(kind)}.yaml` };
}

/** These are about a vendor, and may be about several systems. */
const aboutVendors: ReadonlySet<ScaffoldKind> = new Set(["Contract", "VendorAssessment"]);

const isText = (value: Json | undefined): value is string => typeof value === "string";
const kebab = (kind: string): string => kind.replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const textOf = (schema: FieldSchema, known: JsonObject): string => `${scaffoldLines(schema, known).join("\n")}\n`;

/** The manifest of a repository that has only one. */
async function onlyManifest(options: EngineOptions): Promise<Json | undefined> {
  const opened = openSnapshots({ cwd: findRoot(options.cwd) });
  if (!("snapshot" in opened)) return undefined;
  const { snapshot } = opened;
  const { ruleSet } = await loadPolicies(snapshot.governing, options);
  const manifests = discoverFiles(snapshot, ruleSet).files.flatMap(
    (file) => loadFile(snapshot.tree, file, { named: false, kind: MANIFEST }).documents,
  );
  return manifests.length === 1 ? manifests[0]?.value : undefined;
}

function subjectOf(manifest: Json | undefined): JsonObject {
  const known: readonly (readonly [string, Json | undefined])[] = [
    ["system", getAt(manifest, ["metadata", "name"])],
    ["model", getAt(manifest, ["spec", "model", "name"])],
    ["modelVersion", getAt(manifest, ["spec", "model", "version"])],
  ];
  return Object.assign(emptyObject(), Object.fromEntries(known.filter(([, value]) => isText(value))));
}

/** Fields of the organisation that decide which law applies. */
const organisation = ["name", "roles", "employees", "countries", "policies"];

/** The settings with what the rules ask of the organisation, for the manifests that are there. */
async function configText({ properties = {}, ...schema }: FieldSchema, options: EngineOptions): Promise<string> {
  const { report } = await check({ ...options, targets: [findRoot(options.cwd)] });
  const asked = new Set([
    ...organisation,
    ...report.questions.flatMap(({ path }) => (path.startsWith("organisation.") ? [path.split(".")[1] ?? ""] : [])),
  ]);
  const { organisation: own, apiVersion, kind } = properties;
  const fields = Object.entries(own?.properties ?? {}).filter(([key]) => asked.has(key.replace(/\[.*/, "")));
  const shown = { ...own, properties: Object.fromEntries(fields) };
  const text = textOf(
    { ...schema, properties: { ...(apiVersion && { apiVersion }), ...(kind && { kind }), organisation: shown } },
    {},
  );
  return `${text}# failOn: medium # the lowest severity that blocks\n# gate: new # let only new findings block\n`;
}
