import { type Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
/**
 * What a field is called before someone who does not read paths: the cases per shift of nurse-reviewer, the audit log
 * fields, the clauses in contracts/acme.yaml.
 * @param path a path of the rule context
 * @param root the rule context
 * @param file the evidence file that the field stands in, if it does
 */
export declare function labelOf(path: Path, root: Json, file: string | undefined): string;
