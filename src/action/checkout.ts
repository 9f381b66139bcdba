import type { CheckoutHead } from "../engine/repository.ts";
import type { WorkflowEvent } from "./event.ts";

/** Another commit is checked out than that of the event, so that nothing can be checked. */
export class CheckoutError extends Error {
  override name = "CheckoutError";
}

const short = (commit: string): string => commit.slice(0, 12);

/**
 * Compares the checkout with the event. A pull request needs its head, or a commit that has the head as a parent, such as
 * GitHub's merge of it into the base. The same holds for the commit of a push and of a merge group.
 * @param head undefined if git cannot find it
 * @throws CheckoutError if another commit is checked out
 */
export function assertCheckedOut(event: WorkflowEvent, head: CheckoutHead | undefined): void {
  const { expectedHead, isChange } = event;
  if (expectedHead === undefined) return;
  if (!head) {
    if (!isChange) return;
    throw new CheckoutError("git cannot find the commit that is checked out: use `actions/checkout`, and install git");
  }
  if (head.commit === expectedHead || head.parents.includes(expectedHead)) return;
  throw new CheckoutError(
    `\`HEAD\` is ${short(head.commit)}, not ${short(expectedHead)} or a merge of it: check out the commit of the event`,
  );
}

/**
 * The commit that a change was merged into, or undefined if the checkout is not such a merge.
 * @param head a checkout that `assertCheckedOut` accepts
 */
export function baseParentOf({ expectedHead }: WorkflowEvent, head: CheckoutHead | undefined): string | undefined {
  // The author of a change chooses the parents of its own head.
  if (!head || expectedHead === undefined || head.commit === expectedHead) return undefined;
  const others = head.parents.filter((parent) => parent !== expectedHead);
  return others.length === 1 ? others[0] : undefined;
}

/**
 * True if the address of a remote names a repository of a server, in any of the forms that git takes.
 * @param server such as `https://github.com`
 */
export function isAddressOf(address: string, server: string, owner: string, repository: string): boolean {
  const host = /^https?:\/\/([^/:]+)/i.exec(server)?.[1]?.toLowerCase();
  const found =
    /^(?:https?|ssh|git\+ssh):\/\/(?:[^@/]*@)?([^/:]+)(?::\d+)?\/(.+)$/i.exec(address) ??
    /^(?:[^@/:]+@)([^/:]+):(?!\/\/)(.+)$/.exec(address);
  if (!found || host === undefined) return false;
  const [, its = "", path = ""] = found;
  const name = path
    .replace(/^\/+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/i, "");
  return (
    [host, `ssh.${host}`].includes(its.toLowerCase()) && name.toLowerCase() === `${owner}/${repository}`.toLowerCase()
  );
}
