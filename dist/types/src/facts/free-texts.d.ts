import { type Json } from "../util/json.ts";
/**
 * What is stated, without texts that state nothing, such as `TBD`, `n/a`, `see above`, one letter or the field's own
 * name: they count as not stated, so that rules that need them are undecided.
 */
export declare const withoutTemplateTexts: (value: Json) => Json;
