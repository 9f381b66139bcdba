import { type JsonObject, type Path } from "../util/json.ts";
/**
 * Adds to a manifest a field for everything that is asked for and not stated, each left empty: an empty field is an
 * unanswered one, never a tick.
 * @param missing paths of the rule context, as findings give them
 * @returns those of the paths that are not the manifest's to state
 */
export declare function addEmptyFields(manifest: JsonObject, missing: readonly string[]): string[];
/**
 * Writes a manifest as YAML, each unanswered field with a comment that says what to state.
 * @param schema the JSON Schema of manifests, for the order of fields
 * @param hint what to state at a path
 */
export declare function renderManifest(manifest: JsonObject, schema: object, hint: (path: Path) => string | undefined): string;
