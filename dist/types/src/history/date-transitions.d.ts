/** A day on which something comes out differently although nothing was changed, and how. */
export interface Transition<T> {
    readonly day: string;
    readonly state: T;
}
/**
 * The days after one day up to another on which something turns by the date alone.
 *
 * It is looked at on dates that the documents name and on the days after them, and at least every four weeks; between
 * two looks that differ, the day is searched. What turns and turns back between two looks is not seen.
 *
 * @param known how it stands on the first day
 * @param dates what the documents name: on such a day, or on the day after it, it may turn
 * @param look tells how it stands on a day
 */
export declare function findTransitions<T>([from, through]: readonly [string, string], known: T, dates: Iterable<string>, look: (day: string) => Promise<T>, isSame: (a: T, b: T) => boolean): Promise<Transition<T>[]>;
