import { type JsonObject, type Path } from "../util/json.ts";
/**
 * Adds to a manifest a field for everything that is asked for and not stated, each left empty: an empty field is an
 * unanswered one, never a tick.
 * @param missing paths of the rule context, as findings give them
 * @returns those of the paths that are not the manifest's to state
 */
export declare function addEmptyFields(manifest: JsonObject, missing: readonly string[]): string[];
/** Adds to settings an empty field for everything that is asked of the organisation. */
export declare function addOpenSettings(config: JsonObject, missing: readonly string[]): void;
/**
 * Writes a manifest or settings as YAML, each unanswered field with a comment that says what to state.
 * @param schema the JSON Schema of the document, for the order of fields
 * @param hint the comment on the value at a path: what to state, or where the value comes from
 */
export declare function renderManifest(manifest: JsonObject, schema: object, hint: (path: Path) => string | undefined): string;
