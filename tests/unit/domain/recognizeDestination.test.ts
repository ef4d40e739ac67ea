import { describe, expect, it } from 'vitest'
import { recognizeDestination } from '../../../src/domain/destinations/recognizeDestination.ts'
import { streamingServices } from '../../../src/domain/destinations/streamingServices.ts'
import { cases } from '../../support/fuzz.ts'
import { seededRandom } from '../../support/random.ts'

describe('a pasted destination', () => {
  it.each<[string, string | null, string | null, string, string[]]>([
    [
      'rtmps://a.rtmps.youtube.com/live2/ab1d-efgh-ijkl-mnop-qrst',
      'RTMP',
      'YouTube',
      'rtmps://a.rtmps.youtube.com/live2/****',
      ['streamKey'],
    ],
    ['rtmp://live-fra.twitch.tv/app/live_1_abcdefgh', 'RTMP', 'Twitch', 'rtmp://live-fra.twitch.tv/app/****', ['streamKey']],
    [
      'rtmp://fra05.contribute.live-video.net/app/live_1_abcdefgh',
      'RTMP',
      'Twitch',
      'rtmp://fra05.contribute.live-video.net/app/****',
      ['streamKey'],
    ],
    [
      'rtmps://live-api-s.facebook.com:443/rtmp/FB-1-0-Ab_c?x=1',
      'RTMP',
      'Facebook',
      'rtmps://live-api-s.facebook.com:443/rtmp/****',
      ['streamKey'],
    ],
    [
      'rtmps://fa723fc1b171.global-contribute.live-video.net/app/sk_us-west-2_abcdefgh',
      'RTMP',
      'Kick',
      'rtmps://fa723fc1b171.global-contribute.live-video.net/app/****',
      ['streamKey'],
    ],
    ['rtmp://live.restream.io/live/re_1_abcdefgh', 'RTMP', 'Restream', 'rtmp://live.restream.io/live/****', ['streamKey']],
    [
      ' "rtmp://joe:pw@live.example.com/app/key" ',
      'RTMP',
      'Custom',
      'rtmp://joe:****@live.example.com/app/****',
      ['streamKey', 'password'],
    ],
    [
      'srt://live.example.com:9000?passphrase=0123456789',
      'SRT_CALLER',
      'Custom',
      'srt://live.example.com:9000?passphrase=****',
      ['passphrase'],
    ],
    ['srt://:9000?mode=listener', 'SRT_LISTENER', 'Custom', 'srt://0.0.0.0:9000?mode=listener', []],
    ['udp://@239.1.2.3:5000', 'UDP', 'Custom', 'udp://239.1.2.3:5000', []],
    [
      'rtsp://joe:pw@live.example.com/cam?token=t',
      'RTSP',
      'Custom',
      'rtsp://joe:****@live.example.com/cam?****',
      ['streamKey', 'password'],
    ],
  ])('%s can be used as it stands', (text, protocol, service, url, secretParts) => {
    expect(recognizeDestination(text)).toMatchObject({ protocol, service, url, secretParts, problem: null })
  })

  it.each<[string, Partial<ReturnType<typeof recognizeDestination>>, RegExp]>([
    ['rtmp://a.rtmp.youtube.com/live2', { service: 'YouTube', url: 'rtmp://a.rtmp.youtube.com/live2' }, /key is missing/],
    ['rtmp://b.rtmp.youtube.com/live2?backup=1', { service: 'YouTube' }, /key is missing/],
    [
      'rtmps://a.rtmps.youtube.com/a1cd-efgh-ijkl-mnop',
      { url: 'rtmps://a.rtmps.youtube.com/****', secretParts: ['streamKey'] },
      /live2/,
    ],
    ['rtmp://live-api-s.facebook.com/rtmp/FB-1-0-abc', { service: 'Facebook' }, /rtmps:\/\/ only/],
    ['rtmps://fa723fc1b171.global-contribute.live-video.net', { service: 'Kick' }, /server of Kick is/],
    ['rtmp://live.example.com/app', { service: 'Custom', secretParts: [] }, /No stream key/],
    ['live_1_abcdefgh', { protocol: 'RTMP', service: 'Twitch', secretParts: ['streamKey'] }, /stream key alone/],
    ['abcd-efgh-ijkl-mnop-qrst', { service: 'YouTube', secretParts: ['streamKey'] }, /stream key alone/],
    ['a.rtmp.youtube.com/live2/key', { service: 'YouTube', url: 'rtmps://a.rtmp.youtube.com/****' }, /missing in front/],
    ['https://studio.youtube.com/channel/live?x=1', { service: 'YouTube', url: 'https://studio.youtube.com/****' }, /web page/],
    ['https://example.com/whip?token=1', { protocol: null, service: null, url: 'https://example.com/****' }, /cannot be sent to/],
    ['rtp://192.0.2.1:5000', { protocol: null, url: '' }, /cannot be sent to/],
    ['rtsps://example.com/x', { protocol: 'RTSP' }, /rtsps/],
    ['srt://192.0.2.1:9000?mode=listener', { protocol: 'SRT_LISTENER' }, /leave mode out/],
    ['srt://192.0.2.1:9000?mode=rendezvous', { protocol: 'SRT_CALLER' }, /rendezvous/],
    ['srt://192.0.2.1?passphrase=short', { url: 'srt://192.0.2.1/****', secretParts: ['passphrase'] }, /port/],
    ['udp://joe:pw@192.0.2.1', { protocol: 'UDP', url: 'udp://****@192.0.2.1', secretParts: ['password'] }, /port/],
    ['hello', { protocol: null, service: null, url: '' }, /no address/],
    ['', { protocol: null, url: '' }, /Nothing/],
  ])('%s: says what is missing or wrong', (text, expected, problem) => {
    const recognized = recognizeDestination(text)
    expect(recognized).toMatchObject(expected)
    expect(recognized.problem).toMatch(problem)
  })

  it('may be any text, and its secrets are not told', () => {
    const random = seededRandom(20_261)
    const canary = 'canary-q7'
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
    const places = [
      (secret: string) => `rtmp://live.example.com/app/${secret}`,
      (secret: string) => `rtmps://a.rtmps.youtube.com/${secret}`,
      (secret: string) => `rtmp://joe:${secret}@live.example.com/app/k`,
      (secret: string) => `srt://h:1?passphrase=${secret}&streamid=publish:a:u:${secret}`,
      (secret: string) => `rtsp://joe:${secret}@h/x?token=${secret}`,
      (secret: string) => `https://www.twitch.tv/x?k=${secret}`,
      (secret: string) => `foo://${secret}`,
      (secret: string) => secret,
    ]
    const noise = [
      ...'://?&=@#%[]* \n\u0000\u202e"<\\é😀',
      'mode=listener',
      '****',
      '%zz',
      'x'.repeat(3000),
      '::1',
      ':99999',
      ':0',
      '',
    ]
    const addNoise = (text: string) => {
      const at = Math.floor(random() * (text.length + 1))
      return text.slice(0, at) + pick(noise) + text.slice(at)
    }
    for (let i = 0; i < cases * 25; i++) {
      const plain = pick(places)(canary)
      for (const text of [plain, addNoise(plain), addNoise(addNoise(pick(places)('')))]) {
        const recognized = recognizeDestination(text)
        expect(recognized.url.length).toBeLessThan(4000)
        if (text === plain) expect(JSON.stringify(recognized)).not.toContain(canary)
      }
    }
  })
})

describe('the services known', () => {
  it.each(streamingServices.map((service) => [service.name, service] as const))('%s fits its own data', (name, service) => {
    expect(recognizeDestination(`${service.server}/some-key`)).toMatchObject({ service: name, protocol: 'RTMP', problem: null })
    expect(recognizeDestination(service.server)).toMatchObject({
      service: name,
      problem: expect.stringContaining(service.keyPlace),
    })
    if (service.isSecureOnly) expect(service.server).toMatch(/^rtmps:/)
  })
})
