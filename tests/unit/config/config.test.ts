import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { existingApiKey } from '../../../src/config/existingServer.ts'
import { configFolder } from '../../support/configFolder.ts'

const folder = configFolder()
const { load, faults } = folder
beforeEach(() => writeFileSync(join(folder.path, 'mediamtx.yml'), ''))

describe('an empty environment', () => {
  it('gives the documented defaults', () => {
    expect(load()).toMatchObject({
      ...{ logFormat: 'auto', metricsToken: null },
      database: { kind: 'sqlite', file: join(folder.path, 'data/manager.db') },
      dataDir: join(folder.path, 'data'),
      mediamtxConfigPath: join(folder.path, 'mediamtx.yml'),
      mediamtxBin: 'mediamtx',
      ffmpegBin: 'ffmpeg',
      logLevel: 'INFO',
      host: '127.0.0.1',
      port: 8080,
      publicHost: '127.0.0.1',
      defaultReconnectDelaySeconds: 5,
      maxReconnectAttempts: 0,
      udpPortRange: { start: 5000, end: 5100 },
      srtPortRange: { start: 8890, end: 8990 },
    })
  })

  it('cannot be changed afterwards', () => {
    const config = load()
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
    expect(() => Object.assign(config.udpPortRange, { start: 1 })).toThrow(TypeError)
    expect(() => Object.assign(config.database, { file: 'x' })).toThrow(TypeError)
  })

  it('counts empty variables as not set', () => {
    expect(load({ PORT: '', API_KEY: '', UDP_PORT_RANGE_START: '', MEDIAMTX_API_URL: '' })).toMatchObject({ port: 8080 })
  })
})

describe('keys', () => {
  it('are made once, strong, and readable by their owner alone', () => {
    const first = load()
    expect(first.apiKey).toMatch(/^[\w-]{43}$/)
    expect(first.secretKey).toMatch(/^[\w-]{43}$/)
    expect(first.apiKey).not.toBe(first.secretKey)
    expect(first.apiKeyFile).toBe(join(folder.path, 'data/api-key'))
    expect(first.secretKeyFile).toBe(join(folder.path, 'data/secret-key'))
    expect(load()).toEqual(first)
    for (const name of ['api-key', 'secret-key']) expect(statSync(join(folder.path, 'data', name)).mode & 0o777).toBe(0o600)
  })

  it('are shown again as the server has them, and none is made for that', () => {
    expect(() => existingApiKey({}, folder.path)).toThrow(
      /^Nothing is set up yet in .*data: start the server once, or say DATA_DIR=/,
    )
    expect(existsSync(join(folder.path, 'data'))).toBe(false)
    const { apiKey } = load({ DATA_DIR: './elsewhere' })
    expect(existingApiKey({ DATA_DIR: './elsewhere' }, folder.path)).toBe(apiKey)
    expect(existingApiKey({ API_KEY: 'one-of-my-own' }, folder.path)).toBe('one-of-my-own')
  })

  it('that others may read are closed to them', () => {
    const { apiKey } = load()
    chmodSync(join(folder.path, 'data/api-key'), 0o644)
    expect(load().apiKey).toBe(apiKey)
    expect(statSync(join(folder.path, 'data/api-key')).mode & 0o777).toBe(0o600)
  })

  it.runIf(process.getuid?.() === 0)('that another user can have put there are refused', () => {
    const { apiKey } = load()
    const [data, file] = [join(folder.path, 'data'), join(folder.path, 'data/api-key')]
    chownSync(file, 65_534, 65_534)
    expect(load().apiKey).toBe(apiKey)
    chmodSync(data, 0o1777)
    expect(faults({})).toEqual([expect.stringContaining(`${file} belongs to another user`)])
    chownSync(file, 0, 0)
    expect(load().apiKey).toBe(apiKey)
  })

  it('behind a link that leads nowhere are asked for, not made anew at each start', () => {
    mkdirSync(join(folder.path, 'data'))
    symlinkSync(join(folder.path, 'nowhere'), join(folder.path, 'data/secret-key'))
    expect(faults({})).toEqual([expect.stringContaining('data/secret-key is a link that leads nowhere')])
  })

  it('from the environment are taken as they are, and nothing is written', () => {
    const config = load({ API_KEY: 'mine#1', SECRET_KEY: 'other', DATABASE_URL: 'sqlite::memory:' })
    expect(config).toMatchObject({ apiKey: 'mine#1', secretKey: 'other', apiKeyFile: null, secretKeyFile: null })
    expect(existsSync(join(folder.path, 'data'))).toBe(false)
  })

  it('of before may be several, one may hold a comma, and one may be known to everybody', () => {
    const published = 'your-secret-key-change-this'
    expect(load().previousSecretKeys).toEqual([])
    expect(load({ SECRET_KEY_PREVIOUS: published }).previousSecretKeys).toEqual([published])
    expect(load({ SECRET_KEY_PREVIOUS: 'one,two' }).previousSecretKeys).toEqual(['one,two', 'one', 'two'])
    expect(faults({ SECRET_KEY_PREVIOUS: 'one, two' })).toEqual([expect.stringMatching(/^SECRET_KEY_PREVIOUS must be/)])
  })

  it('in an empty file are refused, not replaced', () => {
    mkdirSync(join(folder.path, 'data'))
    writeFileSync(join(folder.path, 'data/secret-key'), '\n')
    expect(faults({})).toEqual([expect.stringContaining(`${join(folder.path, 'data/secret-key')} holds no key`)])
    expect(readFileSync(join(folder.path, 'data/secret-key'), 'utf8')).toBe('\n')
  })

  it.each(['your-secret-api-key-change-in-production', 'your-secret-key-change-this'])(
    'that are published (%s) are refused',
    (value) => {
      expect(faults({ API_KEY: value, SECRET_KEY: value })).toEqual([
        expect.stringMatching(/^SECRET_KEY is an example/),
        expect.stringMatching(/^API_KEY is an example/),
      ])
    },
  )
})

