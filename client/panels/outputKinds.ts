import type { Protocol } from '../generated/graphql.ts'

/** Where an output can go, as people think of it: a card of the panel that adds outputs. */
export interface OutputKind {
  id: string
  name: string
  note: string
  protocol: Protocol
  /** The streaming service that it is, as the server names it; null: any address. */
  service: string | null
}

export const outputKinds = [
  { id: 'youtube', name: 'YouTube', note: 'RTMPS', protocol: 'RTMP', service: 'YouTube' },
  { id: 'twitch', name: 'Twitch', note: 'RTMPS', protocol: 'RTMP', service: 'Twitch' },
  { id: 'facebook', name: 'Facebook', note: 'RTMPS', protocol: 'RTMP', service: 'Facebook' },
  { id: 'rtmp', name: 'RTMP', note: 'or RTMPS', protocol: 'RTMP', service: null },
  { id: 'srt-caller', name: 'SRT caller', note: 'we call them', protocol: 'SRT_CALLER', service: null },
  { id: 'srt-listener', name: 'SRT listener', note: 'they call us', protocol: 'SRT_LISTENER', service: null },
  { id: 'udp', name: 'UDP', note: 'uni/multicast', protocol: 'UDP', service: null },
  { id: 'rtsp', name: 'RTSP', note: 'publish', protocol: 'RTSP', service: null },
] as const satisfies readonly OutputKind[]

/** The card of a service and protocol; a service without a card has the one of its protocol. */
export function kindFor(protocol: Protocol, service: string | null): OutputKind {
  const fitting = outputKinds.filter((kind) => kind.protocol === protocol)
  return fitting.find((kind) => kind.service === service) ?? fitting.find((kind) => kind.service === null)!
}
