import type { Imported } from "./types.ts";
/**
 * Reads a model card as Hugging Face has it: a Markdown text, with YAML before it or without. It becomes a ModelCard:
 * intended use, uses out of scope, limitations and intended users from the sections of those names (a subsection of the
 * limitations belongs to them), model, version and date from lines such as `**Version**: 1.0.0`, or from the YAML's
 * `model_name`, and what it was trained on from the YAML's `datasets` or the source that the section on training data
 * names. The results in `model-index` become a ValidationReport for each model. Figures in the text and its tables are
 * not read. What the template asks and nobody answered counts as not stated.
 */
export declare function importHuggingFaceCard(file: string, text: string): Imported;
