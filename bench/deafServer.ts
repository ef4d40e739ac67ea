import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'node:net'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { guarded } from '../tests/support/guarded.ts'

/** A TCP port whose host seems to be switched off: whoever connects gets no answer. */
export interface DeafServer extends AsyncDisposable {
  port: number
}

/** So long without an answer: none will come. */
const silenceMs = 1000

/** A server that is frozen and whose queue of callers is full: the system drops what further callers send. */
export async function startDeafServer(): Promise<DeafServer> {
  const program = [process.execPath, join(import.meta.dirname, 'deafProcess.ts')]
  const child = spawn(...guarded(program), { stdio: ['ignore', 'pipe', 'inherit'] })
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(printed)
  child.kill('SIGSTOP')
  const callers: Socket[] = []
  while (await connects(port, callers));
  return {
    port,
    async [Symbol.asyncDispose]() {
      for (const caller of callers) caller.destroy()
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function connects(port: number, callers: Socket[]): Promise<boolean> {
  const caller = createConnection(port, '127.0.0.1')
  caller.on('error', () => {})
  callers.push(caller)
  return await Promise.race([once(caller, 'connect').then(() => true), sleep(silenceMs, false)])
}
