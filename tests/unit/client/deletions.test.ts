import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { deleteAllNow, held, holdDeletion, isLeaving, undoDeletions, undoMs } from '../../../client/undo/deletions.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  undoDeletions()
  vi.useRealTimers()
})

it('can take a deletion back until it is sent, and not while it is on its way', async () => {
  const sent: string[] = []
  let done = (): void => undefined
  const deletion = (key: string) => ({
    ...{ key, name: key },
    act: () => {
      sent.push(key)
      return new Promise<null>((resolve) => (done = () => resolve(null)))
    },
  })
  holdDeletion(deletion('input:1'))
  vi.advanceTimersByTime(1000)
  holdDeletion(deletion('input:2'))
  vi.advanceTimersByTime(undoMs - 1000)
  expect([sent, held().map(({ key }) => key)]).toEqual([['input:1'], ['input:2']])
  expect(isLeaving('input:1')).toBe(true)
  holdDeletion(deletion('input:1'))
  undoDeletions()
  expect(held()).toEqual([])
  done()
  await vi.waitFor(() => expect(isLeaving('input:1')).toBe(false))
  vi.advanceTimersByTime(undoMs)
  await deleteAllNow()
  expect(sent).toEqual(['input:1'])
})
