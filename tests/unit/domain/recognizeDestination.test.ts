import { describe, expect, it } from 'vitest'
import { recognizeDestination } from '../../../src/domain/destinations/recognizeDestination.ts'
import { serviceAt, serviceOfKey, serviceOfPage, streamingServices } from '../../../src/domain/destinations/streamingServices.ts'
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
    ['rtmp://eu.ingest.kick.com/app/key', { service: 'Kick' }, /^Kick takes rtmps:\/\/ only/],
    ['rtmp://live.example.com/app', { service: 'Custom', secretParts: [] }, /No stream key/],
    ['live_1_abcdefgh', { protocol: 'RTMP', service: 'Twitch', secretParts: ['streamKey'] }, /stream key alone/],
    ['abcd-efgh-ijkl-mnop-qrst', { service: 'YouTube', secretParts: ['streamKey'] }, /stream key alone/],
    [
      'a.rtmp.youtube.com/live2/key',
      { service: 'YouTube', url: 'rtmps://a.rtmp.youtube.com/****', secretParts: [] },
      /missing in front/,
    ],
    ['https://studio.youtube.com/channel/live?x=1', { service: 'YouTube', url: 'https://studio.youtube.com/****' }, /web page/],
    ['https://example.com/whip?token=1', { protocol: null, service: null, url: 'https://example.com/****' }, /cannot be sent to/],
    ['rtp://192.0.2.1:5000', { protocol: null, url: '' }, /cannot be sent to/],
    ['rtsps://example.com/x', { protocol: 'RTSP' }, /rtsps/],
    ['srt://192.0.2.1:9000?mode=listener', { protocol: 'SRT_LISTENER' }, /leave mode out/],
    ['srt://192.0.2.1:9000?mode=rendezvous', { protocol: 'SRT_CALLER' }, /^SRT’s rendezvous mode/],
    ['srt://192.0.2.1:9000?latency=90&mode=Rendezvous', { url: 'srt://192.0.2.1:9000/****' }, /^SRT’s rendezvous mode/],
    ['srt://192.0.2.1:9000?xmode=rendezvous', { protocol: 'SRT_CALLER' }, /parameter xmode is not known/],
    ['rtmp://live.example.com/app/"key"', { protocol: 'RTMP', url: 'rtmp://live.example.com/****' }, /quotation mark/],
    ['"rtmp://live.example.com/app"/key', { protocol: null, service: null, url: '' }, /no address/],
    ['see rtmp://live.example.com/app/key', { protocol: null, url: '' }, /no address/],
    ['xrtmps://live.example.com/app/key', { protocol: null, url: '', hints: [] }, /cannot be sent to/],
    ['srtp://live.example.com:9000?passphrase=ten-letters', { url: '', secretParts: ['passphrase'] }, /cannot be sent to/],
    ['http://joe:pw@example.com:8080/', { url: 'http://****@example.com:8080', secretParts: ['password'] }, /cannot be sent to/],
    ['ftp://youtube.com/x', { protocol: null, service: null, url: '', hints: [] }, /cannot be sent to/],
    ['srt://192.0.2.1:9000?mode=listener&latency=90', { url: 'srt://192.0.2.1:9000/****' }, /leave mode out/],
    ['srt://h:1?mode=listeners', { protocol: 'SRT_CALLER' }, /mode=listeners/],
    ['rtmps://a.rtmps.youtube.com/live2?backup=1', { secretParts: ['streamKey'] }, /key is missing/],
    [
      'rtmp://a.rtmp.youtube.com/live2/ab1d-efgh-ijkl-mnop with',
      { url: 'rtmp://a.rtmp.youtube.com/****' },
      /The server of YouTube/,
    ],
    ['udp://192.0.2.1:99999', { url: 'udp://192.0.2.1:99999' }, /cannot be read/],
    ['udp://192.0.2.1:123456/', { url: 'udp://192.0.2.1' }, /cannot be read/],
    ['rtmp://$x/app', { url: 'rtmp:///****' }, /letters A to Z/],
    ['srt://192.0.2.1?passphrase=short', { url: 'srt://192.0.2.1/****', secretParts: ['passphrase'] }, /port/],
    ['udp://joe:pw@192.0.2.1', { protocol: 'UDP', url: 'udp://****@192.0.2.1', secretParts: ['password'] }, /port/],
    ['hello', { protocol: null, service: null, url: '', secretParts: [], hints: [] }, /no address/],
    ['srt://[2001:db8::1]?passphrase=x', { url: 'srt://[2001:db8::1]/****' }, /port/],
    ['rtmp://a$b/app', { url: 'rtmp:///****' }, /letters A to Z/],
    ['', { protocol: null, url: '' }, /Nothing/],
  ])('%s: says what is missing or wrong', (text, expected, problem) => {
    const recognized = recognizeDestination(text)
    expect(recognized).toMatchObject(expected)
    expect(recognized.problem).toMatch(problem)
  })

  it.each<[string, string, string | null]>([
    ['srt://:9000?latency=90&mode=listener', 'SRT_LISTENER', 'srt://0.0.0.0:9000?mode=listener'],
    ['srt://0.0.0.0?mode=Listener', 'SRT_LISTENER', 'srt://0.0.0.0?mode=listener'],
    ['rtsp://x-live_1_abcdefgh.example.com/x', 'RTSP', 'rtsp://x-live_1_abcdefgh.example.com/x'],
    ['srt://[::]:9000?mode=listener', 'SRT_LISTENER', 'srt://0.0.0.0:9000?mode=listener'],
    ['srt://', 'SRT_LISTENER', null],
    ['srt://live.example.com:9000?mode=caller', 'SRT_CALLER', 'srt://live.example.com:9000'],
    ['RTSP://live.example.com/cam', 'RTSP', 'rtsp://live.example.com/cam'],
    ['<udp://192.0.2.1:5000>', 'UDP', 'udp://192.0.2.1:5000'],
    ['rtmp://live.example.com/app/key?ab1d-efgh-ijkl-mnop', 'RTMP', 'rtmp://live.example.com/app/****'],
    ['rtsp://live.example.com/live_1_abcdefgh/x', 'RTSP', 'rtsp://live.example.com/****/x'],
    ['rtsp://live_1_abcdefgh.example.com/x', 'RTSP', 'rtsp://live_1_abcdefgh.example.com/x'],
    ['srt://h:1?streamid=live_1_abcdefgh,live_1_abcdefgh', 'SRT_CALLER', 'srt://h:1?streamid=****%2C****'],
  ])('%s is %s', (text, protocol, url) => {
    const recognized = recognizeDestination(text)
    expect(recognized.protocol).toBe(protocol)
    if (url !== null) expect(recognized.url).toBe(url)
  })

  it.each([
    ['ab1d-efgh-ijkl-mnop', '****'],
    ['ab1d-efgh-ijkl-mnop-qrst', '****'],
    ['abcd-efgh-ijkl-mn0p', '****'],
    ['-abcd-efgh-ijkl-mn0p', '-****'],
    ['this-that-some-more', 'this-that-some-more'],
    ['ab1d-efgh-ijkl', 'ab1d-efgh-ijkl'],
    ['ab1d-efgh-ijkl-mno', 'ab1d-efgh-ijkl-mno'],
    ['re_12_abcdefghij', '****'],
    ['live_1_abcdefg', 'live_1_abcdefg'],
  ])('is shown with what looks like a key masked wherever it stands: %s', (word, shown) => {
    expect(recognizeDestination(`rtsp://live.example.com/x/${word}/y`).url).toBe(`rtsp://live.example.com/x/${shown}/y`)
  })

  it('comes with hints of its service, the first on an encrypted way where there is one', () => {
    const hints = (text: string) => recognizeDestination(text).hints.map((hint) => hint.split(' ').slice(0, 3).join(' '))
    expect(hints('rtmp://a.rtmp.youtube.com/live2/k')).toEqual(['Better use rtmps://,', 'YouTube shows the'])
    expect(hints('rtmps://a.rtmps.youtube.com/live2/k')).toEqual(['YouTube shows the'])
    expect(hints('srt://live.restream.io:2010?streamid=x')).toEqual([])
    expect(hints('rtmp://live.restream.io/live/x')).toEqual([])
    expect(hints('abcd-efgh-ijkl-mnop-qrst')).toEqual(['YouTube shows the'])
    expect(['live_1_abcdefgh', 'FB-1-0-abc', 'sk_us_abcdefgh'].map(hints)).toEqual([
      ['With ?bandwidthtest=true behind'],
      ['A key of'],
      [],
    ])
    expect(hints('rtmp://live.example.com/app/key')).toEqual([])
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

describe('hosts and keys', () => {
  it.each<[string, string | null]>([
    ['a.rtmps.youtube.com', 'YouTube'],
    ['rtmp.youtube.com', 'YouTube'],
    ['xrtmp.youtube.com', null],
    ['rtmp.youtube.com.example.com', null],
    ['contribute.live-video.net', 'Twitch'],
    ['xcontribute.live-video.net', null],
    ['contribute.live-video.net.example.com', null],
    ['ingest.global-contribute.live-video.net', 'Twitch'],
    ['x.ingest.global-contribute.live-video.net', null],
    ['ingest.global-contribute.live-video.net.x', null],
    ['live.twitch.tv', 'Twitch'],
    ['live-fra02.twitch.tv', 'Twitch'],
    ['xlive.twitch.tv', null],
    ['live.twitch.tv.x', null],
    ['live-api.facebook.com', 'Facebook'],
    ['live-api-s3.facebook.com', 'Facebook'],
    ['x.live-api-s.facebook.com', 'Facebook'],
    ['xlive-api.facebook.com', null],
    ['live-api.facebook.com.x', null],
    ['rtmp-api.facebook.com', 'Facebook'],
    ['x.rtmp.facebook.com', 'Facebook'],
    ['xrtmp.facebook.com', null],
    ['rtmp.facebook.com.x', null],
    ['x.fa723fc1b171.global-contribute.live-video.net', null],
    ['fa723fc1b171.global-contribute.live-video.net.x', null],
    ['eu.ingest.kick.com', 'Kick'],
    ['ingest.kick.com', 'Kick'],
    ['xingest.kick.com', null],
    ['ingest.kick.com.x', null],
    ['live.restream.io', 'Restream'],
    ['srt-eu1.restream.io', 'Restream'],
    ['london.live.restream.io', 'Restream'],
    ['x.y.live.restream.io', null],
    ['xlive.restream.io', null],
    ['live.restream.io.x', null],
  ])('%s takes streams for %s', (host, name) => expect(serviceAt(host)?.name ?? null).toBe(name))

  it.each<[string, string | null]>([
    ['www.youtube.com', 'YouTube'],
    ['youtu.be', 'YouTube'],
    ['xyoutube.com', null],
    ['youtube.com.x', null],
    ['dashboard.twitch.tv', 'Twitch'],
    ['twitch.tv', 'Twitch'],
    ['restream.io', 'Restream'],
    ['xtwitch.tv', null],
    ['twitch.tv.x', null],
    ['fb.watch', 'Facebook'],
    ['m.facebook.com', 'Facebook'],
    ['xfb.com', null],
    ['fb.com.x', null],
    ['kick.com', 'Kick'],
    ['xkick.com', null],
    ['kick.com.x', null],
    ['app.restream.io', 'Restream'],
    ['xrestream.io', null],
    ['restream.io.x', null],
  ])('%s shows pages of %s', (host, name) => expect(serviceOfPage(host)?.name ?? null).toBe(name))

  it.each<[string, string | null]>([
    ['ab1d-efgh-ijkl-mnop', 'YouTube'],
    ['abcd-efgh-ijkl-mnop-qrst', 'YouTube'],
    ['abcd-efgh-ijkl-mnop-qrst-uvwx', null],
    ['abcd-efgh-ijkl', null],
    ['abc-efgh-ijkl-mnop', null],
    ['xlive_1_abcdefgh', null],
    ['live_12_abcdefghij?bandwidthtest=true', 'Twitch'],
    ['live_12_abcdefg', null],
    ['live_x_abcdefgh', null],
    ['FB-10-0-Ab_c-d', 'Facebook'],
    ['FB-x-0-abc', null],
    ['FB-1-x-abc', null],
    ['FB-1-0-', null],
    ['FB-1-22-a', 'Facebook'],
    ['sk_us-west-2_abcdefgh-_', 'Kick'],
    ['sk_us_abcdefg', null],
    ['sk_US_abcdefgh', null],
    ['re_12_abcdefghij', 'Restream'],
    ['re_12_abcdefg', null],
    ['re_x_abcdefgh', null],
    ['', null],
  ])('%s looks like a key of %s', (text, name) => expect(serviceOfKey(text)?.name ?? null).toBe(name))
})
