import { describe, expect, it } from 'vitest'
import { brokenFeed, damagedFeed, overflowed, severalSenders, unreadableFeed } from '../../../src/domain/causes/feed.ts'
import * as causes from '../../../src/domain/causes/input.ts'
import { cannotOpen, foreignUsers, sharedPortBusy, srtServerOff } from '../../../src/domain/causes/listener.ts'
import type { Cause } from '../../../src/domain/failure.ts'
import type { ListenFault } from '../../../src/domain/programs/mediamtxLog.ts'

const place = { udpPort: 700, listenAddress: '192.0.2.1', multicastGroup: '239.1.2.3', sourceAddress: null }

describe('an input that cannot listen', () => {
  it.each<[ListenFault, string | null, boolean, string, string]>([
    ['BUSY', 'nc (pid 7)', true, 'PORT_BUSY', 'UDP port 700 is held by nc (pid 7).'],
    ['BUSY', null, true, 'PORT_BUSY', 'UDP port 700 is held by another program.'],
    ['BUSY', null, false, 'PORT_BUSY', 'UDP port 700 is held by another program on the machine that MediaMTX runs on.'],
    ['NO_SUCH_ADDRESS', null, true, 'UNKNOWN', '192.0.2.1 is not an address of this machine.'],
    ['NO_SUCH_ADDRESS', null, false, 'UNKNOWN', '192.0.2.1 is not an address of the machine that MediaMTX runs on.'],
    ['NO_ROUTE', null, true, 'UNKNOWN', 'The system does not say on which network to receive the group 239.1.2.3.'],
    ['FORBIDDEN', null, true, 'UNKNOWN', 'This server may not listen on UDP port 700.'],
    ['OTHER', null, true, 'UNKNOWN', 'UDP port 700 cannot be listened on.'],
  ])('for %s, held by %s, on this machine: %s', (fault, holder, isHere, code, message) => {
    const cause = causes.cannotListen(fault, place, holder, 'the line of MediaMTX', isHere)
    expect(cause).toMatchObject({ code, message, evidence: 'the line of MediaMTX' })
    expect(cause.advice.length).toBeGreaterThan(0)
    expect(cause.advice.join(' ')).not.toContain(isHere ? 'MediaMTX' : 'this machine')
  })
})

describe('what is wrong with a feed, or with what takes it or hands it out', () => {
  it.each<[string, Cause, string | null, string]>([
    ['INPUT_LOST', causes.feedLost(), null, 'stopped arriving'],
    ['INPUT_LOST', causes.testSignalOver(), null, 'test signal is over'],
    ['MEDIAMTX_DOWN', causes.receiverDown(), null, 'does not answer'],
    ['MEDIAMTX_DOWN', causes.receiverAway(), null, 'runs elsewhere'],
    ['PROGRAM_MISSING', causes.receiverMissing('There is no MediaMTX.'), null, 'There is no MediaMTX.'],
    ['BAD_FEED', damagedFeed(1, 'invalid pts'), 'invalid pts', 'damaged: an error within a second'],
    ['BAD_FEED', damagedFeed(7, 'invalid pts'), 'invalid pts', 'damaged: 7 errors within a second'],
    ['BAD_FEED', severalSenders(5001), 'The time of the stream jumps to and fro.', 'UDP port 5001'],
    ['BAD_FEED', brokenFeed(5001), null, 'UDP port 5001'],
    ['BAD_FEED', unreadableFeed(5001, null), null, 'UDP port 5001'],
    ['BAD_FEED', unreadableFeed(5001, 'no codec'), 'no codec', 'UDP port 5001'],
    ['TOO_SLOW', overflowed(3, 4096, 8192), null, 'lost 3 datagrams'],
    ['PORT_BUSY', sharedPortBusy(8890, 'nc (pid 7)'), null, 'UDP port 8890, where callers connect, is held by nc (pid 7)'],
    ['UNKNOWN', cannotOpen('status 400'), 'status 400', 'refused to let callers in'],
    ['UNKNOWN', srtServerOff, null, 'is off'],
    ['UNKNOWN', foreignUsers([]), null, 'runs elsewhere'],
  ])('is %s: %j', (code, cause, evidence, words) => {
    expect(cause).toMatchObject({ code, evidence, message: expect.stringContaining(words) })
    expect(cause.advice.length).toBeGreaterThan(0)
  })

  it('is a buffer to be made larger where that can be', () => {
    for (const bytes of [undefined, 212_992]) {
      const { advice, likelyCause } = overflowed(3, bytes, 16_777_216)
      expect(advice).toEqual([expect.stringContaining('sysctl -w net.core.rmem_max=16777216'), expect.stringContaining('CPU')])
      expect(likelyCause).toContain('too small')
    }
    expect(overflowed(3, 16_777_216, 16_777_216)).toMatchObject({
      ...{ likelyCause: 'The machine is overloaded.', advice: [expect.stringContaining('CPU')] },
    })
  })

  it('names those whom others let in', () => {
    expect(foreignUsers([]).likelyCause).toContain('authMethod')
    expect(foreignUsers(['ann', 'bob']).likelyCause).toMatch(/has users of others: ann, bob\.$/)
  })
})
