import { type PackFile, type Packs } from "../policy/packs.ts";
/** The folder of this package, which holds `policies/`. */
export declare function packageRoot(): string;
/** The files of the built-in packs, in order. */
export declare function packFiles(folder: string): PackFile[];
/**
 * The built-in packs: as compiled at build time while these are what `policies/` holds, else read from there.
 */
export declare function loadPacks(): Promise<Packs>;
