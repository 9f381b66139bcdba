/** Absolute path of this package, which contains `policies/`. Works from the source and from a bundle. */
export declare const packageRoot: () => string;
