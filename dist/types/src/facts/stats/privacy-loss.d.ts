/**
 * The distribution of the privacy loss of one release, ln of how much likelier its result is with a person than
 * without, under the data with that person (D. Sommer, S. Meiser, E. Mohammadi, PoPETs 2019).
 */
export interface PrivacyLoss {
    /** The probability of a loss of at most this, and of more than this, each exact where it is small. */
    readonly below: (loss: number) => number;
    readonly above: (loss: number) => number;
    readonly mean: number;
    /** The range that holds all losses but those that happen with a probability below 1e-15. */
    readonly least: number;
    readonly most: number;
}
/** The loss of the Laplace mechanism with pure epsilon. */
export declare function laplaceLoss(epsilon: number): PrivacyLoss;
/** The loss of randomised response with a true answer e^epsilon times as likely as a false one. */
export declare function responseLoss(epsilon: number): PrivacyLoss;
/**
 * The loss of a Gaussian release on a sample into which each person comes with a probability (M. Abadi et al., CCS 2016):
 * x is drawn from (1 - q) N(0, sigma^2) + q N(1, sigma^2), its loss is ln(1 - q + q exp((2x - 1) / (2 sigma^2))).
 * @param sigma standard deviation of the noise over the sensitivity
 * @param q sampling rate, 1 for a release on all data
 */
export declare function gaussianLoss(sigma: number, q?: number): PrivacyLoss;
/** A release that is made several times. */
export interface Repeated {
    readonly loss: PrivacyLoss;
    readonly times: number;
}
/**
 * A lower bound of the epsilon that releases have together, on the same people, at a delta: no right accountant gives
 * less. The losses are rounded to a grid that keeps their mean and added up by Fourier transforms, as by S. Gopi,
 * Y. T. Lee and L. Wutschitz (Numerical Composition of Differential Privacy, NeurIPS 2021); the rounding errors of k
 * releases reach h sqrt(k ln(2 / eta) / 2) but with a probability of eta (W. Hoeffding, JASA 58, 1963).
 * @returns undefined where the grid is too coarse for the number of releases, or delta is too small for it
 */
export declare function leastEpsilon(parts: readonly Repeated[], delta: number): number | undefined;
