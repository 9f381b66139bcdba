/** Absolute path of the folder of this package, which has `policies/`, from the source and from a bundle. */
export declare const packageRoot: () => string;
