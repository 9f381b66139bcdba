/** A day on which a result changes without a commit, and the new result. */
export interface Transition<T> {
    readonly day: string;
    readonly state: T;
}
/**
 * Finds the days after one day up to another on which a state changes because of the date.
 *
 * Samples are taken on the dates in the documents, on the days after them, and at least every four weeks. Between two
 * different samples, the day is searched. A change that is reverted between two samples is not found.
 *
 * @param known the state on the first day
 * @param dates dates in the documents: the state may change on such a day, or on the day after it
 * @param look returns the state on a day
 */
export declare function findTransitions<T>([from, through]: readonly [string, string], known: T, dates: Iterable<string>, look: (day: string) => Promise<T>, isSame: (a: T, b: T) => boolean): Promise<Transition<T>[]>;
