import { describe, expect, it } from 'vitest'
import { readFfmpegVersion, readGoVersion, readMediamtxVersion } from '../../../setup/versions.mjs'

describe('versions of FFmpeg', () => {
  it.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', '5.1', true],
    ['ffmpeg version n7.0-7-gd38bf5e08e-20240407 Copyright (c)', '7.0', true],
    ['ffmpeg version 6.1.1-3ubuntu5 Copyright (c)', '6.1', true],
    ['ffmpeg version 10.0 Copyright (c)', '10.0', true],
    ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright (c)', '4.4', false],
    ['ffmpeg version 5.0.1 Copyright (c)', '5.0', false],
    ['ffmpeg version N-118000-g1234567 Copyright (c)\nlibavformat    61.  9.100 / 61.  9.100', 'N-118000-g1234567', true],
    ['ffmpeg version N-100000-g1234567 Copyright (c)\nlibavformat    58. 65.100 / 58. 65.100', 'N-100000-g1234567', false],
  ])('%s', (text, name, recentEnough) => {
    expect(readFfmpegVersion(text)).toEqual({ name, recentEnough })
  })

  it('are not read from something else', () => {
    expect(readFfmpegVersion('avconv version 12')).toBeUndefined()
  })
})

describe('versions of MediaMTX', () => {
  it.each([
    ['v1.20.1\n', '1.20.1', true],
    ['v1.21.0', '1.21.0', true],
    ['v1.9.3', '1.9.3', false],
    ['v2.0.0', '2.0.0', false],
    ['v0.0.0', '0.0.0', false],
  ])('%s', (text, name, recentEnough) => {
    expect(readMediamtxVersion(text)).toEqual({ name, recentEnough })
  })
})

it('reads the version of Go', () => {
  expect(readGoVersion('go version go1.26.8 linux/amd64')).toEqual([1, 26])
  expect(readGoVersion('gccgo')).toBeUndefined()
})
