import { type App, createApp, exampleFeed } from './app.ts'
import { type Config, loadConfig } from './config.ts'
import { ConfigError } from './config/faults.ts'
import { isJson } from './config/monitoring.ts'
import { createPrinter, type Printer } from './server/printer.ts'

/** Whatever hangs then is left to the system, which ends our processes with us. */
const stopWithinMs = 30_000

/** How what is told here is written; in words until the configuration is known. */
let tell = (text: string): void => void process.stderr.write(`${text}\n`)

try {
  await run()
} catch (error) {
  tell(explain(error))
  process.exit(1)
}

async function run(): Promise<void> {
  const config = loadConfig(process.env, process.cwd())
  const asJson = isJson(config.logFormat, process.stderr)
  const print: Printer = await createPrinter(asJson, (line) => process.stderr.write(`${line}\n`))
  if (asJson) tell = (text) => print('ERROR', text)
  const giveUp = new AbortController()
  const starting = createApp(config, { signal: giveUp.signal })
  let askedAt: number | undefined
  const stop = async (exitCode = 0) => {
    if (askedAt !== undefined) {
      // Ctrl-C comes twice under npm: from the terminal and, at once, from npm. A person who asks again cannot wait.
      if (performance.now() - askedAt > 500) process.exit(1)
      return
    }
    askedAt = performance.now()
    giveUp.abort()
    setTimeout(() => {
      tell(`The server did not end within ${stopWithinMs / 1000} s and is ended now.`)
      process.exit(1)
    }, stopWithinMs)
    try {
      // A start that fails is told below.
      const app = await starting.catch(() => undefined)
      await app?.stop()
    } catch (error) {
      tell(explain(error))
      process.exit(1)
    }
    process.exit(exitCode)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())

  let app: App | null = null
  // A mistake that nobody caught costs what it concerned, not every feed.
  const mistaken = (error: unknown) => {
    if (app !== null) return app.report(error)
    tell(explain(error))
    process.exit(1)
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, mistaken)
  // Nor does it end because nobody reads any more what it prints.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  app = await starting
  void app.lost.then(async (why) => {
    tell(why)
    await stop(1)
  })
  // Every line is to be one for programs then; that the server runs, and where, is among them.
  if (config.logFormat === 'json') return
  process.stdout.write(welcome(config, app.url))
  // Asking FFmpeg takes a moment.
  process.stdout.write(`Add an input in the dashboard, then send it a feed, for example:\n\n  ${await exampleFeed(config)}\n\n`)
}

function welcome(config: Config, url: string): string {
  const key = process.stdout.isTTY ? config.apiKey : config.apiKeyFile === null ? 'the one in API_KEY' : `in ${config.apiKeyFile}`
  return `
Stream Distribution Manager is running.

  Dashboard   ${new URL(`${url}/`).href}
  GraphQL     ${new URL(`${url}/graphql`).href}
  API key     ${key}

`
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const { code, syscall, port, address, message } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (syscall === 'listen' || syscall === 'bind' || syscall === 'getaddrinfo') {
    const where = port === undefined ? `${address}` : `Port ${port} of ${address}`
    if (code === 'EADDRINUSE') return `${where} is in use by another program: end it, or name another port with PORT.`
    if (code === 'EACCES') return `${where} may not be used by this user: name a port above 1023 with PORT.`
    if (code === 'EADDRNOTAVAIL') return `${address} is not an address of this machine: name one with HOST.`
    if (code === 'ENOTFOUND') return 'The name in HOST is not known: use an IP address of this machine.'
  }
  return `The server could not start: ${message ?? String(error)}`
}
