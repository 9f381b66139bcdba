import type { Command, CommandName } from "../command.ts";

/** The commands by name, each loaded only when it is called. */
export const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  ask: async () => (await import("./ask.ts")).askCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  completion: async () => (await import("./completion.ts")).completionCommand,
  diff: async () => (await import("./diff.ts")).diffCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  fix: async () => (await import("./fix.ts")).fixCommand,
  history: async () => (await import("./history.ts")).historyCommand,
  init: async () => (await import("./init.ts")).initCommand,
  lint: async () => (await import("./lint.ts")).lintCommand,
  merge: async () => (await import("./merge.ts")).mergeCommand,
  pin: async () => (await import("./pin.ts")).pinCommand,
  policy: async () => (await import("./policy.ts")).policyCommand,
  register: async () => (await import("./register.ts")).registerCommand,
  rules: async () => (await import("./rules.ts")).rulesCommand,
  schemas: async () => (await import("./schemas.ts")).schemasCommand,
  test: async () => (await import("./test.ts")).testCommand,
  vendor: async () => (await import("./vendor.ts")).vendorCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
};
