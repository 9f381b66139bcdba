/** A name as it is compared: letters and digits only, in lower case. */
export const bare = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** The name of a figure without its abbreviation, as in `True positive rate (TPR)`. */
const figureWord = (name: string): string =>
  bare(name.length > LONGEST_NAME ? name : name.replace(/(?<=\S)\s*\([A-Z][A-Za-z\d]{1,6}\)\s*$/, ""));

/** A longer text is no name with an abbreviation. */
const LONGEST_NAME = 100;

/** Names that people give to attributes, and the axes they are. */
const axes: Readonly<Record<string, readonly string[]>> = {
  age: ["age", "agecat", "agecategory", "agegroup", "ageband", "ageyears", "agerange"],
  sex: ["sex", "gender", "sexatbirth"],
  "race-ethnicity": ["race", "ethnicity", "raceethnicity", "ethnicgroup"],
  "skin-tone": ["skintone", "skintype", "fitzpatrick", "fitzpatrickskintype"],
  pregnancy: ["pregnancy", "pregnant"],
  "clinical-setting": ["clinicalsetting", "caresetting"],
  "device-model": ["devicemodel", "scannermodel"],
  language: ["language", "preferredlanguage"],
  disability: ["disability"],
  socioeconomic: ["socioeconomic", "insurance", "socioeconomicstatus", "deprivation"],
  site: ["site", "hospital", "clinicalsite"],
};

/** Pairs of axes that are looked at together. */
const pairs: Readonly<Record<string, readonly [string, string]>> = {
  "sex-by-age": ["sex", "age"],
  "sex-by-race-ethnicity": ["sex", "race-ethnicity"],
  "age-by-site": ["age", "site"],
};

const byName = (table: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(table).flatMap(([ours, names]) => names.map((name) => [name, ours] as const)));

const axisNames = byName(axes);

/** Endings of names of attributes, as in `age_group`, that say nothing of the attribute. */
const endings = /(?<=.)(?:groups?|category|cat|bands?|bins?|brackets?|buckets?|label)$/;

/** The axis that has a name, also as in `patient_sex` or `Sex_group`. */
function axisNamed(attribute: string): string | undefined {
  const word = bare(attribute);
  return axisNames.get(word) ?? axisNames.get(word.replace(/^patient(?=.)/, "").replace(endings, ""));
}

/** The axis that an attribute is, or that two attributes are together; undefined when it is none of ours. */
export function axisOf(attributes: readonly string[]): string | undefined {
  const known = attributes.map(axisNamed);
  if (known.length === 1) return known[0];
  const pair = Object.entries(pairs).find(
    ([, axes]) => known.length === 2 && axes.every((axis) => known.includes(axis)),
  );
  return pair?.[0];
}

/** A rate of a confusion matrix by its name in another tool. */
export interface RateName {
  /** What it is called here. */
  readonly rate: string;
  /** Whether the other tool states one minus the rate, as a false positive rate is of the specificity. */
  readonly complement: boolean;
}

const rates = byName({
  sensitivity: ["sensitivity", "recall", "recallscore", "tpr", "truepositiverate", "hitrate"],
  specificity: ["specificity", "specificityscore", "tnr", "truenegativerate", "selectivity"],
  ppv: ["ppv", "precision", "precisionscore", "positivepredictivevalue", "positivepredictivevalueparity"],
  npv: ["npv", "negativepredictivevalue", "negativepredictivevalueparity"],
  selectionRate: ["selectionrate", "pprev", "predictedpositiverate", "positivepredictionrate"],
  accuracy: ["accuracy", "accuracyscore", "acc"],
  prevalence: ["prevalence", "prev", "baserate", "actualpositiverate", "eventrate", "outcomerate"],
});

const complements = byName({
  sensitivity: ["fnr", "falsenegativerate", "missrate"],
  specificity: ["fpr", "falsepositiverate"],
  ppv: ["fdr", "falsediscoveryrate"],
  npv: ["for", "falseomissionrate"],
});

/** Names that mean the share of positive predictions in one tool and the share of positive cases in another. */
const ambiguous: ReadonlySet<string> = new Set(["positiverate", "posrate", "positiveshare"]);

/** Whether a name may mean the selection rate or the prevalence. */
export const isPositiveRate = (name: string): boolean => ambiguous.has(rateWord(name));

/** A name without the words that say at which threshold the rate is, such as `recall_at_thr`. */
const rateWord = (name: string): string => figureWord(name).replace(/at(?:best|optimal)?(?:thr|thresh|threshold)$/, "");

