/** True if bytes may contain a caregate document in some encoding. Takes memory for a part of them only. */
export declare function mayContainDocumentsInBytes(bytes: Uint8Array): boolean;
