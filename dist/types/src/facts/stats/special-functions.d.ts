/** ln(e^a + e^b) without overflow. */
export declare function logSum(a: number, b: number): number;
/** The logarithm of the gamma function of a positive number. */
export declare function logGamma(x: number): number;
/** The complementary error function, by its series near zero and by its continued fraction beyond. */
export declare function erfc(x: number): number;
/** The share of a standard normal distribution below a number, exact in its lower tail. */
export declare const normalBelow: (z: number) => number;
/** The regularised incomplete beta function, the share of a beta distribution below x. */
export declare function betaBelow(x: number, a: number, b: number): number;
/** The regularised lower incomplete gamma function, the share of a gamma distribution of scale one below x. */
export declare function gammaBelow(x: number, a: number): number;
/** Where an increasing function reaches a value, by bisection. */
export declare function solve(f: (x: number) => number, value: number, low: number, high: number): number;
