import { expect, it } from 'vitest'
import { DatabaseError } from '../../../src/db/errors.ts'
import { ConfigurationError, StorageError } from '../../../src/domain/errors.ts'
import { nextOf, startServices } from '../../support/services.ts'

const first = `inputs:
  - name: A
    udpPort: 5000
    outputs:
      - { name: Keyed, protocol: RTMP, url: "rtmp://h.example.com/app", streamKey: first-key }
      - { name: Wall, protocol: UDP, url: "udp://192.0.2.7:9000" }
  - { name: B, udpPort: 5001 }
`
const second = `inputs:
  - name: A
    udpPort: 5000
    tags: [main]
    outputs:
      - { name: Keyed, protocol: RTMP, url: "rtmp://h.example.com/app", streamKey: second-key, desired: STOPPED }
      - { name: Extra, protocol: UDP, url: "udp://192.0.2.7:9001" }
`

async function start() {
  const services = await startServices()
  return Object.assign(services, { [Symbol.asyncDispose]: () => services.stop() })
}

it('every follower and every timeline hears what a file changed', async () => {
  await using services = await start()
  await services.configuration.apply({ text: first })
  const inputs = services.inputs.follow()
  const outputs = services.outputs.follow()
  expect([await nextOf(inputs), await nextOf(outputs)]).toMatchObject([{ kind: 'SNAPSHOT' }, { kind: 'SNAPSHOT' }])
  await services.configuration.apply({ text: second })
  expect([await nextOf(inputs), await nextOf(inputs)]).toMatchObject([
    { kind: 'REMOVED', id: '2' },
    { kind: 'CHANGED', object: { name: 'A', tags: ['main'] } },
  ])
  expect([await nextOf(outputs), await nextOf(outputs), await nextOf(outputs)]).toMatchObject([
    { kind: 'REMOVED', id: '2' },
    { kind: 'CHANGED', object: { name: 'Keyed', desired: 'STOPPED' } },
    { kind: 'ADDED', object: { name: 'Extra', hasStreamKey: false } },
  ])
  const texts = async (of: object) => (await services.timeline.page({ ...of, first: 9 })).entries.map(({ text }) => text)
  expect(await texts({ inputId: '1' })).toEqual([
    'Output "Extra" added',
    'Changed: tags',
    'Output "Wall" deleted',
    'Output "Wall" added',
    'Output "Keyed" added',
    'Made',
  ])
  expect(await texts({ outputId: '1' })).toEqual(['Asked to stop', 'Changed: stream key', 'Made'])
})

it('a file that cannot be stored, or holds a fault, changes nothing at all', async () => {
  await using services = await start()
  await services.configuration.apply({ text: first })
  const before = await services.db.settings.load()
  const told = services.worker.told.length

  await expect(services.configuration.apply({ text: second.replace('9001', '5000') + '  - name: A\n' })).rejects.toThrow(
    ConfigurationError,
  )
  const { apply } = services.db.settings
  services.db.settings.apply = () => Promise.reject(new DatabaseError('The disk is full.'))
  await expect(services.configuration.apply({ text: second })).rejects.toThrow(StorageError)
  services.db.settings.apply = apply
  // The last of many that cannot be done takes all before it along.
  const nowhere = { id: '99', changes: { name: 'X' }, secrets: {} }
  const batch = {
    removed: { inputs: ['2'], outputs: ['1'] },
    inputs: [{ id: '1', changes: { name: 'Z' } }],
    outputs: [nowhere],
    newInputs: [],
    newOutputs: [],
  }
  await expect(services.db.settings.apply(batch)).rejects.toThrow()

  expect(await services.db.settings.load()).toEqual(before)
  expect(services.worker.told.length).toBe(told)
  expect(services.inputs.list().map(({ name }) => name)).toEqual(['A', 'B'])
  expect(await services.configuration.plan({ text: first })).toMatchObject({ changes: [] })
})

it('wishes made while a file waits for its turn are what it is held against', async () => {
  await using services = await start()
  await services.configuration.apply({ text: first })
  const [, plan] = await Promise.all([services.outputs.stop('2'), services.configuration.apply({ text: first })])
  expect(plan.changes).toMatchObject([
    { kind: 'CHANGED', name: 'Wall', fields: [{ field: 'desired', before: 'STOPPED', after: 'RUNNING' }] },
  ])
  expect(services.outputs.get('2')?.desired).toBe('RUNNING')
})
