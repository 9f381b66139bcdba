/** ln(e^a + e^b) without overflow. */
export declare function logSum(a: number, b: number): number;
/** The complementary error function, by its series near zero and by its continued fraction beyond. */
export declare function erfc(x: number): number;
/** The share of a standard normal distribution below a number, exact in its lower tail. */
export declare const normalBelow: (z: number) => number;
/** Where an increasing function reaches a value, by bisection. */
export declare function solve(f: (x: number) => number, value: number, low: number, high: number): number;
