import { defineConfig } from 'vitest/config'
import { readPrograms } from './setup/programFile.mjs'

const { FFMPEG_BIN, MEDIAMTX_BIN } = { ...readPrograms(import.meta.dirname), ...process.env }
const env = Object.fromEntries(
  Object.entries({ FFMPEG_BIN, MEDIAMTX_BIN }).filter((entry): entry is [string, string] => !!entry[1]),
)
const postgres = { globalSetup: 'tests/support/postgresForAll.ts', setupFiles: 'tests/support/postgresOrSkip.ts' }
/** By `npm run test:postgres` every test that has a database is on PostgreSQL. */
const chosen = process.env.TEST_DATABASE === 'postgres' ? postgres : {}

// Without Vite's `development` condition: with it the sources would get another copy of graphql than the packages have.
const ssr = { resolve: { conditions: ['module', 'node'] } }

/** Tests of the API that are the same whatever the database is, or nearly so; `npm run test:postgres` runs them too. */
const withoutDatabase = [
  ...[
    'apiDocument',
    'apiErrors',
    'apiTables',
    'auth',
    'backPressure',
    'destinations',
    'documents',
    'doors',
    'events',
    'limits',
    'openApi',
    'pictures',
    'rest',
    'schema',
    'secrets',
    'web',
  ],
].map((name) => `tests/api/${name}.test.ts`)

const endToEnd = (...names: string[]) => names.map((name) => `tests/e2e/${name}.test.ts`)

/** End-to-end tests whose bounds are times: those that leave room for others, and those that want the machine for themselves. */
const timedTogether = endToEnd('flow', 'listener', 'postgresOwnership')
const timed = endToEnd('browserMany', 'faults', 'mediamtx')

/** Where real programs, sockets and the clock have a say on a busy machine. The run names what needed its second try. */
const onceMore = { retry: 1 }

/** Files of one worker have the modules of the server in common: to load these anew for each costs more than the tests. */
const sharesModules = { isolate: false }

/** Its tests need an nginx, which `npm test` does not bring: `npm run test:proxy` asks for them. */
const withNginx = {
  ssr,
  test: {
    name: 'proxy',
    include: ['tests/proxy/**/*.test.ts'],
    env,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    sequence: { groupOrder: 5 },
  },
}

/** Its tests need promtool, which `npm test` does not bring either: `npm run test:monitoring`. */
const withPromtool = {
  ssr,
  test: { name: 'monitoring', include: ['tests/monitoring/**/*.test.ts'], env, testTimeout: 60_000, sequence: { groupOrder: 6 } },
}

/** They mostly wait, for programs or for a database: four at once leave the processor time enough. */
const workers = { maxWorkers: 4 }

export default defineConfig({
  test: {
    coverage: {
      provider: 'custom',
      customProviderModule: 'bench/coverage/vitest.ts',
      autoAttachSubprocess: true,
      reportOnFailure: true,
      include: ['src/**/*.ts', 'setup/**/*.mjs'],
      reporter: ['text-summary', 'html', 'json-summary'],
    },
    // Of tests that run side by side in one file: each that is written so has managers of its own, and mostly waits.
    maxConcurrency: 8,
    projects: [
      {
        ssr,
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          env,
          ...workers,
          ...sharesModules,
          // Some play days through; a busy machine takes seconds for that.
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ssr,
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          ...workers,
          ...sharesModules,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ssr,
        test: {
          name: 'api',
          ...onceMore,
          include: ['tests/api/**/*.test.ts'],
          env,
          ...chosen,
          ...workers,
          ...sharesModules,
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ssr,
        test: {
          name: 'postgres',
          ...onceMore,
          include: [
            'tests/api/**/*.test.ts',
            'tests/unit/db/{database,incidents,logs,metrics,stateHistory,timeline}.test.ts',
            'tests/postgres/**/*.test.ts',
          ],
          exclude: process.env.TEST_DATABASE === 'postgres' ? [] : withoutDatabase,
          env: { ...env, TEST_DATABASE: 'postgres' },
          ...postgres,
          ...workers,
          ...sharesModules,
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ssr,
        test: {
          name: 'e2e',
          ...onceMore,
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [...timed, ...timedTogether],
          env,
          ...chosen,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          ...workers,
          sequence: { groupOrder: 2 },
        },
      },
      {
        ssr,
        test: {
          name: 'timedTogether',
          ...onceMore,
          include: timedTogether,
          env,
          ...chosen,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
        },
      },
      {
        ssr,
        test: {
          name: 'timed',
          ...onceMore,
          include: timed,
          env,
          ...chosen,
          // Some take turns.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          // These measure time with real programs: nothing else may run beside one.
          fileParallelism: false,
          sequence: { groupOrder: 4 },
        },
      },
      ...(process.env.TEST_PROXY ? [withNginx] : []),
      ...(process.env.TEST_MONITORING ? [withPromtool] : []),
    ],
  },
})
