import { describe, expect, it } from 'vitest'
import { InProcessBus } from '../../../src/services/bus.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('InProcessBus', () => {
  it('delivers after the publisher has run, in order, over topics', async () => {
    const bus = new InProcessBus()
    const heard: string[] = []
    bus.subscribe('inputGone', ({ id }) => heard.push(`input ${id}`))
    bus.subscribe('outputGone', ({ id }) => {
      heard.push(`output ${id}`)
      if (id === '1') bus.publish('inputGone', { id: 'late' })
    })
    bus.publish('outputGone', { id: '1' })
    bus.publish('inputGone', { id: '2' })
    bus.publish('outputGone', { id: '3' })
    expect(heard).toEqual([])
    await settle()
    expect(heard).toEqual(['output 1', 'input 2', 'output 3', 'input late'])
  })

  it('goes on after a handler that throws', async () => {
    const errors: unknown[] = []
    const bus = new InProcessBus((error) => errors.push(error))
    const heard: string[] = []
    bus.subscribe('inputGone', () => {
      throw new Error('broken')
    })
    bus.subscribe('inputGone', ({ id }) => heard.push(id))
    bus.publish('inputGone', { id: '1' })
    bus.publish('inputGone', { id: '2' })
    await settle()
    expect(heard).toEqual(['1', '2'])
    expect(errors).toHaveLength(2)
  })

  it('ends each subscription by itself', async () => {
    const bus = new InProcessBus()
    const heard: string[] = []
    const handler = ({ id }: { id: string }) => heard.push(id)
    const end = bus.subscribe('inputGone', handler)
    bus.subscribe('inputGone', handler)
    end()
    bus.publish('inputGone', { id: '1' })
    await settle()
    expect(heard).toEqual(['1'])
  })
})
