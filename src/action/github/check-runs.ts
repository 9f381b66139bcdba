import type { CheckAnnotation, GitHost } from "../host.ts";
import type { Client } from "./client.ts";
import { NO_RETRY } from "./no-retry.ts";

/** The most annotations that GitHub takes in one request. */
const MAX_IN_REQUEST = 50;

/** An annotation with the keys of GitHub's API. */
const requestAnnotation = ({ path, startLine, endLine, columns, level, title, message }: CheckAnnotation) => ({
  path,
  start_line: startLine,
  end_line: endLine,
  ...(columns ? { start_column: columns.start, end_column: columns.end } : {}),
  annotation_level: level,
  title,
  message,
});

/** Writes check runs. GitHub appends the annotations of each further request to those of the first. */
export function checkRunWriter({ octokit, repo }: Client): Pick<GitHost, "addCheckRun"> {
  return {
    async addCheckRun({ name, sha, conclusion, title, summary, annotations }) {
      const all = annotations.map(requestAnnotation);
      const outputFrom = (start: number) => ({
        title,
        summary,
        annotations: all.slice(start, start + MAX_IN_REQUEST),
      });
      const { data } = await octokit.rest.checks.create({
        ...repo,
        name,
        head_sha: sha,
        status: "completed",
        conclusion,
        output: outputFrom(0),
        ...NO_RETRY,
      });
      for (let start = MAX_IN_REQUEST; start < all.length; start += MAX_IN_REQUEST)
        try {
          await octokit.rest.checks.update({
            ...repo,
            check_run_id: data.id,
            output: outputFrom(start),
            ...NO_RETRY,
          });
        } catch {
          return start;
        }
      return all.length;
    },
  };
}