describe('DATABASE_URL', () => {
  it.each([
    ['sqlite:///./some/file.db', 'some/file.db'],
    ['sqlite:///file.db', 'file.db'],
  ])('%s is relative', (url, file) => {
    expect(load({ DATABASE_URL: url }).database).toEqual({ kind: 'sqlite', file: join(folder.path, file) })
  })

  it('with four slashes is absolute', () => {
    expect(load({ DATABASE_URL: `sqlite:///${folder.path}/a.db` }).database).toEqual({
      kind: 'sqlite',
      file: `${folder.path}/a.db`,
    })
  })

  it('may be memory', () => {
    expect(load({ DATABASE_URL: 'sqlite::memory:' }).database).toEqual({ kind: 'sqlite', file: ':memory:' })
  })

  it.each([
    'postgresql://u:p%23@host:5433/name?sslmode=verify-full',
    'postgres://host/name',
    'postgresql:///name?host=/run/postgresql',
  ])('%s is PostgreSQL, and needs no folder', (url) => {
    expect(load({ DATABASE_URL: url, API_KEY: 'mine', SECRET_KEY: 'other' }).database).toEqual({ kind: 'postgres', url })
    expect(existsSync(join(folder.path, 'data'))).toBe(false)
  })

  it.each([
    ['postgresql+asyncpg://u:CANARY@host/db', /driver of another language/],
    ['postgres:u:CANARY@host/db', /must look like/],
    ['postgresql://u:CANARY@host', /names no database/],
    ['postgresql://u:CANARY@host/', /names no database/],
    ['postgresql:///CANARY', /names no host/],
    ['postgresql://u:CAN#ARY@host/db', /special characters/],
    ['postgresql://u:CANARY%zz@host/db', /special characters/],
    ['postgresql://u:CANARY@host:port/db', /special characters/],
  ])('%s is refused', (url, why) => {
    expect(faults({ DATABASE_URL: url })).toEqual([expect.stringMatching(why)])
    expect(faults({ DATABASE_URL: url })[0]).not.toMatch(/CAN/)
  })

  it.each(['file.db', 'sqlite://file.db', 'mysql://u:CANARY@h/d', 'sqlite:///'])('%s is refused', (url) => {
    expect(faults({ DATABASE_URL: url })).toEqual([expect.stringMatching(/^DATABASE_URL must be sqlite:/)])
  })
})

