import { describe, expect, it } from 'vitest'
import { causeOfLook, faultOfError } from '../../../src/domain/lookCauses.ts'
import type { LookFault } from '../../../src/domain/lookCauses.ts'
import type { Protocol } from '../../../src/domain/output.ts'

describe('what a look finds wrong', () => {
  it.each<[LookFault, Protocol, string]>([
    ['nameNotFound', 'RTMP', 'NAME_NOT_FOUND'],
    ['dnsDown', 'UDP', 'NAME_NOT_FOUND'],
    ['refused', 'SRT_CALLER', 'REFUSED'],
    ['networkDown', 'UDP', 'NETWORK_DOWN'],
    ['hostDown', 'RTSP', 'NO_ANSWER'],
    ['noLocalAddress', 'UDP', 'NETWORK_DOWN'],
    ['portBusy', 'SRT_LISTENER', 'PORT_BUSY'],
    ['noConnection', 'RTMP', 'NO_ANSWER'],
    ['noSrtAnswer', 'SRT_CALLER', 'NO_ANSWER'],
    ['silentInTls', 'RTMP', 'NO_ANSWER'],
    ['closedInTls', 'RTMP', 'TLS'],
    ['noTls', 'RTMP', 'TLS'],
    ['badCertificate', 'RTMP', 'TLS'],
    ['certificateOfOther', 'RTMP', 'TLS'],
    ['silentRtmp', 'RTMP', 'NO_ANSWER'],
    ['closedRtmp', 'RTMP', 'REJECTED'],
    ['silentRtsp', 'RTSP', 'NO_ANSWER'],
    ['closedRtsp', 'RTSP', 'REJECTED'],
    ['authentication', 'RTSP', 'AUTHENTICATION'],
    ['forbidden', 'RTSP', 'AUTHENTICATION'],
    ['pathNotFound', 'RTSP', 'PATH_NOT_FOUND'],
    ['otherProtocol', 'RTMP', 'REJECTED'],
    ['sharedPortDown', 'SRT_LISTENER', 'MEDIAMTX_DOWN'],
    ['unreachable', 'UDP', 'UNKNOWN'],
    ['tooManyTests', 'UDP', 'UNKNOWN'],
  ])('%s by %s is %s, in the words for senders', (fault, protocol, code) => {
    const cause = causeOfLook(fault, 'what was seen', { protocol, url: 'rtmp://live.example.com:1936/app' })
    expect(cause).toMatchObject({ code, evidence: 'what was seen' })
    expect(cause.message).not.toMatch(/FFmpeg/)
    expect(cause.advice.length).toBeGreaterThan(0)
  })

  it('is told by the code of an error; one that is not known is no class of its own', () => {
    expect([faultOfError('ECONNREFUSED'), faultOfError('ENOBUFS'), faultOfError(undefined)]).toEqual([
      ...['refused', 'unreachable', 'unreachable'],
    ])
  })
})
