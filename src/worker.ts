// A thread beside the command: what `check` starts where there are many files.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type Task, workOff } from "./commands/thread.ts";

await workOff(workerData as Task, parentPort as MessagePort);
