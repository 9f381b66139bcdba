/** Whether a text is nothing but the mark of a template. */
export declare const isPlaceholderMark: (text: string) => boolean;
/** Whether a text is a sample word of a template or a schema. */
export declare const isSample: (text: string) => boolean;
/** Whether a text declines an answer or puts it off. */
export declare const isEvasion: (text: string) => boolean;
/**
 * Whether a free text is no answer: the mark of a template, a sample word, an evasion, a deferral, one letter, or the
 * name of its own field.
 * @param field the last key of its path
 */
export declare function isTemplateText(text: string, field: string): boolean;
