import manifest from "../package.json" with { type: "json" };

/** The version of this package. */
export const version: string = manifest.version;

/** The address of the pages of this version. */
export const pages = `${manifest.homepage.replace(/#.*$/, "")}/blob/v${version}/docs`;
