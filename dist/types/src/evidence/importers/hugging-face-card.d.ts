import type { Imported } from "./types.ts";
/**
 * Reads a model card in Markdown, as Hugging Face has it and as most repositories do: a text, with YAML before it or
 * without. It becomes a ModelCard: intended use, uses out of scope, limitations and intended users from the sections
 * and labels of those names, model, version and date from lines such as `**Version**: 1.0.0` outside the sections on
 * data and software, from the YAML's `model_name`, or the name from the first heading, and what it was trained on from
 * the YAML's `datasets` or the source that the section on training data names. What a text says that the model is not
 * for is out of scope, whatever the heading.
 *
 * The results in `model-index` become a ValidationReport for each model and data set; without them, a table of metrics
 * with one column of values does. What the template asks and nobody answered counts as not stated.
 */
export declare function importHuggingFaceCard(file: string, text: string): Imported;
