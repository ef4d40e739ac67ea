import { describe, expect, it } from 'vitest'
import { cannotListen } from '../../../src/domain/causes/input.ts'
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
    const cause = cannotListen(fault, place, holder, 'the line of MediaMTX', isHere)
    expect(cause).toMatchObject({ code, message, evidence: 'the line of MediaMTX' })
    expect(cause.advice.length).toBeGreaterThan(0)
    expect(cause.advice.join(' ')).not.toContain(isHere ? 'MediaMTX' : 'this machine')
  })
})