describe('faults', () => {
  it('are told all together, and never with a value', () => {
    const found = faults({
      DATABASE_URL: 'postgresql://u:CANARY@host',
      MEDIAMTX_API_URL: 'http://u:CANARY@host',
      API_KEY: 'CANARY with spaces',
      PORT: 'CANARY',
      HOST: 'http://CANARY:1',
      LOG_LEVEL: 'CANARY',
      METRICS_TOKEN: 'CANARY of metrics',
      LOG_FORMAT: 'CANARY',
      DEFAULT_RECONNECT_DELAY: '0.1',
      MAX_RECONNECT_ATTEMPTS: '-1',
      UDP_PORT_RANGE_START: '6000',
      UDP_PORT_RANGE_END: '5999',
    })
    expect(found.map((fault) => /^\w+/.exec(fault)?.[0])).toEqual([
      'DATABASE_URL',
      'API_KEY',
      'MEDIAMTX_API_URL',
      'LOG_LEVEL',
      'HOST',
      'PORT',
      'METRICS_TOKEN',
      'LOG_FORMAT',
      'DEFAULT_RECONNECT_DELAY',
      'MAX_RECONNECT_ATTEMPTS',
      'UDP_PORT_RANGE_START',
      'MEDIAMTX_API_PASSWORD',
      'MEDIAMTX_RTSP_URL',
    ])
    expect(found.join()).not.toContain('CANARY')
  })

  it('come in one message that lists them', () => {
    expect(() => load({ PORT: 'x', LOG_LEVEL: 'y' })).toThrow(
      'The configuration has 2 faults:\n- LOG_LEVEL must be one of ERROR, WARNING, INFO, DEBUG.\n- PORT must be a whole number from 0 to 65535.',
    )
  })

  it.each([
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535.'],
    [
      { FORBIDDEN_DESTINATIONS: '10.0.0.0/33' },
      'FORBIDDEN_DESTINATIONS must be addresses such as 10.0.0.0/8, 127.0.0.0/8 or ::1/128, separated by commas.',
    ],
    [{ PORT: '80.5' }, 'PORT must be a whole number from 0 to 65535.'],
    [{ LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be one of auto, text, json.'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must have at least 16 characters.'],
    [
      { METRICS_TOKEN: 'one-and-the-same-key', API_KEY: 'one-and-the-same-key' },
      'METRICS_TOKEN must not be the API_KEY: it lets read metrics, and nothing else.',
    ],
    [{ DEFAULT_RECONNECT_DELAY: '3601' }, 'DEFAULT_RECONNECT_DELAY must be a number from 0.5 to 3600.'],
    [{ UDP_PORT_RANGE_START: '0' }, 'UDP_PORT_RANGE_START must be a whole number from 1 to 65535.'],
    [
      { UDP_PORT_RANGE_END: '9000' },
      'The ranges of UDP_PORT_RANGE_... and SRT_PORT_RANGE_... must not overlap: SRT uses UDP ports too.',
    ],
    [
      { SRT_PORT_RANGE_START: '9000', SRT_PORT_RANGE_END: '8999' },
      'SRT_PORT_RANGE_START must not be greater than SRT_PORT_RANGE_END.',
    ],
  ])('of %j', (env, fault) => {
    expect(faults(env)).toEqual([fault])
  })

  it('tell of a MediaMTX configuration that is not there', () => {
    expect(faults({ MEDIAMTX_CONFIG_PATH: 'none.yml' })).toEqual([expect.stringContaining('none.yml cannot be read (ENOENT)')])
  })

  it('tell of a data folder that cannot be made', () => {
    writeFileSync(join(folder.path, 'taken'), '')
    expect(faults({ DATA_DIR: 'taken' })).toEqual([expect.stringMatching(/^DATA_DIR: the folder .*taken cannot be written/)])
  })
})

describe.runIf(process.platform === 'linux')('a data folder', () => {
  it('where none can be made is told, not waited for', () => {
    expect(faults({ DATA_DIR: '/proc/none/data' })).toEqual([expect.stringMatching(/^DATA_DIR: the folder .* cannot be written/)])
  })
})

describe('values', () => {
  it('are taken where they are right', () => {
    const env = {
      PORT: '0',
      LOG_LEVEL: 'debug',
      DEFAULT_RECONNECT_DELAY: '2.5',
      SRT_PORT_RANGE_START: '65500',
      FFMPEG_BIN: './bin/ffmpeg',
    }
    expect(load(env)).toMatchObject({
      port: 0,
      logLevel: 'DEBUG',
      defaultReconnectDelaySeconds: 2.5,
      srtPortRange: { start: 65500, end: 65535 },
      ffmpegBin: join(folder.path, 'bin/ffmpeg'),
    })
  })

  it('of PUBLIC_HOST follow HOST unless given', () => {
    expect(load({ HOST: '192.0.2.1' }).publicHost).toBe('192.0.2.1')
    expect(load({ HOST: '0.0.0.0' }).publicHost).not.toBe('0.0.0.0')
    expect(load({ HOST: '0.0.0.0', PUBLIC_HOST: 'studio.example' }).publicHost).toBe('studio.example')
  })
})

describe('the .env file', () => {
  it('fills in what the environment leaves out', () => {
    writeFileSync(join(folder.path, '.env'), 'PORT=9000 # the usual one\nLOG_LEVEL=DEBUG\n')
    expect(load({ LOG_LEVEL: 'ERROR' })).toMatchObject({ port: 9000, logLevel: 'ERROR' })
  })

  it('that cannot be read is one of the faults, which shows nothing of it', () => {
    writeFileSync(join(folder.path, '.env'), 'PORT=9000\nAPI_KEY="CANARY\nCANARY\n')
    const found = faults({ LOG_LEVEL: 'loud' })
    expect(found).toEqual([expect.stringMatching(/^Lines 2, 3 of the \.env file/), expect.stringMatching(/^LOG_LEVEL/)])
    expect(found.join()).not.toContain('CANARY')
  })
})

describe('who may call', () => {
  it('is by default the own pages alone, and nobody speaks for others', () => {
    expect(load()).toMatchObject({ allowedOrigins: [], trustedProxies: [] })
  })

  it('can be other sites, and proxies that speak for others', () => {
    expect(
      load({ ALLOWED_ORIGINS: ' https://Tool.example, http://127.0.0.1:3000/ ', TRUST_PROXY: '127.0.0.1, 10.0.0.0/8' }),
    ).toMatchObject({
      allowedOrigins: ['https://tool.example', 'http://127.0.0.1:3000'],
      trustedProxies: [
        { address: '127.0.0.1', prefix: 32, family: 'ipv4' },
        { address: '10.0.0.0', prefix: 8, family: 'ipv4' },
      ],
    })
  })

  it('can come by a path, which ends with no slash', () => {
    const paths = ['/streams', '/streams/', '/a/b-1._~', '/', '']
    expect(paths.map((BASE_PATH) => load({ BASE_PATH }).basePath)).toEqual(['/streams', '/streams', '/a/b-1._~', '', ''])
  })

  it.each<Record<string, string>>([
    { BASE_PATH: 'streams' },
    { BASE_PATH: '//streams' },
    { BASE_PATH: '/streams/../x' },
    { BASE_PATH: '/str"eams' },
    { BASE_PATH: '/a b' },
    { BASE_PATH: '/a;Path=/' },
    { BASE_PATH: `/${'a'.repeat(200)}` },
    { BASE_PATH: 'https://streams.example/' },
    { ALLOWED_ORIGINS: '*' },
    { ALLOWED_ORIGINS: 'https://*.example' },
    { ALLOWED_ORIGINS: 'tool.example' },
    { ALLOWED_ORIGINS: 'https://tool.example/path' },
    { ALLOWED_ORIGINS: 'https://user@tool.example' },
    { TRUST_PROXY: 'true' },
    { TRUST_PROXY: '10.0.0.0/64' },
    { TRUST_PROXY: 'proxy.example' },
  ])('is refused as %o', (env) => {
    const [name = ''] = Object.keys(env)
    expect(faults(env)).toEqual([expect.stringMatching(new RegExp(`^${name} must (?:be|have) `))])
  })
})
