import type { CheckedEvent } from "../check-event.ts";
import type { ActionEnvironment } from "../environment.ts";
import type { WorkflowEvent } from "../event.ts";
import type { GitHost } from "../host.ts";
import type { Inputs } from "../inputs.ts";
import type { ReviewPage } from "../review-page.ts";

/** The result of a run, with everything that a channel needs to publish it. */
export interface Publication {
  readonly step: ActionEnvironment;
  readonly inputs: Inputs;
  readonly event: WorkflowEvent;
  readonly host: GitHost;
  readonly checked: CheckedEvent;
  readonly page: ReviewPage;
  /** The path from the top of the checkout for a path from the repository root. */
  readonly pathOf: (file: string) => string;
}
