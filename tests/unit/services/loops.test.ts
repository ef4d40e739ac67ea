import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewOutput } from '../../../src/domain/output.ts'
import { startServices } from '../../support/services.ts'

const output: NewOutput = { inputId: '1', name: 'Wall', protocol: 'UDP', url: 'udp://localhost:5001' }

let app: Awaited<ReturnType<typeof startServices>>
beforeEach(async () => {
  app = await startServices({ port: 8080 })
  await app.inputs.create({ name: 'Camera 1' })
})
afterEach(() => app.stop())

it('refuses an output to what this server itself listens on', async () => {
  const refused = { name: 'InvalidValue', field: 'output.url' }
  await expect(app.outputs.create({ ...output, url: 'udp://127.0.0.1:5000' })).rejects.toMatchObject(refused)
  await expect(app.outputs.create({ ...output, url: 'udp://192.0.2.1:8890' })).rejects.toMatchObject(refused)
  const rtmp = { ...output, protocol: 'RTMP', url: 'rtmp://192.0.2.1:8080/app/key' } as const
  await expect(app.outputs.create(rtmp)).rejects.toMatchObject(refused)
  await app.outputs.create(output)
  await expect(app.outputs.update('1', { url: 'udp://127.0.0.1:5000' })).rejects.toMatchObject({ field: 'changes.url' })
})

it('puts no input where an output sends to', async () => {
  await app.outputs.create(output)
  await expect(app.inputs.create({ name: 'Camera 2', udpPort: 5001 })).rejects.toMatchObject({
    ...{ name: 'InvalidValue', field: 'input.udpPort', message: expect.stringContaining('Wall') },
  })
  await expect(app.inputs.update('1', { udpPort: 5001 })).rejects.toMatchObject({ field: 'changes.udpPort' })
  expect(await app.inputs.nextFreeUdpPort()).toBe(5002)
  expect(await app.inputs.create({ name: 'Camera 2' })).toMatchObject({ udpPort: 5002 })
})
