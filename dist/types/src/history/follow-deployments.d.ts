import type { Tree } from "../repository/tree.ts";
import type { DeploymentAtCommit } from "./deployments-at.ts";
import type { EventTime } from "./event-time.ts";
import { type PolicyVersion, type Replayer } from "./replay.ts";
import type { ViolationTimeline } from "./violation-timeline.ts";
/** The deployments at one commit. */
export interface DeploymentSet {
    readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
    /** True for a file with deployments that cannot be read. */
    readonly isUnreadable: (file: string) => boolean;
    readonly treeFor: (deployment: DeploymentAtCommit) => Tree;
}
/** Follows all deployments from one version of the policies to the next. */
export declare function createTracker(replayer: Replayer, lives: ViolationTimeline): {
    lives: ViolationTimeline;
    /** Evaluates the deployments from a day on, where they or the policies changed. */
    settle(set: DeploymentSet, version: PolicyVersion, { day, commit }: EventTime): Promise<void>;
    /** Evaluates the days up to the last one; returns a function that records the results, or undefined if stopped. */
    end(day: string, stopped: () => boolean): Promise<(() => void) | undefined>;
};
