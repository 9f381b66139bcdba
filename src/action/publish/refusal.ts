import type { WorkflowEvent } from "../event.ts";

/** The text of GitHub's answer to a token that lacks a permission. */
const REFUSAL = /Resource not accessible/i;

/**
 * The reason why a request was refused, with the permission that it needs.
 * @param permission such as `pull-requests: write`
 */
export function reasonOf(error: unknown, { pullRequest }: WorkflowEvent, permission: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!REFUSAL.test(message)) return message;
  if (pullRequest?.fromFork === true)
    return `the token of a pull request from a fork may only read, and this needs \`${permission}\``;
  if (pullRequest?.byDependabot === true)
    return `the token of a pull request by Dependabot may only read, and this needs \`${permission}\``;
  return `the token lacks \`${permission}\`: add it to \`permissions\` of the workflow`;
}
