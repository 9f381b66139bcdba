import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives the run a folder of its own for what is temporary, which goes with it, whatever ended early. */
export default function setup(): () => void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-tests-")));
  process.env["TMPDIR"] = folder;
  // Tests that run as somebody else have to get there.
  chmodSync(folder, 0o755);
  return () => rmSync(folder, { recursive: true, force: true });
}
