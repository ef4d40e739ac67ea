import { expect, it } from 'vitest'
import { whereToPaste } from '../../../client/inputs/testCommand.ts'

it.each([
  ['udp://127.0.0.1:5000', 'on the machine of the server'],
  ['udp://[::1]:5000', 'on the machine of the server'],
  ['udp://localhost:5000', 'on the machine of the server'],
  ['udp://192.0.2.7:5000', 'on any machine that has FFmpeg'],
  ['udp://studio.example:5000', 'on any machine that has FFmpeg'],
  ['udp://239.1.2.3:5000', 'on any machine that has FFmpeg'],
])('the test command of %s can be pasted %s', (listenUrl, where) => {
  expect(whereToPaste(listenUrl)).toBe(where)
})
