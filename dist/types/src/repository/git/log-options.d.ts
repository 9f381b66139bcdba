/** Options that make the output of `git log` independent of the user's settings. */
export declare const plainLog: readonly ["-c", "log.showSignature=false", "-c", "i18n.logOutputEncoding=UTF-8"];
