import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { variableNames } from '../../src/config/variables.ts'
import { configFolder } from '../support/configFolder.ts'

const root = join(import.meta.dirname, '../..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Service {
  container_name?: string
  image: string
  profiles?: string[]
  user?: string
  read_only?: boolean
  stop_grace_period?: string
  ports?: string[]
  volumes?: string[]
  environment?: Record<string, string>
  secrets?: string[]
  networks?: { default: { ipv4_address: string } }
}

interface Compose {
  name: string
  services: Record<'app' | 'mediamtx' | 'postgres' | 'nginx' | 'prometheus' | 'grafana', Service>
  secrets: Record<string, { environment: string }>
  networks: { default: { ipam: { config: { subnet: string; ip_range: string }[] } } }
}

/** What must be given, as a person gives it in `.env`. */
const given = { MEDIAMTX_PASSWORD: 'CANARY-api', MEDIAMTX_READER_PASSWORD: 'CANARY-reader' }

/** The file with its variables replaced: `${NAME:-else}` and `${NAME:?why}`, also one in another. */
function compose(env: Record<string, string> = given): Compose {
  const replaced = (text: string): string => {
    const next = text.replaceAll(/\$\{(\w+)(?::([-?])([^${}]*))?\}/g, (_, name: string, kind: string | undefined, rest = '') => {
      if (!env[name] && kind === '?') throw new Error(`${name}: ${rest}`)
      return env[name] || (kind === '-' ? rest : '')
    })
    return next === text ? text : replaced(next)
  }
  const reviver = (_: unknown, value: unknown) => (typeof value === 'string' ? replaced(value) : value)
  return parse(read('docker-compose.yml'), reviver, { merge: true }) as Compose
}

/** Ports as the host has them, `from-to/protocol`; each must be the same inside, since addresses that are shown carry it. */
function published({ ports = [] }: Service): string[] {
  return ports.map((port) => {
    const [, outside, inside, protocol] = /^[\d.]+:([\d-]+):([\d-]+)\/(\w+)$/.exec(port) ?? []
    expect(outside, port).toBe(inside)
    return `${outside}/${protocol}`
  })
}

const imageEnv = () =>
  Object.fromEntries(
    [...read('docker/Dockerfile').matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) =>
      line.split(' ').map((one) => one.split('=')),
    ),
  ) as Record<string, string>

const folder = configFolder()

it('the containers have the names and profiles that the documents use, and what they mount is there', () => {
  const { name, services } = compose()
  expect(name).toBe('stream-manager')
  expect(services.app.container_name).toBe('stream-manager-app')
  // So its name is made by Compose: stream-manager-mediamtx-1.
  expect(services.mediamtx.container_name).toBeUndefined()
  expect(Object.fromEntries(Object.entries(services).map(([service, { profiles = [] }]) => [service, profiles.join()]))).toEqual({
    ...{ app: '', mediamtx: '', postgres: 'postgres', nginx: 'proxy', prometheus: 'monitoring', grafana: 'monitoring' },
  })
  const sources = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(':')[0] ?? ''))
  for (const source of sources.filter((source) => source.startsWith('.') && source !== './certs'))
    expect(existsSync(join(root, source)), source).toBe(true)
})

it('the server takes what its container is given, and finds the MediaMTX that is beside it', () => {
  const { services, networks } = compose()
  const environment = { ...imageEnv(), ...services.app.environment, DATA_DIR: join(folder.path, 'data') }
  const { host, port, publicHost, udpPortRange, srtPortRange, externalMediamtx, trustedProxies } = folder.load(environment)
  expect({ host, port, publicHost }).toEqual({ host: '0.0.0.0', port: 8080, publicHost: '127.0.0.1' })
  expect(externalMediamtx).toMatchObject({
    ...{ apiUrl: 'http://mediamtx:9997', user: 'manager', password: given.MEDIAMTX_PASSWORD, hlsUrl: 'http://mediamtx:8888' },
    ...{
      rtspUrl: `rtsp://reader:${given.MEDIAMTX_READER_PASSWORD}@mediamtx:8554`,
      srt: { host: '127.0.0.1', port: srtPortRange.start },
    },
    ...{ logFile: '/log/mediamtx.log', logFileLimitBytes: 16_000_000 },
  })
  expect(published(services.app)).toEqual(['8080/tcp', `${srtPortRange.start + 1}-${srtPortRange.end}/udp`])
  expect(published(services.mediamtx)).toEqual([`${udpPortRange.start}-${udpPortRange.end}/udp`, `${srtPortRange.start}/udp`])
  expect(trustedProxies).toHaveLength(1)
  const address = services.nginx.networks?.default.ipv4_address ?? ''
  expect(services.app.environment?.TRUST_PROXY).toBe(address)
  expect(networks.default.ipam.config[0]).toEqual({ subnet: '10.187.42.0/27', ip_range: '10.187.42.0/28' })
  expect(address).toBe('10.187.42.30')
})

it('MediaMTX is what its file and the server expect', () => {
  const file = parse(read('mediamtx.yml')) as { authInternalUsers: { user: string }[]; apiAddress: string; rtspAddress: string }
  const { image, environment = {}, user } = compose().services.mediamtx
  expect(image).toBe('bluenviron/mediamtx:1.20.1')
  expect([file.apiAddress, file.rtspAddress]).toEqual([':9997', ':8554'])
  expect(file.authInternalUsers.map(({ user }) => user)).toEqual(['manager', 'reader'])
  expect(environment).toMatchObject({
    ...{ MTX_AUTHINTERNALUSERS_0_PASS: given.MEDIAMTX_PASSWORD, MTX_AUTHINTERNALUSERS_1_PASS: given.MEDIAMTX_READER_PASSWORD },
    ...{ MTX_SRT: 'yes', MTX_SRTADDRESS: ':8890', MTX_HLS: 'yes', MTX_LOGFILE: '/log/mediamtx.log' },
  })
  // The server empties the file that MediaMTX makes.
  expect(read('docker/Dockerfile')).toContain(`\nUSER ${user}\n`)
})

