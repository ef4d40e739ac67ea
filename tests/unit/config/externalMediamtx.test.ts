import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { configFolder } from '../../support/configFolder.ts'

// Without mediamtx.yml: it is of no use here.
const folder = configFolder()
const { load, faults } = folder

const given = {
  MEDIAMTX_API_URL: 'http://media.example:9997/',
  MEDIAMTX_API_PASSWORD: 'CANARY-api',
  MEDIAMTX_RTSP_URL: 'rtsp://reader:CANARY-%40@media.example:8554/',
}

describe('a MediaMTX that runs elsewhere', () => {
  it('needs no more than its API, the password and where to read', () => {
    const { externalMediamtx, feedHost } = load(given)
    expect(externalMediamtx).toEqual({
      ...{ apiUrl: 'http://media.example:9997', user: 'manager', password: 'CANARY-api' },
      ...{ rtspUrl: 'rtsp://reader:CANARY-%40@media.example:8554', srt: { host: 'media.example', port: 8890 } },
      ...{ logFile: null, logFileLimitBytes: null, pathPrefix: 'sdm-', feedHost: 'media.example', hlsUrl: null },
    })
    expect(feedHost).toBe('media.example')
  })

  it('takes what else is told of it', () => {
    const { externalMediamtx } = load({
      ...given,
      ...{ MEDIAMTX_API_USER: 'studio', MEDIAMTX_SRT_URL: 'srt://[2001:db8::1]:9000', MEDIAMTX_LOG_FILE: 'mediamtx.log' },
      ...{ MEDIAMTX_PATH_PREFIX: 'east_', MEDIAMTX_HLS_URL: 'https://media.example/hls/', MEDIAMTX_LOG_FILE_LIMIT: '16' },
    })
    expect(externalMediamtx).toMatchObject({
      ...{ user: 'studio', srt: { host: '2001:db8::1', port: 9000 }, pathPrefix: 'east_' },
      hlsUrl: 'https://media.example/hls',
      logFile: join(folder.path, 'mediamtx.log'),
      logFileLimitBytes: 16_000_000,
    })
  })

  it('has the name that is given to other machines, and on this one that of this one', () => {
    const elsewhere = load({ ...given, PUBLIC_HOST: 'studio.example' })
    expect([elsewhere.feedHost, elsewhere.externalMediamtx?.srt.host]).toEqual(['studio.example', 'studio.example'])
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
      const { feedHost, externalMediamtx } = load({ ...given, MEDIAMTX_API_URL: `http://${host}:9997`, HOST: '192.0.2.1' })
      expect([feedHost, externalMediamtx?.feedHost, externalMediamtx?.srt.host]).toEqual(['192.0.2.1', null, '192.0.2.1'])
    }
  })

  it('is told wholly or not at all', () => {
    expect(faults({ MEDIAMTX_API_URL: given.MEDIAMTX_API_URL }).map((fault) => /^\w+/.exec(fault)?.[0])).toEqual([
      'MEDIAMTX_API_PASSWORD',
      'MEDIAMTX_RTSP_URL',
    ])
    expect(faults({ MEDIAMTX_SRT_URL: 'srt://host', MEDIAMTX_LOG_FILE: 'x' })).toEqual([
      expect.stringMatching(/^MEDIAMTX_SRT_URL is of a MediaMTX that runs elsewhere: set MEDIAMTX_API_URL too/),
      expect.stringMatching(/^MEDIAMTX_LOG_FILE/),
    ])
  })

  it.each([
    ['MEDIAMTX_API_URL', ['media.example:9997', 'ftp://media.example', 'http://u:CANARY@host:9997', 'http://host?CANARY']],
    [
      'MEDIAMTX_RTSP_URL',
      ['rtsp://host:8554', 'rtsp://reader@host', 'rtsp://reader:CANARY@host/path', 'http://reader:CANARY@host'],
    ],
    ['MEDIAMTX_SRT_URL', ['host:8890', 'srt://host:8890?streamid=CANARY', 'udp://host:8890', 'srt://host:8890/x']],
    ['MEDIAMTX_HLS_URL', ['host:8888', 'http://reader:CANARY@host:8888', 'http://host:8888/?CANARY', 'rtsp://host:8888']],
    ['MEDIAMTX_LOG_FILE_LIMIT', ['0', '1.5', '-1', '16MB', '100000']],
    ['MEDIAMTX_PATH_PREFIX', ['a/CANARY', '-a', 'ä', 'x'.repeat(33)]],
  ])('says what is wrong with %s, without its value', (name, wrong) => {
    for (const value of wrong) {
      const found = faults({ ...given, [name]: value })
      expect(found, value).toEqual([expect.stringMatching(new RegExp(`^${name} must be `))])
      expect(found.join()).not.toContain('CANARY')
    }
  })
})
