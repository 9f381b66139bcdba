/** Complex numbers, their real and imaginary parts apart. */
export interface Complex {
    readonly re: Float64Array;
    readonly im: Float64Array;
}
export declare const zeros: (n: number) => Complex;
/**
 * The discrete Fourier transform in place (J. Cooley, J. Tukey, Mathematics of Computation 19, 1965).
 * @param values as many as a power of two
 * @param sign -1 there, and 1 back, which leaves the factor n
 */
export declare function transform(values: Complex, sign: -1 | 1): void;
/** Multiplies numbers by a power of others, place by place. */
export declare function multiplyByPower({ re, im }: Complex, base: Complex, power: number): void;
