import { beforeEach } from 'vitest'
import { isOnPostgres } from './database.ts'
import { hasPostgres } from './postgres.ts'

// Where there is none for this platform, the tests are counted as skipped, with the way to run them.
beforeEach(({ skip }) => skip(isOnPostgres && !hasPostgres, 'no PostgreSQL for this platform: name one in TEST_DATABASE_URL'))
