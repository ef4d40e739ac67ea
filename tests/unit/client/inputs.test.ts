import { describe, expect, it } from 'vitest'
import { copyName } from '../../../client/actions/copyName.ts'
import { countStates, matchesText } from '../../../client/inputs/inputFilter.ts'
import { audioWords, videoWords } from '../../../client/inputs/tracksWords.ts'
import { withPresent } from '../../../client/inputs/withPresent.ts'

const input = { name: 'Main stage', tags: ['nord26', 'pgm'], udpPort: 5001, state: 'LIVE' as const }

describe('the list of inputs', () => {
  it('finds every word in name, tags or port, whatever its case', () => {
    for (const typed of ['', 'STAGE', 'pgm main', '5001', 'nord 50']) expect(matchesText(input, typed), typed).toBe(true)
    for (const typed of ['stage b', '5002', 'main x']) expect(matchesText(input, typed), typed).toBe(false)
  })

  it('counts by state', () => {
    const counts = countStates([input, input, { ...input, state: 'LOST' }])
    expect([counts.get(null), counts.get('LIVE'), counts.get('LOST'), counts.get('FAILED')]).toEqual([3, 2, 1, undefined])
  })

  it('names what a feed carries as people do', () => {
    const video = { kind: 'video', codec: 'H264', width: 1920, height: 1080 }
    const audio = { kind: 'audio', codec: 'MPEG-4 Audio', sampleRate: 44_100 }
    expect(videoWords([audio, video])).toBe('H.264 1920×1080')
    expect(audioWords([video, audio, audio])).toBe('AAC 44.1k +1')
    expect(videoWords([{ kind: 'video', codec: 'AV1' }])).toBe('AV1')
    expect(audioWords([video])).toBe('')
  })

  it('ends a history where the present state began', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 2, 1, hour)).toISOString()
    const spans = [
      { state: 'WAITING' as const, from: at(1), to: at(2) },
      { state: 'LIVE' as const, from: at(2), to: null },
    ]
    const lost = [spans[0], { ...spans[1], to: at(5) }, { state: 'LOST', from: at(5) }]
    expect(withPresent(spans, 'LOST', at(5))).toEqual(lost)
    expect(withPresent(spans, 'LIVE', at(2))).toEqual([spans[0], { state: 'LIVE', from: at(2) }])
    expect(withPresent([], 'LIVE', at(2))).toEqual([{ state: 'LIVE', from: at(2) }])
  })

  it('gives a copy a name that nobody has, and that is not too long', () => {
    expect(copyName('Stage', new Set(['Stage']))).toBe('Stage copy')
    expect(copyName('Stage copy', new Set(['Stage copy', 'Stage copy 2']))).toBe('Stage copy 3')
    expect(copyName('x'.repeat(100), new Set())).toBe(`${'x'.repeat(95)} copy`)
  })
})
