import type { Diagnostic } from "../../model/diagnostic.ts";

/**
 * A text for each of some diagnostics that no other of them has and that stays when lines move: code, file and message,
 * and for one that says the same as others before it which of them it is.
 */
export function identifyDiagnostics(diagnostics: readonly Diagnostic[]): string[] {
  const counts = new Map<string, number>();
  return diagnostics.map(({ code, file, message }) => {
    const key = `${code}\0${file}\0${message}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count === 1 ? key : `${key}\0${count}`;
  });
}
