import { defineConfig } from 'vitest/config'

/** The tests of `src/domain`, each run thousands of times: what tries many values tries few. */
export default defineConfig({
  test: {
    include: ['tests/unit/domain/**/*.test.ts'],
    env: { FUZZ_CASES: '10', FUZZ_SEED: '20261123' },
    isolate: false,
    testTimeout: 20_000,
  },
})
