import { until } from '../../support/manager.ts'
import { publish } from '../stage.ts'
import type { Stage } from '../stage.ts'
import { startMediamtx } from './mediamtx.ts'
import type { MediamtxPeer, MediamtxSettings } from './mediamtx.ts'

/** A MediaMTX whose path `name` a sender has, and keeps. */
export async function startTaken(
  { feedUrl }: Stage,
  stack: AsyncDisposableStack,
  name: string,
  servers: MediamtxSettings,
): Promise<MediamtxPeer> {
  const peer = stack.use(await startMediamtx({ ...servers, rtsp: true, paths: { [name]: { overridePublisher: false } } }))
  publish(stack, feedUrl, `${peer.rtsp}/${name}`)
  await until(async () => (await peer.path(name))?.available, 15_000, 'the first sender')
  return peer
}
