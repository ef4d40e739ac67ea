import { expect, it } from 'vitest'
import type { InputAssignment } from '../../../src/domain/worker.ts'
import { UnheardFeeds } from '../../../src/worker/mediamtx/unheardFeeds.ts'
import { WatchedInput } from '../../../src/worker/mediamtx/watchedInput.ts'
import { freeUdpPort } from '../../support/ports.ts'
import { VirtualClock } from '../../support/virtualClock.ts'

it('a look at what comes is what MediaMTX may find at the port, for as long as its word may take, and once', async () => {
  const clock = new VirtualClock()
  const assignment: InputAssignment = {
    ...{ id: '1', name: 'A feed', udpPort: await freeUdpPort(), listenAddress: '127.0.0.1', desired: 'RUNNING' },
    ...{ multicastGroup: null, sourceAddress: null },
  }
  const input = new WatchedInput(assignment, clock, () => {})
  input.become('WAITING', null)
  let deaf = 0
  const feeds = new UnheardFeeds(clock, () => (deaf += 1))
  expect(feeds.wasInTheWay('1')).toBe(false)

  const look = feeds.probe(input)
  expect(feeds.wasInTheWay('1')).toBe(true)
  await clock.advance(300)
  await look
  expect(deaf).toBe(1)
  expect(feeds.wasInTheWay('1')).toBe(true)
  expect(feeds.wasInTheWay('1')).toBe(false)

  const another = feeds.probe(input)
  await clock.advance(300)
  await another
  await clock.advance(2000)
  expect(feeds.wasInTheWay('1')).toBe(false)
})
