import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/golden/**/expected/**", "test/mutants/.work/**", "**/node_modules/**"],
    globalSetup: ["test/global-setup.ts"],
    // Many tests start processes or servers of their own: more workers would only take turns.
    maxWorkers: 2,
    // Bounds against hanging, not measures of speed: whatever else the machine does must fail no test.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
