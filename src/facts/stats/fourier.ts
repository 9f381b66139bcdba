/** Complex numbers, their real and imaginary parts apart. */
export interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export const zeros = (n: number): Complex => ({ re: new Float64Array(n), im: new Float64Array(n) });

/** Puts numbers in the order of their indices with the bits reversed. */
function reverseBits({ re, im }: Complex): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [re[i], re[j]] = [re[j] as number, re[i] as number];
    [im[i], im[j]] = [im[j] as number, im[i] as number];
  }
}

/**
 * The discrete Fourier transform in place (J. Cooley, J. Tukey, Mathematics of Computation 19, 1965).
 * @param values as many as a power of two
 * @param sign -1 there, and 1 back, which leaves the factor n
 */
export function transform(values: Complex, sign: -1 | 1): void {
  const { re, im } = values;
  const n = re.length;
  const [cosine, sine] = [new Float64Array(n / 2), new Float64Array(n / 2)];
  for (let i = 0; i < n / 2; i++) {
    cosine[i] = Math.cos((2 * Math.PI * i) / n);
    sine[i] = sign * Math.sin((2 * Math.PI * i) / n);
  }
  reverseBits(values);
  for (let size = 2; size <= n; size *= 2) {
    const [half, step] = [size / 2, n / size];
    for (let start = 0; start < n; start += size)
      for (let k = 0; k < half; k++) {
        const [a, b] = [start + k, start + k + half];
        const [c, s] = [cosine[k * step] as number, sine[k * step] as number];
        const [x, y] = [re[b] as number, im[b] as number];
        const [u, v] = [x * c - y * s, x * s + y * c];
        re[b] = (re[a] as number) - u;
        im[b] = (im[a] as number) - v;
        re[a] = (re[a] as number) + u;
        im[a] = (im[a] as number) + v;
      }
  }
}

/** Multiplies numbers by a power of others, place by place. */
export function multiplyByPower({ re, im }: Complex, base: Complex, power: number): void {
  for (let i = 0; i < re.length; i++) {
    const [x, y] = [base.re[i] as number, base.im[i] as number];
    const size = Math.hypot(x, y) ** power;
    const angle = Math.atan2(y, x) * power;
    const [c, s] = [size * Math.cos(angle), size * Math.sin(angle)];
    const [u, v] = [re[i] as number, im[i] as number];
    re[i] = u * c - v * s;
    im[i] = u * s + v * c;
  }
}
