import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** As many as a manager of the bench has for inputs. */
const ports = 51

/**
 * The first of 51 free UDP ports outside the range from which the system gives ports to programs that ask for any: hundreds
 * of receivers and FFmpegs take theirs there.
 */
export async function freeInputPorts(): Promise<number> {
  const [lowest = 32_768] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1').split('\t').map(Number)
  for (;;) {
    const start = 1024 + Math.floor(Math.random() * (lowest - 1024 - ports))
    const free = await Promise.all(Array.from({ length: ports }, (_, count) => isFree(start + count)))
    if (free.every(Boolean)) return start
  }
}

async function isFree(port: number): Promise<boolean> {
  const socket = createSocket('udp4')
  try {
    socket.bind(port)
    await once(socket, 'listening')
    return true
  } catch {
    return false
  } finally {
    socket.close()
  }
}
