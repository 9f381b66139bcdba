/** Whether a text as a whole puts an answer off, declines it or points elsewhere, or has no letter or digit. */
export declare function isPutOff(text: string): boolean;
