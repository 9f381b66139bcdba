/** A name as it is compared: letters and digits only, in lower case. */
export declare const bare: (name: string) => string;
/** The axis that an attribute is, or that two attributes are together; undefined when it is none of ours. */
export declare function axisOf(attributes: readonly string[]): string | undefined;
/** A rate of a confusion matrix by its name in another tool. */
export interface RateName {
    /** What it is called here. */
    readonly rate: string;
    /** Whether the other tool states one minus the rate, as a false positive rate is of the specificity. */
    readonly complement: boolean;
}
/** Whether a name may mean the selection rate or the prevalence. */
export declare const isPositiveRate: (name: string) => boolean;
/** The rate that a name of another tool means; undefined when it is none. */
export declare function rateOf(name: string): RateName | undefined;
/** The rate whose largest difference between groups a name of Fairlearn means; undefined when it is none. */
export declare const gapOf: (name: string) => string | undefined;
/** The count that a name of another tool means: a cell of the confusion matrix, or `n` for all cases. */
export declare const countOf: (name: string) => string | undefined;
/** The metric of a validation report that a name means; undefined when it is none of ours. */
export declare const metricOf: (name: string) => string | undefined;
/** Metrics that lie between 0 and 1. */
export declare const isShare: (metric: string) => boolean;
/** The field of a group for the calibration figure that a name means; undefined when it is none. */
export declare const calibrationFigureOf: (name: string) => string | undefined;
/** The kind of user that a word means; undefined when it is none of ours. */
export declare function userOf(name: string): string | undefined;
