/** What a command may touch of the world around it. */
export interface Io {
    readonly cwd: string;
    /** Today's date in UTC, as an ISO date. */
    readonly today: string;
    readonly color: boolean;
    /** The program of a thread beside the command; without one, the command does all by itself. */
    readonly thread?: URL;
    /** Writes to standard output. */
    write(text: string): void;
}
export interface Command {
    /** One line for the list of commands. */
    readonly summary: string;
    readonly usage: string;
    /** Runs the command and gives its exit code. */
    run(args: string[], io: Io): Promise<number>;
}
export declare const exitCodes: {
    readonly pass: 0;
    readonly fail: 1;
    readonly input: 2;
    readonly internal: 3;
};
/** A usage that cannot be carried out. */
export declare class UsageError extends Error {
    name: string;
}
