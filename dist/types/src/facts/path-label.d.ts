import { type Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import { type OwnFields } from "../schema/own-fields.ts";
/** Where a field is, and how its value came about. */
export interface LabelContext {
    /** The evidence file that the field is in. */
    readonly file: string | undefined;
    /** True if the value is calculated: no file has a field of this name. */
    readonly computed: boolean;
    /** The value of a condition, which has words of its own where it is calculated. */
    readonly truth: boolean | undefined;
    /** The kinds that the organisation declares. */
    readonly own: OwnFields;
}
/**
 * The name of a field for people: `clauses` (Acme), `auditLog.fields`, `status` in evidence/dpia.yaml. A calculated value
 * has words instead: gap in sensitivity.
 * @param path a path of the rule context
 * @param root the rule context
 */
export declare function labelOf(path: Path, root: Json, { file, computed, truth, own: declared }: LabelContext): string;
