import { describe, expect, it } from 'vitest'
import { Redactor } from '../../../src/domain/redaction.ts'

describe('a secret that is known', () => {
  const learned = (...secrets: (string | null)[]) => {
    const redactor = new Redactor()
    for (const secret of secrets) redactor.learn(secret)
    return redactor
  }

  it('is masked wherever it stands, however often, and others beside it', () => {
    expect(learned('abcd', 'wxyz').redact('abcdabcd-wxyz')).toBe('********-****')
  })

  it('is masked whole where another is a part of it', () => {
    expect(learned('abcd', 'abcdef').redact('abcdef abcd')).toBe('**** ****')
    expect(learned('abcdef', 'abcd').redact('abcdef abcd')).toBe('**** ****')
  })

  it('of fewer than four characters would mask innocent text', () => {
    expect(learned('abc', '', null).redact('abc abcd null')).toBe('abc abcd null')
  })

  it('is masked as URLs write it, and as it is behind what URLs write', () => {
    const redactor = learned('k%C3%A9y/1 2')
    expect(redactor.redact('kéy/1 2 k%C3%A9y/1 2 k%25C3%25A9y%2F1%202 k%25C3%25A9y/1%202')).toBe('**** **** **** ****')
    expect(learned('100%zz').redact('100%zz 100%25zz')).toBe('**** ****')
  })

  it('is masked in parts where it has a query: the key, and values of six characters or more', () => {
    const redactor = learned('live_1?token=abcdef&size=12345&x=a?bcdef')
    expect(redactor.redact('live_1 abcdef 12345 a?bcdef size')).toBe('**** **** 12345 **** size')
    expect(learned('123456789').redact('1234567')).toBe('1234567')
  })

  it('is masked from when it is learned on, until it was forgotten as often', () => {
    const redactor = learned('abcd')
    expect(redactor.redact('abcd wxyz')).toBe('**** wxyz')
    redactor.learn('wxyz')
    redactor.learn('wxyz')
    redactor.forget('abcd')
    expect(redactor.redact('abcd wxyz')).toBe('abcd ****')
    redactor.forget('wxyz')
    expect(redactor.redact('wxyz')).toBe('****')
    redactor.forget('wxyz')
    redactor.forget('never learned')
    redactor.forget(null)
    expect(redactor.redact('wxyz never learned')).toBe('wxyz never learned')
    // What was forgotten too often is masked again once it is learned.
    redactor.learn('never learned')
    expect(redactor.redact('never learned')).toBe('****')
  })
})

describe('by its place, a secret that nobody knows', () => {
  it.each([
    ['rtsp://joe:pw@h/x rtmps://:pw@h', 'rtsp://joe:****@h/x rtmps://:****@h'],
    ['rtsp://joe:p@w@h/x', 'rtsp://joe:****@h/x'],
    ['git+ssh://a.b-c:x@h', 'git+ssh://a.b-c:****@h'],
    [
      'password=a&b=c passphrase=x;stream_key=y, streamkey=z',
      'password=****&b=c passphrase=****;stream_key=****, streamkey=****',
    ],
    ['(api_key=a) {apikey=b} "api-key=c" \'key=d\'', '(api_key=****) {apikey=****} "api-key=****" \'key=****\''],
    [
      'mytoken=\'a b\' clientsecret="c" auth=d sig=e signature=f pass=g',
      'mytoken=\'**** b\' clientsecret="****" auth=**** sig=**** signature=**** pass=****',
    ],
    ['PASSWORD=a', 'PASSWORD=****'],
    ['http://h/?s=abc&t=1 http://h/?t=1&s=abc', 'http://h/?s=****&t=1 http://h/?t=1&s=****'],
    ['{"apiToken" : "a\\"b", "key":"c"}', '{"apiToken" : "****", "key":"****"}'],
    ['read:path:user:pw publish:p::pw', 'read:path:user:**** publish:p::pw'],
    ['streamid=publish%3Ap%3Au%3Apw&x=1', 'streamid=publish%3Ap%3Au%3A****&x=1'],
    ['#!::u=joe,s=pw,r=p', '#!::u=joe,s=****,r=p'],
    ['%23%21%3A%3As%3Dpw%2Cr%3Dp', '%23%21%3A%3As%3D****%2Cr%3Dp'],
    ['Authorization: Basic abc==\nnext', 'Authorization: Basic ****\nnext'],
    ['proxy-authorization=Digest a="b", c="d"', 'proxy-authorization=Digest ****'],
    ["'authorization': 'abc def'", "'authorization': '****"],
    ['x-api-key: a b\r\nnext', 'x-api-key: ****\r\nnext'],
    ['Cookie: a=b; c=d', 'Cookie: ****'],
    ['rtmp22://joe:pw@h', 'rtmp22://joe:****@h'],
    ['Authorization : Basic abc', 'Authorization : Basic ****'],
    ["{'x-api-key': 'abc'}", "{'x-api-key': '****"],
    ['Set-Cookie :a=b', 'Set-Cookie :****'],
    ['bearer  abc123', 'bearer  ****'],
    ['bearer abc.def-1~2+3/4=', 'bearer ****'],
    ["rtmp://h/app/k1?x=y,'rtmpt://h:1/app/k2'", "rtmp://h/app/****,'rtmpt://h:1/app/****'"],
  ])('is masked in %j', (text, clean) => {
    expect(new Redactor().redact(text)).toBe(clean)
  })

  it.each([
    'http://h:80/path at 12:34:56',
    'joe:pw@h',
    'monkey=banana',
    'keyframe=1 authors=2',
    'class=x this=y',
    'read:a:b is no stream id',
    'spread:a:b:c',
    'the bearer of the news; bearer 12345; bearer however',
    'a cookie, no header',
    'rtmp://h/app and rtmp://h/app/',
    'https://h/app/path',
    '"keys": "x" "monkey": "y"',
  ])('is not seen in %j', (text) => {
    expect(new Redactor().redact(text)).toBe(text)
  })
})
