import type { ApiClient } from '../tests/support/api.ts'
import { createOutput } from '../tests/support/operations.ts'
import { freeTcpPort, freeUdpPort } from '../tests/support/ports.ts'

/** How a destination is dead. */
interface Death {
  protocol: string
  url: (number: number) => string
}

/** Outputs of `inputId` whose destinations refuse, say nothing (at `deafPort`), or are not there, a quarter each. */
export async function createDeadOutputs(api: ApiClient, inputId: string, count: number, deafPort: number): Promise<void> {
  const [refused, unheard] = [await freeTcpPort(), await freeUdpPort()]
  const deaths: Death[] = [
    { protocol: 'RTMP', url: (number) => `rtmp://127.0.0.1:${refused}/live/key-${number}` },
    { protocol: 'RTSP', url: (number) => `rtsp://127.0.0.1:${refused}/path-${number}` },
    { protocol: 'RTMP', url: (number) => `rtmp://127.0.0.1:${deafPort}/live/key-${number}` },
    { protocol: 'SRT_CALLER', url: () => `srt://127.0.0.1:${unheard}` },
  ]
  for (let number = 0; number < count; number++) {
    const { protocol, url } = deaths[number % deaths.length]!
    await createOutput(api, { inputId, name: `Dead ${number}`, protocol, url: url(number) })
  }
}
