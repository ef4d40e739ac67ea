import { openDatabase } from '../../src/db/database.ts'
import { Redactor } from '../../src/domain/redaction.ts'
import { InProcessBus } from '../../src/services/bus.ts'
import { createServices } from '../../src/services/createServices.ts'
import type { ServicesOptions } from '../../src/services/createServices.ts'
import { FakeWorker } from './fakeWorker.ts'
import { VirtualClock } from './virtualClock.ts'

/** The use cases on a real database, with a worker and a clock that do what a test says. */
export async function startServices({
  file = ':memory:',
  secretKey = 'a secret key of the tests',
  previousSecretKeys = [],
  clock = new VirtualClock(),
  ...options
}: Partial<Omit<ServicesOptions, 'clock'>> & {
  file?: string
  secretKey?: string
  previousSecretKeys?: string[]
  clock?: VirtualClock
} = {}) {
  const db = await openDatabase({ file, secretKey, previousSecretKeys })
  const bus = new InProcessBus((error) => {
    throw error
  })
  const worker = new FakeWorker(bus)
  const redactor = new Redactor()
  const services = createServices({
    ...{
      db,
      ownership: { epoch: 1, trouble: () => null },
      bus,
      worker,
      clock,
      redactor,
      publicHost: '192.0.2.1',
      udpPortRange: { start: 5000, end: 5004 },
      srtPortRange: { start: 8890, end: 8893 },
    },
    ...{ defaultReconnectDelaySeconds: 5, maxReconnectAttempts: 0, dataDir: '.', version: '1.2.3' },
    localAddresses: () => ['192.0.2.1', '2001:db8::1'],
    disk: async () => ({ freeBytes: 5e9, bytes: 20e9 }),
    ...options,
  })
  await services.start()
  return {
    ...{ ...services, db, bus, worker, clock, redactor },
    async stop() {
      await services.close()
      await db.close()
    },
  }
}

/** The next event of a follower that has not ended. */
export async function nextOf<T>(follower: AsyncIterator<T>): Promise<T> {
  const { done, value } = await follower.next()
  if (done) throw new Error('The follower has ended')
  return value
}
