import type { EventKind } from '../domain/events.ts'
import type { Protocol } from '../domain/output.ts'
import type { Delivery, Desired, InputState, OutputState } from '../domain/states.ts'
import { enumOf } from './builder.ts'

export const DesiredType = enumOf<Desired>('Desired', 'What a person wants. Stored; survives restarts.', {
  RUNNING: 'It shall run.',
  STOPPED: 'It shall not run.',
})

export const InputStateType = enumOf<InputState>('InputState', 'What is observed of an input.', {
  STOPPED: 'Nothing listens, as wished.',
  WAITING: 'Listens; no feed has come yet.',
  LIVE: 'A feed arrives.',
  DEGRADED: 'A feed arrives, but damaged; `failure` says how. It becomes LIVE 10 s after the last damage.',
  LOST: 'There was a feed; now there is none.',
  FAILED:
    'It cannot listen, or what arrives cannot be read; `failure` says which. It becomes LIVE by itself once a feed can be read.',
  UNKNOWN: 'What is observed cannot be trusted now: MediaMTX does not answer.',
})

export const OutputStateType = enumOf<OutputState>('OutputState', 'What is observed of an output.', {
  STOPPED: 'Nothing runs, as wished.',
  WAITING_INPUT: 'Wants to run, but its input has no feed. No attempt is made or counted.',
  STARTING: 'A first start, by the wish of a person or because the input returned.',
  LISTENING: 'Ready for callers; none has come.',
  LIVE: 'The feed is being sent. Told from evidence only.',
  DEGRADED:
    'The feed is being sent, but not as it should be; `failure` says how. It becomes LIVE once that has been over for 3 s.',
  RECONNECTING: 'After a drop or a failed attempt: attempts and the waits between them.',
  FAILED: 'Down, and not just dropped. It may go on trying: `nextAttemptAt` says when, null says that a person must act.',
  STOPPING: 'Its processes are being ended.',
  UNKNOWN: 'What is observed cannot be trusted now.',
})

export const DeliveryType = enumOf<Delivery>('Delivery', 'Whether the destination is known to receive.', {
  CONFIRMED: 'The destination acknowledged bytes.',
  UNCONFIRMED: 'No byte was acknowledged yet. UDP never acknowledges.',
})

export const EventKindType = enumOf<EventKind>('EventKind', 'What an event tells.', {
  SNAPSHOT: 'The whole list: first of all, and again in the place of events that a slow reader lost.',
  ADDED: 'One object is new.',
  CHANGED: 'State or settings of one object changed. Rates do not count: see `statistics`.',
  REMOVED: 'One object is gone; only its `id` is given.',
})

export const ProtocolType = enumOf<Protocol>('Protocol', 'How an output reaches its destination.', {
  SRT_CALLER: 'SRT, where the server connects and the destination listens.',
  SRT_LISTENER: 'SRT, where receivers connect to the server.',
  RTMP: 'RTMP or RTMPS push, by the scheme of the URL.',
  UDP: 'MPEG-TS in UDP datagrams, to one host or a multicast group.',
  RTSP: 'RTSP publishing over TCP.',
})
