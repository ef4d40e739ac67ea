import { expect, it } from 'vitest'
import { parseProcessStat } from '../../../src/domain/programs/processStat.ts'

const line = (name: string) =>
  `71 (${name}) S 42 71 42 0 -1 4194304 9 8 7 6 150 50 30 20 20 0 11 0 123456 1000000 2048 18446744073709551615 1 2 3`

it('a line of /proc/PID/stat is read whatever the program is called', () => {
  const told = {
    ...{ state: 'S', parent: 42, cpuSeconds: 2, endedChildrenSeconds: 0.5, threads: 11 },
    ...{ startTicks: 123_456, rssBytes: 8_388_608 },
  }
  for (const name of ['ffmpeg', 'a) b (c', '']) expect(parseProcessStat(line(name))).toEqual({ name, ...told })
})

it.each(['', 'no such process', '71 (cut) S 42 71', line('x').replace('123456', 'soon'), '('.repeat(100)])(
  'what is none is null: %j',
  (text) => {
    expect(parseProcessStat(text)).toBeNull()
  },
)

it('a line is whole with the memory that it tells last', () => {
  const short = line('x').split(' ')
  expect(parseProcessStat(short.slice(0, 24).join(' '))?.rssBytes).toBe(8_388_608)
  expect(parseProcessStat(short.slice(0, 23).join(' '))).toBeNull()
})
