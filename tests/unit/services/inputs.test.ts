import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nextOf, startServices } from '../../support/services.ts'
import { settle } from '../../support/virtualClock.ts'

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => void (app = await startServices()))
afterEach(() => app.stop())

describe('inputs', () => {
  it('are created with what is usual, stored, and told to the worker', async () => {
    const input = await app.inputs.create({ name: ' Camera 1 ' })
    expect(input).toEqual({
      ...{ id: '1', name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', tags: [], desired: 'RUNNING' },
      ...{ multicastGroup: null, sourceAddress: null },
      ...{ createdAt: app.clock.date(), state: 'WAITING', stateSince: app.clock.date().toISOString(), failure: null },
      ...{ tracks: [], testSignalEndsAt: null, bitrateBps: 0, bytesReceived: 0, listenUrl: 'udp://192.0.2.1:5000' },
    })
    expect(app.worker.assignments.inputs).toEqual([
      {
        ...{ id: '1', name: 'Camera 1', udpPort: 5000, listenAddress: '0.0.0.0', desired: 'RUNNING' },
        ...{ multicastGroup: null, sourceAddress: null },
      },
    ])
    expect((await app.db.settings.load()).inputs).toHaveLength(1)
    expect(await app.inputs.create({ name: 'b', start: false })).toMatchObject({
      state: 'STOPPED',
      desired: 'STOPPED',
      udpPort: 5001,
    })
  })

  it('pass over ports that others have, until none is left', async () => {
    app.worker.holders.set(5000, 'process 42 (vlc)').set(5002, 'process 42 (vlc)')
    expect(await app.inputs.nextFreeUdpPort()).toBe(5001)
    const ports = [
      await app.inputs.create({ name: 'a' }),
      await app.inputs.create({ name: 'b' }),
      await app.inputs.create({ name: 'c' }),
    ]
    expect(ports.map(({ udpPort }) => udpPort)).toEqual([5001, 5003, 5004])
    expect(await app.inputs.nextFreeUdpPort()).toBeNull()
    await expect(app.inputs.create({ name: 'd' })).rejects.toMatchObject({ name: 'InvalidValue', field: 'input.udpPort' })
  })

  it('never share a port, though asked for at once', async () => {
    const made = await Promise.allSettled([
      ...[1, 2, 3].map((n) => app.inputs.create({ name: `named ${n}`, udpPort: 5001 })),
      ...[1, 2, 3].map((n) => app.inputs.create({ name: `any ${n}` })),
    ])
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'])
    expect(app.inputs.list().map(({ udpPort }) => udpPort)).toEqual([5001, 5000, 5002, 5003])
  })

  it('name who has a port', async () => {
    app.worker.holders.set(5003, 'process 42 (vlc)')
    await app.inputs.create({ name: 'Camera 1', udpPort: 5001, listenAddress: '127.0.0.1' })
    await expect(app.inputs.create({ name: 'b', udpPort: 5001 })).rejects.toMatchObject({
      ...{ name: 'PortTaken', port: 5001, holder: 'input "Camera 1"' },
    })
    await expect(app.inputs.create({ name: 'b', udpPort: 5003 })).rejects.toMatchObject({ holder: 'process 42 (vlc)' })
    expect(await app.inputs.create({ name: 'b', udpPort: 5001, listenAddress: '127.0.0.2' })).toMatchObject({ udpPort: 5001 })
    await expect(app.inputs.create({ name: 'b', udpPort: 6000 })).rejects.toMatchObject({ field: 'input.udpPort' })
  })

  it('change what is given, and no more', async () => {
    await app.inputs.create({ name: 'a', tags: ['x'] })
    await app.inputs.create({ name: 'b' })
    expect(await app.inputs.update('1', { name: 'A', tags: null })).toMatchObject({ name: 'A', tags: [], udpPort: 5000 })
    expect(await app.inputs.update('1', { listenAddress: '127.0.0.1' })).toMatchObject({
      udpPort: 5000,
      listenAddress: '127.0.0.1',
    })
    expect(await app.inputs.update('1', { udpPort: 5004, listenAddress: null })).toMatchObject({ listenAddress: '0.0.0.0' })
    expect(await app.inputs.update('1', { udpPort: null })).toMatchObject({ udpPort: 5000 })
    await expect(app.inputs.update('1', { udpPort: 5001 })).rejects.toMatchObject({ name: 'PortTaken', holder: 'input "b"' })
    await expect(app.inputs.update('1', { name: null })).rejects.toMatchObject({ field: 'changes.name' })
    await expect(app.inputs.update('9', { name: 'x' })).rejects.toMatchObject({ name: 'NotFound', id: '9' })
    const told = app.worker.told.length
    await app.inputs.update('1', { name: 'A' })
    expect(app.worker.told).toHaveLength(told)
  })

  it('stop and start by wish', async () => {
    await app.inputs.create({ name: 'a' })
    expect(await app.inputs.stop('1')).toMatchObject({ desired: 'STOPPED', state: 'STOPPED' })
    expect(app.worker.assignments.inputs[0]?.desired).toBe('STOPPED')
    expect(await app.inputs.start('1')).toMatchObject({ desired: 'RUNNING', state: 'WAITING' })
    await expect(app.inputs.stop('2')).rejects.toMatchObject({ name: 'NotFound' })
  })

  it('of multicast groups share a port with other groups and other programs, and nothing else', async () => {
    app.worker.holders.set(5001, 'vlc (pid 1)')
    const group = { multicastGroup: '239.1.2.3', udpPort: 5001 }
    expect(await app.inputs.create({ name: 'a', ...group })).toMatchObject({
      ...group,
      sourceAddress: null,
      listenUrl: 'udp://239.1.2.3:5001',
    })
    await expect(app.inputs.create({ name: 'b', ...group, listenAddress: '192.0.2.1' })).rejects.toMatchObject({
      name: 'PortTaken',
      holder: 'input "a"',
    })
    await expect(app.inputs.create({ name: 'b', udpPort: 5001 })).rejects.toMatchObject({ name: 'PortTaken' })
    await app.inputs.create({ name: 'b', ...group, multicastGroup: '239.1.2.4', sourceAddress: '198.51.100.7' })
    expect(app.worker.assignments.inputs[1]).toMatchObject({ multicastGroup: '239.1.2.4', sourceAddress: '198.51.100.7' })
    await expect(app.inputs.update('2', { multicastGroup: '239.1.2.3', sourceAddress: null })).rejects.toMatchObject({
      name: 'PortTaken',
    })
    await expect(app.inputs.update('2', { listenAddress: '::' })).rejects.toMatchObject({ field: 'changes.listenAddress' })
    await expect(app.inputs.startTestSignal('2', 60)).rejects.toThrow(/takes packets from 198.51.100.7 alone/)
    // Without its group the port is to be had alone again.
    await expect(app.inputs.update('2', { multicastGroup: null })).rejects.toMatchObject({ name: 'PortTaken' })
    expect(await app.inputs.update('2', { multicastGroup: null, udpPort: null })).toMatchObject({
      udpPort: 5000,
      sourceAddress: null,
    })
    await expect(app.inputs.update('2', { sourceAddress: '198.51.100.7' })).rejects.toMatchObject({
      field: 'changes.sourceAddress',
    })
  })

  it('get a test signal only where none would be mixed with it', async () => {
    await app.inputs.create({ name: 'a' })
    await app.inputs.startTestSignal('1', 60)
    await app.inputs.stopTestSignal('1')
    expect(app.worker.calls).toEqual(['startTestSignal 1 60', 'stopTestSignal 1'])
    app.worker.observeInput({ id: '1', state: 'LIVE' })
    await settle()
    await expect(app.inputs.startTestSignal('1', 60)).rejects.toThrow(/has a feed/)
    await app.inputs.stop('1')
    await expect(app.inputs.startTestSignal('1', 60)).rejects.toThrow(/is stopped/)
  })

  it('are found by name, tag, port and state', async () => {
    await app.inputs.create({ name: 'Studio North', tags: ['news'] })
    await app.inputs.create({ name: 'Gate', listenAddress: '127.0.0.1' })
    app.worker.observeInput({ id: '2', state: 'LIVE' })
    await settle()
    const found = (filter: Parameters<typeof app.inputs.list>[0]) => app.inputs.list(filter).map(({ id }) => id)
    expect(found({ search: 'north' })).toEqual(['1'])
    expect(found({ search: 'NEWS' })).toEqual(['1'])
    expect(found({ search: '5001' })).toEqual(['2'])
    expect(found({ search: '127.0' })).toEqual(['2'])
    expect(found({ states: ['LIVE'] })).toEqual(['2'])
    expect(found({ search: null, states: null })).toEqual(['1', '2'])
    expect(found({ states: [] })).toEqual([])
  })

  it('are followed: snapshot, then every change with the whole object', async () => {
    await app.inputs.create({ name: 'a' })
    const all = app.inputs.follow()
    const one = app.inputs.follow('1')
    expect(await nextOf(all)).toMatchObject({ kind: 'SNAPSHOT', objects: [{ id: '1' }] })
    await nextOf(one)
    await app.inputs.create({ name: 'b' })
    app.worker.observeInput({ id: '1', tracks: [] })
    app.bus.publish('rates', {
      at: app.clock.date().toISOString(),
      inputs: [{ id: '1', bitrateBps: 8e6, bytesReceived: 9, errors: 0 }],
      outputs: [],
    })
    await settle()
    await app.inputs.delete('1')
    expect(await nextOf(all)).toMatchObject({ kind: 'ADDED', id: '2', object: { name: 'b', state: 'WAITING' } })
    expect(await nextOf(all)).toMatchObject({ kind: 'CHANGED', id: '1', object: { name: 'a', state: 'LIVE' } })
    expect(await nextOf(all)).toEqual({ kind: 'REMOVED', id: '1' })
    expect([(await nextOf(one)).kind, (await nextOf(one)).kind]).toEqual(['CHANGED', 'REMOVED'])
    expect(() => app.inputs.follow('1')).toThrow(/no input 1/)
  })

  it('show the last rates', async () => {
    await app.inputs.create({ name: 'a' })
    app.bus.publish('rates', {
      at: app.clock.date().toISOString(),
      inputs: [{ id: '1', bitrateBps: 8e6, bytesReceived: 9, errors: 0 }],
      outputs: [],
    })
    await settle()
    expect(app.inputs.get('1')).toMatchObject({ bitrateBps: 8e6, bytesReceived: 9 })
  })

  it('are as they were when the database could not store a change', async () => {
    await app.inputs.create({ name: 'a' })
    const told = app.worker.told.length
    await app.db.close()
    await expect(app.inputs.update('1', { name: 'b' })).rejects.toThrow()
    await expect(app.inputs.create({ name: 'c' })).rejects.toThrow()
    expect(app.inputs.list().map(({ name }) => name)).toEqual(['a'])
    expect(app.worker.told).toHaveLength(told)
    expect(app.system.now().database.healthy).toBe(false)
  })
})