/** The rate that a name of another tool means; undefined when it is none. */
export function rateOf(name: string): RateName | undefined {
  const word = rateWord(name);
  const direct = rates.get(word);
  if (direct !== undefined) return { rate: direct, complement: false };
  const complement = complements.get(word);
  return complement === undefined ? undefined : { rate: complement, complement: true };
}

const gaps = byName({
  "selection-rate": ["demographicparity", "demographicparitydifference", "selectionratedifference"],
  sensitivity: ["equalopportunity", "equalopportunitydifference", "truepositiveratedifference"],
  specificity: ["falsepositiveratedifference", "truenegativeratedifference"],
  accuracy: ["accuracydifference", "accuracyscoredifference"],
  "equalised-odds": ["equalizedodds", "equalizedoddsdifference"],
});

/** The rate whose largest difference between groups a name of Fairlearn means; undefined when it is none. */
export const gapOf = (name: string): string | undefined => gaps.get(figureWord(name));

const counts = byName({
  tp: ["tp", "truepositive", "truepositives"],
  fp: ["fp", "falsepositive", "falsepositives"],
  tn: ["tn", "truenegative", "truenegatives"],
  fn: ["fn", "falsenegative", "falsenegatives"],
  n: ["n", "count", "counts", "samplesize", "groupsize", "cases", "total", "totalcases", "totalcount", "totalsamples", "ntotal", "nsamples", "numsamples", "samples", "npatients"], // prettier-ignore
});

/** The count that a name of another tool means: a cell of the confusion matrix, or `n` for all cases. */
export const countOf = (name: string): string | undefined => counts.get(figureWord(name));

const metrics = byName({
  sensitivity: ["sensitivity", "recall", "recallscore", "tpr", "truepositiverate"],
  specificity: ["specificity", "specificityscore", "tnr", "truenegativerate"],
  ppv: ["ppv", "precision", "precisionscore", "positivepredictivevalue"],
  npv: ["npv", "negativepredictivevalue"],
  accuracy: ["accuracy", "accuracyscore", "acc"],
  auroc: ["auroc", "rocauc", "rocaucscore", "aucroc", "areaundertheroccurve"],
  "oe-ratio": ["oeratio", "observedtoexpectedratio"],
  "calibration-slope": ["calibrationslope"],
  "calibration-intercept": ["calibrationintercept"],
  "expected-calibration-error": ["ece", "expectedcalibrationerror"],
  "maximum-calibration-error": ["mce", "maximumcalibrationerror", "maxcalibrationerror"],
  "word-error-rate": ["wer", "worderrorrate"],
});

/** The metric of a validation report that a name means; undefined when it is none of ours. */
export const metricOf = (name: string): string | undefined => metrics.get(figureWord(name));

/** Metrics that may be larger than 1. */
const unbounded = new Set(["oe-ratio", "calibration-slope", "calibration-intercept"]);

/** Metrics that lie between 0 and 1. */
export const isShare = (metric: string): boolean => !unbounded.has(metric);

const calibrationFigures = byName({
  observedToExpected: ["oeratio", "observedtoexpected", "observedtoexpectedratio"],
  expectedEvents: ["expectedevents", "expectedpositives"],
  calibrationSlope: ["calibrationslope"],
  calibrationIntercept: ["calibrationintercept"],
});

/** The field of a group for the calibration figure that a name means; undefined when it is none. */
export const calibrationFigureOf = (name: string): string | undefined => calibrationFigures.get(bare(name));

const users = byName({
  clinician: [
    "clinician",
    "physician",
    "doctor",
    "nurse",
    "radiologist",
    "cardiologist",
    "pathologist",
    "surgeon",
    "pharmacist",
    "casemanager",
    "healthcareprovider",
    "healthcareprofessional",
    "healthprofessional",
    "clinicalstaff",
    "generalpractitioner",
    "emergencyphysician",
    "interventionalradiologist",
  ],
  therapist: ["therapist", "physiotherapist", "psychotherapist"],
  "administrative-staff": ["administrativestaff", "administrator", "healthcareadministrator", "hospitaladministrator"],
  "utilization-reviewer": ["utilizationreviewer", "utilisationreviewer"],
  researcher: ["researcher", "clinicalresearcher", "mlresearcher", "datascientist", "scientist"],
  patient: ["patient"],
  caregiver: ["caregiver", "carer"],
  member: ["member"],
  public: ["public", "generalpublic"],
});

/** The kind of user that a word means; undefined when it is none of ours. */
export function userOf(name: string): string | undefined {
  const word = bare(name);
  return users.get(word) ?? users.get(word.replace(/s$/, ""));
}
