/** A text with the letters that a person sees: without invisible characters, and with ASCII for what looks like it. */
export declare function asSeen(text: string): string;
