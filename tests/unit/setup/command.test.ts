import { describe, expect, it } from 'vitest'
import { run } from '../../../setup/command.mjs'

describe('a program that the set-up runs', () => {
  it('is told by its code and both its outputs', async () => {
    expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({ code: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  it('is killed with all that it started when it does not end in time', async () => {
    const { code } = await run('sh', ['-c', 'sleep 600 & echo $!; sleep 600; true'], { patienceMs: 50 })
    expect(code).toBe(128 + 9)
  })

  it('need not be there', async () => {
    expect((await run('/no/such/program', [])).code).not.toBe(0)
  })
})
