import type { FormatOptions } from "../../output/format.ts";
import { type CheckedEvent, pathFrom } from "../check-event.ts";

/** How a report of the action is rendered: with paths from the top of the checkout. */
export function renderOptions({ root, top, line }: CheckedEvent): FormatOptions {
  const folder = pathFrom(top, root, ".");
  return { all: false, color: false, pathPrefix: folder === "" ? "" : `${folder}/`, folder, line };
}
