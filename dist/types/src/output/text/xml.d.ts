/** A text as XML holds it, in elements and attributes alike. */
export declare const xml: (text: string) => string;
/** An element with its attributes, both escaped; the content is taken as it is. */
export declare function element(name: string, attributes: Readonly<Record<string, string | number>>, content?: string): string;
