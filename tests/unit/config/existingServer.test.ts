import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOwnVariable, wholeEnvironment } from '../../../src/config/environment.ts'
import { existingServer } from '../../../src/config/existingServer.ts'
import { ConfigError } from '../../../src/config/faults.ts'
import { configFolder } from '../../support/configFolder.ts'

const folder = configFolder()

describe('a command beside the server', () => {
  it.each([
    [{}, 'http://127.0.0.1:8080'],
    [{ HOST: '0.0.0.0', PORT: '9000' }, 'http://127.0.0.1:9000'],
    [{ HOST: '::', BASE_PATH: '/streams/' }, 'http://[::1]:8080/streams'],
    [{ HOST: '192.0.2.7' }, 'http://192.0.2.7:8080'],
  ])('finds it with %j at %s', (env, url) => {
    expect(existingServer({ ...env, API_KEY: 'key-1' }, folder.path)).toEqual({ url, apiKey: 'key-1' })
  })

  it('takes the key that the server made, and makes none', () => {
    expect(() => existingServer({ DATA_DIR: 'made' }, folder.path)).toThrow(ConfigError)
    const { apiKey } = folder.load({ DATA_DIR: 'made', MEDIAMTX_CONFIG_PATH: join(import.meta.dirname, '../../../mediamtx.yml') })
    expect(existingServer({ DATA_DIR: 'made' }, folder.path).apiKey).toBe(apiKey)
  })

  it('reads variables of the environment, then those of the .env file', () => {
    writeFileSync(join(folder.path, '.env'), 'ONE=file\nTWO=file\nTHREE=file\n')
    expect(wholeEnvironment({ ONE: 'set', TWO: '' }, folder.path)).toEqual({ ONE: 'set', TWO: 'file', THREE: 'file' })
  })

  it('knows which variables are those of the server itself', () => {
    expect(
      ['SECRET_KEY', 'API_KEY', 'DATABASE_URL', 'MEDIAMTX_API_PASSWORD', 'SECRET_KEY_PREVIOUS'].filter(
        (name) => !isOwnVariable(name),
      ),
    ).toEqual([])
    expect(isOwnVariable('STAGE_PLATFORM_STREAM_KEY')).toBe(false)
  })
})