it('every variable of .env.example reaches the server, or is none of a container', () => {
  const names = [...read('.env.example').matchAll(/^#?([A-Z][A-Z_]+)=/gm)].flatMap(([, name]) => name ?? [])
  const app = { ...imageEnv(), ...compose().services.app.environment }
  const missing = [...new Set(names)].filter((name) => !(name in app))
  expect(missing.sort()).toEqual(
    ['MEDIAMTX_API_USER', 'MEDIAMTX_BIN', 'MEDIAMTX_CONFIG_PATH', 'MEDIAMTX_PATH_PREFIX', 'MEDIAMTX_RELEASES_URL'].sort(),
  )
})

it('has no password of its own, and says which one is missing', () => {
  expect(() => compose({})).toThrow('MEDIAMTX_PASSWORD: set it in .env')
  expect(() => compose({ MEDIAMTX_PASSWORD: 'x' })).toThrow('MEDIAMTX_READER_PASSWORD: set it in .env')
  const { services, secrets } = compose()
  expect(services.postgres.environment?.POSTGRES_PASSWORD).toBe('')
  for (const [name, { environment }] of Object.entries(secrets)) expect(environment).toBe(name.toUpperCase())
})

it('the lines of DEPLOYMENT.md make every password once, readable by their owner alone', () => {
  const block = /^```sh\n# passwords\n([^]*?)\n```$/m.exec(read('DEPLOYMENT.md'))?.[1] ?? ''
  const made = () => {
    execFileSync('sh', ['-c', block], { cwd: folder.path })
    return readFileSync(join(folder.path, '.env'), 'utf8')
  }
  const first = made()
  expect(made()).toBe(first)
  expect(statSync(join(folder.path, '.env')).mode & 0o777).toBe(0o600)
  const passwords = Object.fromEntries(
    first
      .trim()
      .split('\n')
      .map((line) => line.split('=')),
  ) as Record<string, string>
  expect(new Set(Object.values(passwords)).size).toBe(Object.keys(passwords).length)
  for (const password of Object.values(passwords)) expect(password).toMatch(/^[\da-f]{48}$/)
  const { services, secrets } = compose(passwords)
  expect(services.postgres.environment?.POSTGRES_PASSWORD).toBe(passwords.POSTGRES_PASSWORD)
  for (const { environment } of Object.values(secrets)) expect(passwords).toHaveProperty(environment)
})

it('a container is given the time that the server takes to end', () => {
  const [, ms = ''] = /stopWithinMs = ([\d_]+)/.exec(read('src/main.ts')) ?? []
  const patience = Number(ms.replaceAll('_', '')) / 1000
  expect(patience).toBeGreaterThan(0)
  expect(Number.parseInt(compose().services.app.stop_grace_period ?? '', 10)).toBeGreaterThan(patience)
  const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(read('deploy/stream-manager.service')) ?? []
  expect(Number(seconds)).toBeGreaterThan(patience)
})

it('the unit of systemd writes for people, and sets nothing that the server would not take', () => {
  const set = [...read('deploy/stream-manager.service').matchAll(/^Environment=(\w+)=(.*)$/gm)].map(([, name = '', value]) => [
    name,
    value,
  ])
  expect(set).toContainEqual(['LOG_FORMAT', 'text'])
  // Those of Node stand in no configuration of ours.
  for (const [name = ''] of set.filter(([known]) => !known?.startsWith('NODE_'))) expect(variableNames).toContain(name)
})

it('what the image copies is there and is let in', () => {
  const letIn = read('.dockerignore').split('\n')
  const copied = [...read('docker/Dockerfile').matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, list = '']) =>
    list.split(' '),
  )
  expect(copied.length).toBeGreaterThan(5)
  for (const path of copied) {
    expect(existsSync(join(root, path)), path).toBe(true)
    expect(letIn, path).toContain(`!${path}`)
  }
  // Nothing comes in that nobody named.
  expect(letIn.find((line) => line !== '' && !line.startsWith('#'))).toBe('*')
  expect(letIn).not.toContain('!.env')
})

it('is well while the server answers, and is not while it does not', async () => {
  let status = 200
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(status).end('ok')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const check = async (env: Record<string, string> = {}) => {
    const child = spawn('bash', [join(root, 'docker/healthcheck.sh')], {
      env: { PATH: process.env.PATH, PORT: String(port), ...env },
      stdio: 'ignore',
    })
    return ((await once(child, 'exit')) as [number])[0]
  }
  try {
    expect(await check()).toBe(0)
    expect(await check({ BASE_PATH: '/streams' })).toBe(0)
    expect(await check({ BASE_PATH: '/streams/' })).toBe(0)
    expect(await check({ BASE_PATH: '/' })).toBe(0)
    // The server takes no such path either.
    for (const path of ['streams', 'streams/', '//streams']) expect(await check({ BASE_PATH: path }), path).toBe(1)
    expect(asked).toEqual(['/healthz', '/streams/healthz', '/streams/healthz', '/healthz'])
    status = 503
    expect(await check()).toBe(1)
  } finally {
    server.close()
    await once(server, 'close')
  }
  // One that nobody has: that of before may be another program's by now.
  expect(await check({ PORT: '1' })).toBe(1)
})
