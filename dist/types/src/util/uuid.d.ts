/** The version 5 UUID of a name, as RFC 9562 has it, in a namespace that is a UUID itself. */
export declare function uuidOf(namespace: string, name: string): string;
