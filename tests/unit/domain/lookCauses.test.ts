import { describe, expect, it } from 'vitest'
import { failedAtOnce } from '../../../src/domain/destinations/destinationTest.ts'
import { badSettings, causeOfLook, faultOfError } from '../../../src/domain/causes/look.ts'
import type { LookFault } from '../../../src/domain/causes/look.ts'
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

  it.each<[LookFault, ...string[]]>([
    ['refused', 'ECONNREFUSED'],
    ['noConnection', 'ETIMEDOUT'],
    ['hostDown', 'EHOSTUNREACH', 'EHOSTDOWN'],
    ['networkDown', 'ENETUNREACH', 'ENETDOWN'],
    ['portBusy', 'EADDRINUSE'],
    ['noLocalAddress', 'EADDRNOTAVAIL'],
    ['noTls', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'],
    ['certificateOfOther', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is %s by the codes %s', (fault, ...codes) => {
    expect(codes.map(faultOfError)).toEqual(codes.map(() => fault))
  })

  it('is a test of one step where nothing could be tried', () => {
    const cause = badSettings('The URL names no port')
    const at = new Date('2026-01-01T10:00:00Z')
    const seen = { firstSeenAt: at.toISOString(), lastSeenAt: at.toISOString(), count: 1 }
    expect(failedAtOnce('settings', cause, at)).toEqual({
      ok: false,
      steps: [{ name: 'settings', ok: false, detail: 'The URL names no port', millis: 0 }],
      failure: { ...cause, ...seen },
    })
  })

  it('is told with the names of the destination', () => {
    const to = { protocol: 'RTMP', url: 'rtmps://live.example.com/app' } as const
    const said = (fault: LookFault) => causeOfLook(fault, null, to).message
    expect([said('nameNotFound'), said('forbiddenPlace'), said('otherProtocol')]).toEqual([
      'No address was found for the name live.example.com',
      'live.example.com leads to an address that outputs of this server may not send to',
      'live.example.com answers on port 443, but in another protocol than the URL says',
    ])
    expect(causeOfLook('uncheckedPlace', null, to)).toMatchObject({ code: 'FORBIDDEN_DESTINATION', evidence: null })
    expect(badSettings('The URL names no port')).toMatchObject({ code: 'BAD_OPTION', message: 'The URL names no port' })
    expect(badSettings('x').advice).toHaveLength(1)
  })
})
