import { spawn, spawnSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { findOnPath } from '../../src/worker/processes/process.ts'
import { guarded } from './guarded.ts'
import { startNameServer } from './nameServer.ts'
import { freeTcpPort } from './ports.ts'
import { until } from './until.ts'

export interface Nginx extends AsyncDisposable {
  /** Where it serves over TLS, such as `https://localhost:40001`. */
  url: string
  /** Where it sends those who come without TLS on to that. */
  plainUrl: string
  /** Its certificate, which nobody else trusts. */
  certificate: string
  /** The digest of that certificate's key, by which a browser can be told to trust it. */
  keyDigest: string
  /** Everything that it wrote. */
  log(): string
  /** Has it read its configuration again, as after a new certificate; resolves when new processes serve. */
  reload(): Promise<void>
}

/**
 * A real nginx before the server at `upstream`, with docker/nginx.conf: what is replaced are ports, folders, the user, and who
 * knows names. `path`: it serves other things too, and the server below that path alone.
 */
export async function startNginx(upstream: string, path = '/'): Promise<Nginx> {
  const program = nginxBin()
  const folder = await mkdtemp(join(tmpdir(), 'nginx-'))
  const names = await startNameServer()
  const [plainPort, tlsPort] = await Promise.all([freeTcpPort(), freeTcpPort()])
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  })
  const file = (name: string) => join(folder, name)
  await Promise.all([writeFile(file('privkey.pem'), key), writeFile(file('fullchain.pem'), cert)])
  const written = await readFile(join(import.meta.dirname, '../../docker/nginx.conf'), 'utf8')
  const config = replaced(written, [
    ['user nginx;', process.getuid?.() === 0 ? 'user root;' : ''],
    ['/tmp/nginx.pid', file('pid')],
    ['/dev/stderr', file('error.log')],
    ['/dev/stdout', file('access.log')],
    ['/etc/nginx/certs/fullchain.pem', file('fullchain.pem')],
    ['/etc/nginx/certs/privkey.pem', file('privkey.pem')],
    ['listen 80;', `listen 127.0.0.1:${plainPort};`],
    ['listen 443 ', `listen 127.0.0.1:${tlsPort} `],
    ['https://$host$', `https://$host:${tlsPort}$`],
    ['app:8080', `app:${new URL(upstream).port}`],
    ['resolver 127.0.0.11 ', `resolver 127.0.0.1:${names.port} `],
    ['location / {', `location ${path} {`],
    // Built-in ones are of a machine where it was installed.
    [
      'http {',
      `http {${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${file(of)};`).join(' ')}`,
    ],
  ])
  await writeFile(file('nginx.conf'), config)
  const args = ['-p', folder, '-e', file('error.log'), '-c', file('nginx.conf')]
  const child = spawn(...guarded([program, ...args, '-g', 'daemon off;']), { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const log = () => ['access.log', 'error.log'].map((name) => readFileSync(file(name), 'utf8')).join('')
  const plainUrl = `http://localhost:${plainPort}`
  const answers = () =>
    fetch(plainUrl, { redirect: 'manual' }).then(
      () => true,
      () => {
        if (child.exitCode !== null) throw new Error(`nginx ended: ${said}`)
        return false
      },
    )
  await until(answers, 10_000, 'nginx')
  return {
    ...{ url: `https://localhost:${tlsPort}`, plainUrl, certificate: cert, log },
    keyDigest: createHash('sha256')
      .update(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64'),
    reload: async () => {
      const before = workersOf(child.pid!)
      child.kill('SIGHUP')
      await until(() => workersOf(child.pid!).some((pid) => !before.includes(pid)), 10_000, 'new processes of nginx')
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await exited
      await names[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function nginxBin(): string {
  const found = process.env.NGINX_BIN || findOnPath('nginx')
  if (!found) throw new Error('These tests need nginx: install it (apt install nginx), or name its program with NGINX_BIN.')
  return found
}

/** Each text stands there, and once: what is run is what was written. */
function replaced(text: string, changes: [string, string][]): string {
  for (const [from, to] of changes) {
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`docker/nginx.conf has ${parts.length - 1} times: ${from}`)
    text = parts.join(to)
  }
  return text
}

function workersOf(pid: number): string[] {
  return spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter(Boolean)
}
