/** Options that make the output of `git log` independent of the user's settings. */
export const plainLog = ["-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"] as const;
