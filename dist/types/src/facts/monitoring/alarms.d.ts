import { type DerivedList } from "../derived-list.ts";
import { type Signal, type Watch } from "./watch.ts";
/** Finds alarms of a signal. */
export declare function searchCrossed(watch: Watch, signal: Signal): DerivedList;
