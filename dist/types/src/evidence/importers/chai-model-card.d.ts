import type { Imported } from "./types.ts";
/**
 * Reads an Applied Model Card of the Coalition for Health AI (XML, v0.1 and v0.2). It becomes a ModelCard: intended use,
 * cautioned settings, known risks and biases, and the source attributes that one element answers by itself. In v0.2 the
 * results under usefulness and safety become a ValidationReport, and those under fairness that are a rate of a group,
 * labelled `Sensitivity (Gender: female)`, a FairnessReport of claims. Results in prose, as in v0.1, are not read. A
 * card says when the model was released, not when it was itself written, so that it has no date.
 */
export declare function importChaiModelCard(file: string, text: string): Imported;
