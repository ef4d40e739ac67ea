import { expect, it } from 'vitest'
import type { Cause } from '../../../src/domain/failure.ts'
import { noSecrets, plainTarget } from '../../../src/domain/output.ts'
import { withRival } from '../../../src/domain/rivals.ts'
import type { OutputAssignment } from '../../../src/domain/worker.ts'

const output = (id: string, more: Partial<OutputAssignment> = {}): OutputAssignment => ({
  ...plainTarget,
  ...{ id, inputId: '1', name: `Out ${id}`, protocol: 'RTMP', url: 'rtmp://live.example.com/app' },
  ...{ desired: 'RUNNING', generation: 1, reconnectDelaySeconds: 1, maxReconnectAttempts: 0 },
  ...{ hasStreamKey: true, hasPassword: false, hasPassphrase: false },
  secrets: { ...noSecrets, streamKey: 'the-key' },
  ...more,
})
const cause: Cause = {
  code: 'KEY_IN_USE',
  message: 'Somebody else sends there.',
  likelyCause: null,
  advice: ['Wait'],
  evidence: null,
}
const told = (one: OutputAssignment, other: OutputAssignment, code: Cause['code'] = 'KEY_IN_USE') =>
  withRival({ ...cause, code }, one, [one, other]).message

it('an output is told which other one sends to the same place', () => {
  const named = 'Somebody else sends there; your output "Out 2" sends to the same place'
  expect(told(output('1'), output('2'))).toBe(named)
  expect(told(output('1'), output('2'), 'CONNECTION_LOST')).toBe(named)
  expect(withRival(cause, output('1'), [output('2')]).advice).toHaveLength(2)
  expect(JSON.stringify(withRival(cause, output('1'), [output('2')]))).not.toContain('the-key')
})

it('is told of none that is stopped, has another key or address, or could not be what is wrong', () => {
  const others = [{ desired: 'STOPPED' as const }, { secrets: noSecrets }, { url: 'rtmp://live.example.com/other' }]
  for (const more of others) expect(told(output('1'), output('2', more))).toBe(cause.message)
  expect(told(output('1'), output('2'), 'NAME_NOT_FOUND')).toBe(cause.message)
  const udp = { protocol: 'UDP' as const, url: 'udp://192.0.2.1:6000' }
  expect(told(output('1', udp), output('2', udp))).toBe(cause.message)
  const listener = { protocol: 'SRT_LISTENER' as const, url: '' }
  expect(told(output('1', listener), output('2', listener))).toBe(cause.message)
  const unreadable = { secrets: { unreadable: ['streamKey' as const] } }
  expect(told(output('1', unreadable), output('2', unreadable))).toBe(cause.message)
  const ids = ['a', 'b'].map((streamId) => ({ protocol: 'SRT_CALLER' as const, url: 'srt://h:1', streamId }))
  expect(told(output('1', ids[0]), output('2', ids[1]))).toBe(cause.message)
  expect(told(output('1', ids[0]), output('2', ids[0]))).not.toBe(cause.message)
})
