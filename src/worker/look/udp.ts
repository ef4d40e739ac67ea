import type { LookupAddress } from 'node:dns'
import type { Clock } from '../../domain/clock.ts'
import { isMulticast, openDatagrams } from './datagrams.ts'
import type { DatagramWish } from './datagrams.ts'
import { LookError } from './step.ts'

/** A host that listens to nothing says so at once, if it says so at all. */
const complaintMs = 300

/** One packet of a transport stream that every receiver drops: it is there to fill gaps. */
const nullPacket = Buffer.alloc(188, 0xff)
nullPacket.set([0x47, 0x1f, 0xff, 0x10])

/** Sends one packet. That it can leave is all that UDP can tell, unless the host complains that nobody listens. */
export async function sendDatagram(
  { addresses, port }: { addresses: readonly LookupAddress[]; port: number },
  wish: DatagramWish,
  clock: Clock,
  signal: AbortSignal,
): Promise<{ result: true; detail: string }> {
  const [first] = addresses
  if (!first) throw new LookError('nameNotFound', 'no address')
  const socket = await openDatagrams(first, port, wish)
  const heard = new AbortController()
  let complaint: NodeJS.ErrnoException | null = null
  socket.on('error', (error) => {
    complaint = error
    heard.abort()
  })
  try {
    await new Promise<void>((resolve, reject) => {
      socket.send(nullPacket, (error) => (error ? reject(error) : resolve()))
    })
    const { address } = socket.address()
    if (!isMulticast(first.address)) await clock.sleep(complaintMs, AbortSignal.any([signal, heard.signal]))
    const way = `Packets leave from ${address} to ${first.address}, port ${port}`
    if (complaint === null) return { result: true, detail: `${way}; that they arrive cannot be confirmed` }
    if (codeOf(complaint) !== 'ECONNREFUSED') throw complaint
    return { result: true, detail: `${way}, but that host says that nothing listens there now` }
  } finally {
    socket.close()
  }
}

function codeOf({ code }: NodeJS.ErrnoException): string | undefined {
  return code
}
