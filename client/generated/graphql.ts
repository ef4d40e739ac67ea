/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Whether the destination is known to receive. */
export type Delivery =
  /** The destination acknowledged bytes. */
  | 'CONFIRMED'
  /** No byte was acknowledged yet. UDP never acknowledges. */
  | 'UNCONFIRMED';

/** What a person wants. Stored; survives restarts. */
export type Desired =
  /** It shall run. */
  | 'RUNNING'
  /** It shall not run. */
  | 'STOPPED';

/** What an event tells. */
export type EventKind =
  /** One object is new. */
  | 'ADDED'
  /** State or settings of one object changed. Rates do not count: see `statistics`. */
  | 'CHANGED'
  /** One object is gone; only its `id` is given. */
  | 'REMOVED'
  /** The whole list: first of all, and again in the place of events that a slow reader lost. */
  | 'SNAPSHOT';

/** The cause of a failure. This list may grow: clients must accept a value that they do not know. */
export type FailureCode =
  /** User name or password are missing or wrong. */
  | 'AUTHENTICATION'
  /** What arrives at an input cannot be read, or is damaged. */
  | 'BAD_FEED'
  /** A setting that the protocol or FFmpeg does not take. */
  | 'BAD_OPTION'
  /** The protocol cannot carry a codec of the feed. */
  | 'CODEC_NOT_CARRIED'
  /** It was connected, and the connection ended. */
  | 'CONNECTION_LOST'
  /** One end encrypts and the other does not. */
  | 'ENCRYPTION_MISMATCH'
  /** It changes between live and not live again and again. */
  | 'FLAPPING'
  /** FORBIDDEN_DESTINATIONS keeps outputs of this server out of that network. */
  | 'FORBIDDEN_DESTINATION'
  /** The feed stopped arriving. */
  | 'INPUT_LOST'
  /** Somebody else already sends with this stream key or to this path. */
  | 'KEY_IN_USE'
  /** MediaMTX, which receives the feeds, does not answer. */
  | 'MEDIAMTX_DOWN'
  /** The name of the destination has no address. */
  | 'NAME_NOT_FOUND'
  /** This server has no way to the network of the destination. */
  | 'NETWORK_DOWN'
  /** Nothing answered in time. */
  | 'NO_ANSWER'
  /** The destination does not know the path or application. */
  | 'PATH_NOT_FOUND'
  /** The port that is needed is held by something else. */
  | 'PORT_BUSY'
  /** The program that served it ended without saying why. */
  | 'PROGRAM_DIED'
  /** FFmpeg or another program that is needed cannot be started. */
  | 'PROGRAM_MISSING'
  /** The host was reached, but nothing listens on the port. */
  | 'REFUSED'
  /** The destination answered and turned the stream away: its application, stream key, stream id or place there. */
  | 'REJECTED'
  /** Its stored secret cannot be decrypted with the present SECRET_KEY. */
  | 'SECRET_UNREADABLE'
  /** This server itself did not run. Of incidents alone. */
  | 'SERVER_DOWN'
  /** Nothing moved any more, or the destination took nothing for 3 s, so it was ended to start anew. */
  | 'STALLED'
  /** The database or the disk takes no more. */
  | 'STORAGE'
  /** No encrypted connection came about: a certificate that cannot be trusted, or a server that speaks no TLS. */
  | 'TLS'
  /** The way to the destination, or this machine, carries less than the feed needs: of an output under 80 % of its input for 5 s, or 2 s behind it. */
  | 'TOO_SLOW'
  /** A cause that is not known; `evidence` has the line of the program. */
  | 'UNKNOWN'
  /** The passphrases of the two ends differ. */
  | 'WRONG_PASSPHRASE';

/** How an incident ended. */
export type IncidentEnding =
  /** What it was about was deleted. */
  | 'DELETED'
  /** What it was about is as wished again. */
  | 'RECOVERED'
  /** What it was about, or the input of that, was stopped by a person. Nothing was mended. */
  | 'STOPPED';

/** Changes of an input. Absent: kept; null: back to the default. */
export type InputChanges = {
  /** The local address to listen on; null: every interface. */
  listenAddress?: string | null | undefined;
  /** An IPv4 multicast group to receive; null: none, and no source address either. */
  multicastGroup?: string | null | undefined;
  /** 1 to 100 characters. It has no default: null cannot be used. */
  name?: string | null | undefined;
  /** The only sender of the group whose packets are taken; null: any. */
  sourceAddress?: string | null | undefined;
  /** The whole new list; null: none. */
  tags?: Array<string> | null | undefined;
  /** A port of the UDP range; null: the next free one. */
  udpPort?: number | null | undefined;
};

/** What is observed of an input. */
export type InputState =
  /** A feed arrives, but damaged; `failure` says how. It becomes LIVE 10 s after the last damage. */
  | 'DEGRADED'
  /** It cannot listen, or what arrives cannot be read; `failure` says which. It becomes LIVE by itself once a feed can be read. */
  | 'FAILED'
  /** A feed arrives. */
  | 'LIVE'
  /** There was a feed; now there is none. */
  | 'LOST'
  /** Nothing listens, as wished. */
  | 'STOPPED'
  /** What is observed cannot be trusted now: MediaMTX does not answer. */
  | 'UNKNOWN'
  /** Listens; no feed has come yet. */
  | 'WAITING';

/** How bad a line is. As an argument: this level and worse. */
export type LogLevel =
  /** What only the search for a fault needs. */
  | 'DEBUG'
  /** Something failed. */
  | 'ERROR'
  /** Something happened. */
  | 'INFO'
  /** Something is not as it should be. */
  | 'WARNING';

/** Who said a line. */
export type LogSource =
  /** The manager itself. */
  | 'APP'
  /** The receiving side of an input. */
  | 'INPUT'
  /** MediaMTX. */
  | 'MEDIAMTX'
  /** The sender of an output. */
  | 'OUTPUT';

/** How far metrics go back, and in which steps. What is older than a range lasts is deleted. */
export type MetricsRange =
  /** Five minutes in steps of 1 s. From memory: empty after a start of the manager. */
  | 'FIVE_MINUTES'
  /** 24 hours in steps of 1 min. */
  | 'ONE_DAY'
  /** One hour in steps of 10 s. */
  | 'ONE_HOUR'
  /** 30 days in steps of 15 min. */
  | 'THIRTY_DAYS';

/** An input to be made. */
export type NewInput = {
  /** The local address to listen on; absent or null: every interface. With a multicast group: an IPv4 address of the network interface that joins it. */
  listenAddress?: string | null | undefined;
  /** An IPv4 multicast group to receive, 224.0.0.0 to 239.255.255.255; absent or null: none. Its port may be shared with other programs and with inputs of other groups. */
  multicastGroup?: string | null | undefined;
  /** What people call it: 1 to 100 characters. */
  name: string;
  /** IPv4 address of the only sender of the group whose packets are taken; absent or null: any. Others are left out here, so the network must deliver the group without being asked for a source. */
  sourceAddress?: string | null | undefined;
  /** Whether it shall run at once. */
  start?: boolean | null | undefined;
  /** Words to find it by; absent or null: none. */
  tags?: Array<string> | null | undefined;
  /** A port of the UDP range; absent or null: the next free one. */
  udpPort?: number | null | undefined;
};

/** An output to be made. */
export type NewOutput = {
  /** RTMPS: take a certificate that cannot be verified. */
  allowInvalidCertificate?: boolean | null | undefined;
  /** Of the input whose feed it shall send. */
  inputId: string;
  /** SRT: 20 to 30000 milliseconds; absent or null: 120. On the shared port of listeners each caller chooses its own. */
  latencyMs?: number | null | undefined;
  /** UDP: local address to send from; absent or null: the system's choice. */
  localAddress?: string | null | undefined;
  /** Failed attempts after the first before it gives up, 0: never; absent or null: the server's default. */
  maxReconnectAttempts?: number | null | undefined;
  /** What people call it: 1 to 100 characters. */
  name: string;
  /** UDP, SRT_CALLER: payload bytes of one datagram; absent or null: 1316. */
  packetSize?: number | null | undefined;
  /** SRT: what to encrypt with, 10 to 79 characters. Write-only. */
  passphrase?: string | null | undefined;
  /** Password to sign in with, when it is not part of the URL. Write-only. */
  password?: string | null | undefined;
  /** SRT_LISTENER: a port of its own, of the SRT range without its first, for receivers that cannot send a stream id; it serves one caller at a time. Absent or null: the shared port and a stream id, any number of callers. */
  port?: number | null | undefined;
  /** How it shall reach its destination. */
  protocol: Protocol;
  /** Cap of the delay between attempts, 0.5 to 3600 seconds; absent or null: the server's default. */
  reconnectDelaySeconds?: number | null | undefined;
  /** Whether it shall run at once. */
  start?: boolean | null | undefined;
  /** SRT_CALLER: up to 512 characters; a password in it is split out; absent or null: none. */
  streamId?: string | null | undefined;
  /** RTMP: the stream key, when it is not part of the URL. Write-only. */
  streamKey?: string | null | undefined;
  /** Words to find it by; absent or null: none. */
  tags?: Array<string> | null | undefined;
  /** UDP: hops that a datagram may take; absent or null: the system's default. */
  ttl?: number | null | undefined;
  /** Any URL that a person may paste. Secrets in it are split out, stored encrypted and never returned. */
  url?: string | null | undefined;
  /** Name to sign in with, when it is not part of the URL. */
  username?: string | null | undefined;
};

/** Changes of an output. Absent: kept; null: cleared. Input and protocol cannot change. */
export type OutputChanges = {
  /** RTMPS: take a certificate that cannot be verified; null: no. */
  allowInvalidCertificate?: boolean | null | undefined;
  /** SRT: 20 to 30000 milliseconds; null: 120. */
  latencyMs?: number | null | undefined;
  /** UDP: local address to send from; null: the system's choice. */
  localAddress?: string | null | undefined;
  /** Failed attempts after the first before it gives up, 0: never; null: the server's default. */
  maxReconnectAttempts?: number | null | undefined;
  /** 1 to 100 characters. It has no default: null cannot be used. */
  name?: string | null | undefined;
  /** UDP, SRT_CALLER: payload bytes of one datagram; null: 1316. */
  packetSize?: number | null | undefined;
  /** SRT: what to encrypt with. Write-only. */
  passphrase?: string | null | undefined;
  /** Password to sign in with. Write-only. */
  password?: string | null | undefined;
  /** SRT_LISTENER: a port of its own, one caller at a time; null: the shared port and a stream id, many callers. */
  port?: number | null | undefined;
  /** Cap of the delay between attempts, 0.5 to 3600 seconds; null: the server's default. */
  reconnectDelaySeconds?: number | null | undefined;
  /** SRT_LISTENER: true makes a new access token. Callers with the former callerUrl are dropped and get in no more. */
  renewAccessToken?: boolean | null | undefined;
  /** SRT_CALLER: up to 512 characters; null: none. */
  streamId?: string | null | undefined;
  /** RTMP: the stream key. Write-only. */
  streamKey?: string | null | undefined;
  /** The whole new list; null: none. */
  tags?: Array<string> | null | undefined;
  /** UDP: hops that a datagram may take; null: the system's default. */
  ttl?: number | null | undefined;
  /** Any URL that a person may paste; secrets in it are split out. */
  url?: string | null | undefined;
  /** Name to sign in with. */
  username?: string | null | undefined;
};

/** What is observed of an output. */
export type OutputState =
  /** The feed is being sent, but not as it should be; `failure` says how. It becomes LIVE once that has been over for 3 s. */
  | 'DEGRADED'
  /** Down, and not just dropped. It may go on trying: `nextAttemptAt` says when, null says that a person must act. */
  | 'FAILED'
  /** Ready for callers; none has come. */
  | 'LISTENING'
  /** The feed is being sent. Told from evidence only. */
  | 'LIVE'
  /** After a drop or a failed attempt: attempts and the waits between them. */
  | 'RECONNECTING'
  /** A first start, by the wish of a person or because the input returned. */
  | 'STARTING'
  /** Nothing runs, as wished. */
  | 'STOPPED'
  /** Its processes are being ended. */
  | 'STOPPING'
  /** What is observed cannot be trusted now. */
  | 'UNKNOWN'
  /** Wants to run, but its input has no feed. No attempt is made or counted. */
  | 'WAITING_INPUT';

/** How an output reaches its destination. */
export type Protocol =
  /** RTMP or RTMPS push, by the scheme of the URL. */
  | 'RTMP'
  /** RTSP publishing over TCP. */
  | 'RTSP'
  /** SRT, where the server connects and the destination listens. */
  | 'SRT_CALLER'
  /** SRT, where receivers connect to the server. */
  | 'SRT_LISTENER'
  /** MPEG-TS in UDP datagrams, to one host or a multicast group. */
  | 'UDP';

/** What an entry of a timeline tells of. */
export type TimelineKind =
  /** An incident that it was part of began or was over. */
  | 'INCIDENT'
  /** It was made, or its settings were changed. */
  | 'SETTINGS'
  /** Its state changed. The same change again within two minutes is counted, not told anew. */
  | 'STATE'
  /** A person or a program asked for a start, a stop, a retry or a test signal. */
  | 'WISH';

export type InputToDuplicateQueryVariables = Exact<{
  id: string;
}>;


export type InputToDuplicateQuery = { input: { name: string, tags: Array<string>, listenAddress: string, multicastGroup: string | null, sourceAddress: string | null } | null };

export type CreateInputCopyMutationVariables = Exact<{
  input: NewInput;
}>;


export type CreateInputCopyMutation = { result:
    | { __typename: 'Input', name: string, udpPort: number }
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type StartInputMutationVariables = Exact<{
  id: string;
}>;


export type StartInputMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type StopInputMutationVariables = Exact<{
  id: string;
}>;


export type StopInputMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type StartTestSignalMutationVariables = Exact<{
  id: string;
}>;


export type StartTestSignalMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type StopTestSignalMutationVariables = Exact<{
  id: string;
}>;


export type StopTestSignalMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type DeleteInputMutationVariables = Exact<{
  id: string;
}>;


export type DeleteInputMutation = { result:
    | { __typename: 'Deleted' }
    | { __typename: 'NotFound', message: string }
   };

export type StartOutputsMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type StartOutputsMutation = { results: Array<
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output' }
    | { __typename: 'PortTaken', message: string }
  > };

export type StopOutputsMutationVariables = Exact<{
  ids: Array<string> | string;
}>;


export type StopOutputsMutation = { results: Array<
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output' }
    | { __typename: 'PortTaken', message: string }
  > };

export type RetryOutputMutationVariables = Exact<{
  id: string;
}>;


export type RetryOutputMutation = { result:
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output' }
    | { __typename: 'PortTaken', message: string }
   };

export type DeleteOutputMutationVariables = Exact<{
  id: string;
}>;


export type DeleteOutputMutation = { result:
    | { __typename: 'Deleted' }
    | { __typename: 'NotFound', message: string }
   };

export type StateHistoryQueryVariables = Exact<{
  id: string;
  hours: number;
  isInput: boolean;
}>;


export type StateHistoryQuery = { input?: { stateHistory: Array<{ state: InputState, from: string, to: string | null }> } | null, output?: { stateHistory: Array<{ state: OutputState, from: string, to: string | null }> } | null };

export type MetricsQueryVariables = Exact<{
  inputId?: string | null | undefined;
  outputId?: string | null | undefined;
  range: MetricsRange;
}>;


export type MetricsQuery = { metrics: { from: string, to: string, stepMs: number, points: Array<{ at: string, bitrateBps: number, minBitrateBps: number, maxBitrateBps: number, errors: number, restarts: number, cpuPercent: number | null, rssBytes: number | null }> } };

export type TimelineQueryVariables = Exact<{
  inputId?: string | null | undefined;
  outputId?: string | null | undefined;
  first?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type TimelineQuery = { timeline: { hasOlder: boolean, entries: Array<{ id: string, at: string, kind: TimelineKind, text: string, inputState: InputState | null, outputState: OutputState | null, incidentId: string | null, failure: { message: string, evidence: string | null } | null }> } };

export type IncidentDetailQueryVariables = Exact<{
  id: string;
}>;


export type IncidentDetailQuery = { incident: { id: string, title: string, cause: FailureCode, inputId: string | null, inputName: string | null, outputIds: Array<string>, outputNames: Array<string>, openedAt: string, closedAt: string | null, ending: IncidentEnding | null, failure: { ' $fragmentRefs'?: { 'FailureBoxFragment': FailureBoxFragment } } | null, entries: Array<{ at: string, text: string }> } | null };

export type ClosedIncidentsQueryVariables = Exact<{
  before?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ClosedIncidentsQuery = { incidents: { hasOlder: boolean, incidents: Array<{ id: string, title: string, cause: FailureCode, inputId: string | null, inputName: string | null, outputIds: Array<string>, outputNames: Array<string>, openedAt: string, closedAt: string | null, ending: IncidentEnding | null }> } };

export type OutputListItemFragment = (
  { url: string, callerUrl: string | null, delivery: Delivery, failure: { message: string } | null }
  & { ' $fragmentRefs'?: { 'RetryNowFragment': RetryNowFragment } }
) & { ' $fragmentName'?: 'OutputListItemFragment' };

export type InputDetailFragment = { id: string, name: string, tags: Array<string>, udpPort: number, listenUrl: string, multicastGroup: string | null, testSignalEndsAt: string | null, previewUrl: string | null, desired: Desired, state: InputState, stateSince: string, tracks: Array<{ kind: string, codec: string, profile: string | null, width: number | null, height: number | null, sampleRate: number | null, channels: number | null }>, failure: (
    { message: string, lastSeenAt: string }
    & { ' $fragmentRefs'?: { 'FailureBoxFragment': FailureBoxFragment } }
  ) | null } & { ' $fragmentName'?: 'InputDetailFragment' };

export type InputDetailEventsSubscriptionVariables = Exact<{
  id: string;
}>;


export type InputDetailEventsSubscription = { inputEvents: { kind: EventKind, id: string | null, input: { ' $fragmentRefs'?: { 'InputDetailFragment': InputDetailFragment } } | null, inputs: Array<{ ' $fragmentRefs'?: { 'InputDetailFragment': InputDetailFragment } }> | null } };

export type InputTableRowFragment = (
  { multicastGroup: string | null, testSignalEndsAt: string | null }
  & { ' $fragmentRefs'?: { 'SignalCellFragment': SignalCellFragment } }
) & { ' $fragmentName'?: 'InputTableRowFragment' };

export type InputsFootFragment = { udpPortsFree: number, udpPortRange: { start: number, end: number } } & { ' $fragmentName'?: 'InputsFootFragment' };

export type SignalCellFragment = { state: InputState, tracks: Array<{ kind: string, codec: string, width: number | null, height: number | null, sampleRate: number | null }>, failure: { message: string } | null } & { ' $fragmentName'?: 'SignalCellFragment' };

export type InputHistoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type InputHistoriesQuery = { inputs: Array<{ id: string, stateHistory: Array<{ state: InputState, from: string, to: string | null }> }> };

export type NextFreeUdpPortQueryVariables = Exact<{ [key: string]: never; }>;


export type NextFreeUdpPortQuery = { nextFreeUdpPort: number | null };

export type LiveInputFragment = (
  { id: string, name: string, tags: Array<string>, udpPort: number, desired: Desired, state: InputState, stateSince: string }
  & { ' $fragmentRefs'?: { 'AddedInputFragment': AddedInputFragment;'ProblemInputFragment': ProblemInputFragment;'FirstUseInputFragment': FirstUseInputFragment;'InputTableRowFragment': InputTableRowFragment;'PictureFragment': PictureFragment } }
) & { ' $fragmentName'?: 'LiveInputFragment' };

export type LiveOutputFragment = (
  { id: string, name: string, inputId: string, tags: Array<string>, protocol: Protocol, desired: Desired, state: OutputState, stateSince: string, flapping: boolean, drops: number }
  & { ' $fragmentRefs'?: { 'OutputListItemFragment': OutputListItemFragment;'ProblemOutputFragment': ProblemOutputFragment;'FirstUseOutputFragment': FirstUseOutputFragment;'ListenerPortFragment': ListenerPortFragment;'OutputProcessFragment': OutputProcessFragment } }
) & { ' $fragmentName'?: 'LiveOutputFragment' };

export type LiveIncidentFragment = (
  { id: string, title: string, cause: FailureCode, inputId: string | null, inputName: string | null, outputIds: Array<string>, outputNames: Array<string>, openedAt: string, closedAt: string | null }
  & { ' $fragmentRefs'?: { 'ProblemIncidentFragment': ProblemIncidentFragment } }
) & { ' $fragmentName'?: 'LiveIncidentFragment' };

export type InputEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type InputEventsSubscription = { inputEvents: { kind: EventKind, id: string | null, input: { ' $fragmentRefs'?: { 'LiveInputFragment': LiveInputFragment } } | null, inputs: Array<{ ' $fragmentRefs'?: { 'LiveInputFragment': LiveInputFragment } }> | null } };

export type OutputEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OutputEventsSubscription = { outputEvents: { kind: EventKind, id: string | null, output: { ' $fragmentRefs'?: { 'LiveOutputFragment': LiveOutputFragment } } | null, outputs: Array<{ ' $fragmentRefs'?: { 'LiveOutputFragment': LiveOutputFragment } }> | null } };

export type IncidentEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type IncidentEventsSubscription = { incidentEvents: { kind: EventKind, incident: { ' $fragmentRefs'?: { 'LiveIncidentFragment': LiveIncidentFragment } } | null, incidents: Array<{ ' $fragmentRefs'?: { 'LiveIncidentFragment': LiveIncidentFragment } }> | null } };

export type RatesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RatesSubscription = { statistics: { at: string, inputs: Array<{ id: string, bitrateBps: number, bytesReceived: number }>, outputs: Array<{ id: string, bitrateBps: number, bytesSent: number, callers: number, cpuPercent: number | null, rssBytes: number | null }>, totals: { receivedBps: number, sentBps: number } } };

export type SystemEventsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type SystemEventsSubscription = { systemEvents: { ' $fragmentRefs'?: { 'InputsFootFragment': InputsFootFragment;'SystemPageFragment': SystemPageFragment } } };

export type StillsSubscriptionVariables = Exact<{
  inputIds: Array<string> | string;
}>;


export type StillsSubscription = { stills: { inputId: string, everyMs: number, still: { url: string, takenAt: string, width: number, height: number } | null } };

export type LogTextFragment = { id: string, at: string, level: LogLevel, source: LogSource, outputId: string | null, inputId: string | null, text: string, repeated: number, dropped: number } & { ' $fragmentName'?: 'LogTextFragment' };

export type LogPageQueryVariables = Exact<{
  outputId?: string | null | undefined;
  inputId?: string | null | undefined;
  source?: LogSource | null | undefined;
  level?: LogLevel | null | undefined;
  search?: string | null | undefined;
  first?: number | null | undefined;
  before?: string | null | undefined;
  until?: string | null | undefined;
}>;


export type LogPageQuery = { logs: { hasOlder: boolean, lines: Array<{ ' $fragmentRefs'?: { 'LogTextFragment': LogTextFragment } }> } };

export type LogLinesSubscriptionVariables = Exact<{
  outputId?: string | null | undefined;
  inputId?: string | null | undefined;
  source?: LogSource | null | undefined;
  level?: LogLevel | null | undefined;
  search?: string | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
}>;


export type LogLinesSubscription = { logLines: { ' $fragmentRefs'?: { 'LogTextFragment': LogTextFragment } } };

export type BeforeStopQueryVariables = Exact<{ [key: string]: never; }>;


export type BeforeStopQuery = { incidents: { incidents: Array<{ id: string, outputIds: Array<string>, inputId: string | null, closedAt: string | null, failure: { message: string } | null }> } };

export type RenewAccessTokenMutationVariables = Exact<{
  id: string;
}>;


export type RenewAccessTokenMutation = { result:
    | { __typename: 'InvalidValue', message: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output' }
    | { __typename: 'PortTaken', message: string }
   };

export type OutputDetailFragment = (
  { id: string, name: string, inputId: string, protocol: Protocol, url: string, callerUrl: string | null, hasStreamKey: boolean, hasPassphrase: boolean, hasPassword: boolean, username: string | null, latencyMs: number | null, streamId: string | null, packetSize: number | null, ttl: number | null, localAddress: string | null, allowInvalidCertificate: boolean, maxReconnectAttempts: number, desired: Desired, state: OutputState, stateSince: string, delivery: Delivery, flapping: boolean, drops: number, attempt: number, nextAttemptAt: string | null, restarts: number, process: { pid: number, startedAt: string } | null, failure: (
    { code: FailureCode, message: string, evidence: string | null, lastSeenAt: string }
    & { ' $fragmentRefs'?: { 'FailureBoxFragment': FailureBoxFragment } }
  ) | null }
  & { ' $fragmentRefs'?: { 'RetryNowFragment': RetryNowFragment } }
) & { ' $fragmentName'?: 'OutputDetailFragment' };

export type OutputDetailEventsSubscriptionVariables = Exact<{
  id: string;
}>;


export type OutputDetailEventsSubscription = { outputEvents: { kind: EventKind, id: string | null, output: { ' $fragmentRefs'?: { 'OutputDetailFragment': OutputDetailFragment } } | null, outputs: Array<{ ' $fragmentRefs'?: { 'OutputDetailFragment': OutputDetailFragment } }> | null } };

export type ProblemIncidentFragment = { failure: { likelyCause: string | null } | null } & { ' $fragmentName'?: 'ProblemIncidentFragment' };

export type ProblemInputFragment = { failure: { message: string } | null } & { ' $fragmentName'?: 'ProblemInputFragment' };

export type ProblemOutputFragment = (
  { url: string, failure: { code: FailureCode, message: string } | null }
  & { ' $fragmentRefs'?: { 'RetryNowFragment': RetryNowFragment } }
) & { ' $fragmentName'?: 'ProblemOutputFragment' };

export type CreateFirstInputMutationVariables = Exact<{
  input: NewInput;
}>;


export type CreateFirstInputMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string, field: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type FirstUseOutputFragment = { failure: { message: string } | null } & { ' $fragmentName'?: 'FirstUseOutputFragment' };

export type FirstUseInputFragment = { listenUrl: string, testSignalEndsAt: string | null } & { ' $fragmentName'?: 'FirstUseInputFragment' };

export type PastIncidentsQueryVariables = Exact<{ [key: string]: never; }>;


export type PastIncidentsQuery = { incidents: { incidents: Array<{ id: string, title: string, openedAt: string, closedAt: string | null }> } };

export type AddedInputFragment = { listenUrl: string, testSignalEndsAt: string | null, tracks: Array<{ kind: string, codec: string, width: number | null, height: number | null, sampleRate: number | null }>, failure: { message: string } | null } & { ' $fragmentName'?: 'AddedInputFragment' };

export type ConnectionTestFragment = { ok: boolean, steps: Array<{ name: string, ok: boolean, detail: string | null, millis: number }>, failure: (
    { message: string }
    & { ' $fragmentRefs'?: { 'FailureBoxFragment': FailureBoxFragment } }
  ) | null } & { ' $fragmentName'?: 'ConnectionTestFragment' };

export type UpdateOutputMutationVariables = Exact<{
  id: string;
  changes: OutputChanges;
}>;


export type UpdateOutputMutation = { result:
    | { __typename: 'InvalidValue', message: string, field: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output' }
    | { __typename: 'PortTaken', message: string }
   };

export type RecognizeQueryVariables = Exact<{
  text: string;
}>;


export type RecognizeQuery = { recognizeDestination: { protocol: Protocol | null, service: string | null, url: string, secretParts: Array<string>, problem: string | null, hints: Array<string> } };

export type StreamingServicesQueryVariables = Exact<{ [key: string]: never; }>;


export type StreamingServicesQuery = { streamingServices: Array<{ name: string, server: string, keyPlace: string, hints: Array<string> }> };

export type AddOutputMutationVariables = Exact<{
  output: NewOutput;
}>;


export type AddOutputMutation = { result:
    | { __typename: 'InvalidValue', message: string, field: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'Output', id: string, name: string, callerUrl: string | null, hasPassphrase: boolean }
    | { __typename: 'PortTaken', message: string }
   };

export type OutputSettingsQueryVariables = Exact<{
  id: string;
}>;


export type OutputSettingsQuery = { output: { id: string, name: string, inputId: string, protocol: Protocol, tags: Array<string>, url: string, hasStreamKey: boolean, hasPassphrase: boolean, hasPassword: boolean, username: string | null, port: number | null, latencyMs: number | null, streamId: string | null, packetSize: number | null, ttl: number | null, localAddress: string | null, allowInvalidCertificate: boolean, reconnectDelaySeconds: number, maxReconnectAttempts: number } | null };

export type AddInputMutationVariables = Exact<{
  input: NewInput;
}>;


export type AddInputMutation = { result:
    | { __typename: 'Input', id: string }
    | { __typename: 'InvalidValue', message: string, field: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type UpdateInputMutationVariables = Exact<{
  id: string;
  changes: InputChanges;
}>;


export type UpdateInputMutation = { result:
    | { __typename: 'Input' }
    | { __typename: 'InvalidValue', message: string, field: string }
    | { __typename: 'NotFound', message: string }
    | { __typename: 'PortTaken', message: string }
   };

export type InputSettingsQueryVariables = Exact<{
  id: string;
}>;


export type InputSettingsQuery = { input: { id: string, name: string, udpPort: number, listenAddress: string, multicastGroup: string | null, sourceAddress: string | null, tags: Array<string> } | null };

export type TestDestinationMutationVariables = Exact<{
  output: NewOutput;
}>;


export type TestDestinationMutation = { test: { ' $fragmentRefs'?: { 'ConnectionTestFragment': ConnectionTestFragment } } };

export type TestOutputMutationVariables = Exact<{
  id: string;
}>;


export type TestOutputMutation = { test: { ' $fragmentRefs'?: { 'ConnectionTestFragment': ConnectionTestFragment } } | null };

export type FailureBoxFragment = { code: FailureCode, message: string, likelyCause: string | null, advice: Array<string>, evidence: string | null, firstSeenAt: string, lastSeenAt: string, count: number } & { ' $fragmentName'?: 'FailureBoxFragment' };

export type PictureFragment = { tracks: Array<{ kind: string }> } & { ' $fragmentName'?: 'PictureFragment' };

export type RetryNowFragment = { id: string, name: string, desired: Desired, state: OutputState, attempt: number, nextAttemptAt: string | null, process: { pid: number } | null } & { ' $fragmentName'?: 'RetryNowFragment' };

export type KeptFragment = { retention: { logLines: number, incidents: number, timelineEntries: number, metricsDays: number, stateHistoryDays: number } } & { ' $fragmentName'?: 'KeptFragment' };

export type MachineFiguresFragment = { cpuPercent: number, rssBytes: number, diskFreeBytes: number, machine: { cores: number, cpuPercent: number | null, memoryBytes: number, memoryUsedBytes: number, diskBytes: number } } & { ' $fragmentName'?: 'MachineFiguresFragment' };

export type PortsFragment = { udpPortsFree: number, udpPortRange: { start: number, end: number }, srtPortRange: { start: number, end: number } } & { ' $fragmentName'?: 'PortsFragment' };

export type ListenerPortFragment = { port: number | null } & { ' $fragmentName'?: 'ListenerPortFragment' };

export type OutputProcessFragment = { process: { pid: number } | null } & { ' $fragmentName'?: 'OutputProcessFragment' };

export type ProgramRowFragment = { healthy: boolean, version: string | null, detail: string | null, since: string | null, protocols: Array<string> | null } & { ' $fragmentName'?: 'ProgramRowFragment' };

export type ProgramsFragment = { processes: number, mediamtx: { ' $fragmentRefs'?: { 'ProgramRowFragment': ProgramRowFragment } }, ffmpeg: { ' $fragmentRefs'?: { 'ProgramRowFragment': ProgramRowFragment } }, database: { ' $fragmentRefs'?: { 'ProgramRowFragment': ProgramRowFragment } } } & { ' $fragmentName'?: 'ProgramsFragment' };

export type SystemPageFragment = (
  { version: string, startedAt: string }
  & { ' $fragmentRefs'?: { 'ProgramsFragment': ProgramsFragment;'MachineFiguresFragment': MachineFiguresFragment;'PortsFragment': PortsFragment;'KeptFragment': KeptFragment } }
) & { ' $fragmentName'?: 'SystemPageFragment' };

export const FailureBoxFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<FailureBoxFragment, unknown>;
export const InputDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}},{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<InputDetailFragment, unknown>;
export const InputsFootFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputsFoot"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"udpPortsFree"}},{"kind":"Field","name":{"kind":"Name","value":"udpPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}}]} as unknown as DocumentNode<InputsFootFragment, unknown>;
export const AddedInputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddedInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<AddedInputFragment, unknown>;
export const ProblemInputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<ProblemInputFragment, unknown>;
export const FirstUseInputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}}]}}]} as unknown as DocumentNode<FirstUseInputFragment, unknown>;
export const SignalCellFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignalCell"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<SignalCellFragment, unknown>;
export const InputTableRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputTableRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignalCell"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignalCell"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<InputTableRowFragment, unknown>;
export const PictureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<PictureFragment, unknown>;
export const LiveInputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddedInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FirstUseInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputTableRow"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Picture"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignalCell"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddedInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputTableRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignalCell"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}}]} as unknown as DocumentNode<LiveInputFragment, unknown>;
export const RetryNowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<RetryNowFragment, unknown>;
export const OutputListItemFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputListItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<OutputListItemFragment, unknown>;
export const ProblemOutputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<ProblemOutputFragment, unknown>;
export const FirstUseOutputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]} as unknown as DocumentNode<FirstUseOutputFragment, unknown>;
export const ListenerPortFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListenerPort"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"port"}}]}}]} as unknown as DocumentNode<ListenerPortFragment, unknown>;
export const OutputProcessFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputProcess"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<OutputProcessFragment, unknown>;
export const LiveOutputFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"flapping"}},{"kind":"Field","name":{"kind":"Name","value":"drops"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputListItem"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemOutput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FirstUseOutput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListenerPort"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputProcess"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputListItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListenerPort"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"port"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputProcess"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<LiveOutputFragment, unknown>;
export const ProblemIncidentFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemIncident"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Incident"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}}]}}]}}]} as unknown as DocumentNode<ProblemIncidentFragment, unknown>;
export const LiveIncidentFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveIncident"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Incident"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputName"}},{"kind":"Field","name":{"kind":"Name","value":"outputIds"}},{"kind":"Field","name":{"kind":"Name","value":"outputNames"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemIncident"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemIncident"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Incident"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}}]}}]}}]} as unknown as DocumentNode<LiveIncidentFragment, unknown>;
export const LogTextFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"outputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"repeated"}},{"kind":"Field","name":{"kind":"Name","value":"dropped"}}]}}]} as unknown as DocumentNode<LogTextFragment, unknown>;
export const OutputDetailFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"hasStreamKey"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassphrase"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassword"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"packetSize"}},{"kind":"Field","name":{"kind":"Name","value":"ttl"}},{"kind":"Field","name":{"kind":"Name","value":"localAddress"}},{"kind":"Field","name":{"kind":"Name","value":"allowInvalidCertificate"}},{"kind":"Field","name":{"kind":"Name","value":"maxReconnectAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"flapping"}},{"kind":"Field","name":{"kind":"Name","value":"drops"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"restarts"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}}]} as unknown as DocumentNode<OutputDetailFragment, unknown>;
export const ConnectionTestFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConnectionTest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DestinationTest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"millis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<ConnectionTestFragment, unknown>;
export const ProgramRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgramRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"healthy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"protocols"}}]}}]} as unknown as DocumentNode<ProgramRowFragment, unknown>;
export const ProgramsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Programs"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processes"}},{"kind":"Field","name":{"kind":"Name","value":"mediamtx"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ffmpeg"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"database"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgramRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"healthy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"protocols"}}]}}]} as unknown as DocumentNode<ProgramsFragment, unknown>;
export const MachineFiguresFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MachineFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"rssBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskFreeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"machine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"}},{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"memoryUsedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskBytes"}}]}}]}}]} as unknown as DocumentNode<MachineFiguresFragment, unknown>;
export const PortsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Ports"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"udpPortsFree"}},{"kind":"Field","name":{"kind":"Name","value":"udpPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}},{"kind":"Field","name":{"kind":"Name","value":"srtPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}}]} as unknown as DocumentNode<PortsFragment, unknown>;
export const KeptFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kept"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLines"}},{"kind":"Field","name":{"kind":"Name","value":"incidents"}},{"kind":"Field","name":{"kind":"Name","value":"timelineEntries"}},{"kind":"Field","name":{"kind":"Name","value":"metricsDays"}},{"kind":"Field","name":{"kind":"Name","value":"stateHistoryDays"}}]}}]}}]} as unknown as DocumentNode<KeptFragment, unknown>;
export const SystemPageFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SystemPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Programs"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MachineFigures"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Ports"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kept"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgramRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"healthy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"protocols"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Programs"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processes"}},{"kind":"Field","name":{"kind":"Name","value":"mediamtx"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ffmpeg"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"database"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MachineFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"rssBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskFreeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"machine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"}},{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"memoryUsedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskBytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Ports"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"udpPortsFree"}},{"kind":"Field","name":{"kind":"Name","value":"udpPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}},{"kind":"Field","name":{"kind":"Name","value":"srtPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kept"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLines"}},{"kind":"Field","name":{"kind":"Name","value":"incidents"}},{"kind":"Field","name":{"kind":"Name","value":"timelineEntries"}},{"kind":"Field","name":{"kind":"Name","value":"metricsDays"}},{"kind":"Field","name":{"kind":"Name","value":"stateHistoryDays"}}]}}]}}]} as unknown as DocumentNode<SystemPageFragment, unknown>;
export const InputToDuplicateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InputToDuplicate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"input"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"listenAddress"}},{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"sourceAddress"}}]}}]}}]} as unknown as DocumentNode<InputToDuplicateQuery, InputToDuplicateQueryVariables>;
export const CreateInputCopyDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateInputCopy"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<CreateInputCopyMutation, CreateInputCopyMutationVariables>;
export const StartInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"startInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StartInputMutation, StartInputMutationVariables>;
export const StopInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StopInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"stopInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StopInputMutation, StopInputMutationVariables>;
export const StartTestSignalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartTestSignal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"startTestSignal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StartTestSignalMutation, StartTestSignalMutationVariables>;
export const StopTestSignalDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StopTestSignal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"stopTestSignal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StopTestSignalMutation, StopTestSignalMutationVariables>;
export const DeleteInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"deleteInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteInputMutation, DeleteInputMutationVariables>;
export const StartOutputsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartOutputs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"results"},"name":{"kind":"Name","value":"startOutputs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StartOutputsMutation, StartOutputsMutationVariables>;
export const StopOutputsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StopOutputs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"results"},"name":{"kind":"Name","value":"stopOutputs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<StopOutputsMutation, StopOutputsMutationVariables>;
export const RetryOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetryOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"retryOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RetryOutputMutation, RetryOutputMutationVariables>;
export const DeleteOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"deleteOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"NotFound"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DeleteOutputMutation, DeleteOutputMutationVariables>;
export const StateHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StateHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"hours"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"isInput"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"input"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"isInput"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stateHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"hours"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hours"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"skip"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"isInput"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stateHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"hours"},"value":{"kind":"Variable","name":{"kind":"Name","value":"hours"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]}}]} as unknown as DocumentNode<StateHistoryQuery, StateHistoryQueryVariables>;
export const MetricsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Metrics"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"range"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"MetricsRange"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"metrics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"outputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"range"},"value":{"kind":"Variable","name":{"kind":"Name","value":"range"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"stepMs"}},{"kind":"Field","name":{"kind":"Name","value":"points"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"bitrateBps"}},{"kind":"Field","name":{"kind":"Name","value":"minBitrateBps"}},{"kind":"Field","name":{"kind":"Name","value":"maxBitrateBps"}},{"kind":"Field","name":{"kind":"Name","value":"errors"}},{"kind":"Field","name":{"kind":"Name","value":"restarts"}},{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"rssBytes"}}]}}]}}]}}]} as unknown as DocumentNode<MetricsQuery, MetricsQueryVariables>;
export const TimelineDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Timeline"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"timeline"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"outputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasOlder"}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"inputState"}},{"kind":"Field","name":{"kind":"Name","value":"outputState"}},{"kind":"Field","name":{"kind":"Name","value":"incidentId"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}}]}}]}}]}}]}}]} as unknown as DocumentNode<TimelineQuery, TimelineQueryVariables>;
export const IncidentDetailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IncidentDetail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incident"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputName"}},{"kind":"Field","name":{"kind":"Name","value":"outputIds"}},{"kind":"Field","name":{"kind":"Name","value":"outputNames"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"ending"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"text"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]} as unknown as DocumentNode<IncidentDetailQuery, IncidentDetailQueryVariables>;
export const ClosedIncidentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ClosedIncidents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":false}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputName"}},{"kind":"Field","name":{"kind":"Name","value":"outputIds"}},{"kind":"Field","name":{"kind":"Name","value":"outputNames"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"ending"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOlder"}}]}}]}}]} as unknown as DocumentNode<ClosedIncidentsQuery, ClosedIncidentsQueryVariables>;
export const InputDetailEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"InputDetailEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inputEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"input"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputDetail"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}},{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"previewUrl"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"profile"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}},{"kind":"Field","name":{"kind":"Name","value":"channels"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}}]}}]} as unknown as DocumentNode<InputDetailEventsSubscription, InputDetailEventsSubscriptionVariables>;
export const InputHistoriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InputHistories"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"stateHistory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}}]}}]} as unknown as DocumentNode<InputHistoriesQuery, InputHistoriesQueryVariables>;
export const NextFreeUdpPortDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"NextFreeUdpPort"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nextFreeUdpPort"}}]}}]} as unknown as DocumentNode<NextFreeUdpPortQuery, NextFreeUdpPortQueryVariables>;
export const InputEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"InputEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inputEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"input"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveInput"}}]}},{"kind":"Field","name":{"kind":"Name","value":"inputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveInput"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AddedInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"listenUrl"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SignalCell"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"codec"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"sampleRate"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputTableRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"testSignalEndsAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SignalCell"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tracks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveInput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"AddedInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FirstUseInput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputTableRow"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Picture"}}]}}]} as unknown as DocumentNode<InputEventsSubscription, InputEventsSubscriptionVariables>;
export const OutputEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OutputEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outputEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveOutput"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveOutput"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputListItem"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FirstUseOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ListenerPort"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"port"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputProcess"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveOutput"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"flapping"}},{"kind":"Field","name":{"kind":"Name","value":"drops"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputListItem"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemOutput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FirstUseOutput"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ListenerPort"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputProcess"}}]}}]} as unknown as DocumentNode<OutputEventsSubscription, OutputEventsSubscriptionVariables>;
export const IncidentEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"IncidentEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidentEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"incident"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveIncident"}}]}},{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LiveIncident"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProblemIncident"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Incident"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LiveIncident"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Incident"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputName"}},{"kind":"Field","name":{"kind":"Name","value":"outputIds"}},{"kind":"Field","name":{"kind":"Name","value":"outputNames"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProblemIncident"}}]}}]} as unknown as DocumentNode<IncidentEventsSubscription, IncidentEventsSubscriptionVariables>;
export const RatesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Rates"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"statistics"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"everyMs"},"value":{"kind":"IntValue","value":"1000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"inputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bitrateBps"}},{"kind":"Field","name":{"kind":"Name","value":"bytesReceived"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bitrateBps"}},{"kind":"Field","name":{"kind":"Name","value":"bytesSent"}},{"kind":"Field","name":{"kind":"Name","value":"callers"}},{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"rssBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"totals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"receivedBps"}},{"kind":"Field","name":{"kind":"Name","value":"sentBps"}}]}}]}}]}}]} as unknown as DocumentNode<RatesSubscription, RatesSubscriptionVariables>;
export const SystemEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"SystemEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"systemEvents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"InputsFoot"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SystemPage"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgramRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Component"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"healthy"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"protocols"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Programs"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"processes"}},{"kind":"Field","name":{"kind":"Name","value":"mediamtx"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ffmpeg"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"database"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgramRow"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"MachineFigures"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"rssBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskFreeBytes"}},{"kind":"Field","name":{"kind":"Name","value":"machine"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cores"}},{"kind":"Field","name":{"kind":"Name","value":"cpuPercent"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"memoryUsedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"diskBytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Ports"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"udpPortsFree"}},{"kind":"Field","name":{"kind":"Name","value":"udpPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}},{"kind":"Field","name":{"kind":"Name","value":"srtPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kept"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retention"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLines"}},{"kind":"Field","name":{"kind":"Name","value":"incidents"}},{"kind":"Field","name":{"kind":"Name","value":"timelineEntries"}},{"kind":"Field","name":{"kind":"Name","value":"metricsDays"}},{"kind":"Field","name":{"kind":"Name","value":"stateHistoryDays"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"InputsFoot"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"udpPortsFree"}},{"kind":"Field","name":{"kind":"Name","value":"udpPortRange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"start"}},{"kind":"Field","name":{"kind":"Name","value":"end"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SystemPage"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"System"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Programs"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"MachineFigures"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Ports"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kept"}}]}}]} as unknown as DocumentNode<SystemEventsSubscription, SystemEventsSubscriptionVariables>;
export const StillsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Stills"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stills"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"inputIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"everyMs"}},{"kind":"Field","name":{"kind":"Name","value":"still"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"takenAt"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}}]}}]}}]} as unknown as DocumentNode<StillsSubscription, StillsSubscriptionVariables>;
export const LogPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LogPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"source"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LogSource"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"level"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LogLevel"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"before"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"until"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"source"},"value":{"kind":"Variable","name":{"kind":"Name","value":"source"}}},{"kind":"Argument","name":{"kind":"Name","value":"level"},"value":{"kind":"Variable","name":{"kind":"Name","value":"level"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"before"},"value":{"kind":"Variable","name":{"kind":"Name","value":"before"}}},{"kind":"Argument","name":{"kind":"Name","value":"until"},"value":{"kind":"Variable","name":{"kind":"Name","value":"until"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"lines"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogText"}}]}},{"kind":"Field","name":{"kind":"Name","value":"hasOlder"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"outputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"repeated"}},{"kind":"Field","name":{"kind":"Name","value":"dropped"}}]}}]} as unknown as DocumentNode<LogPageQuery, LogPageQueryVariables>;
export const LogLinesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"LogLines"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"source"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LogSource"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"level"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"LogLevel"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"last"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"logLines"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"inputId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"inputId"}}},{"kind":"Argument","name":{"kind":"Name","value":"source"},"value":{"kind":"Variable","name":{"kind":"Name","value":"source"}}},{"kind":"Argument","name":{"kind":"Name","value":"level"},"value":{"kind":"Variable","name":{"kind":"Name","value":"level"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"last"},"value":{"kind":"Variable","name":{"kind":"Name","value":"last"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"LogText"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"LogText"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LogLine"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"outputId"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"text"}},{"kind":"Field","name":{"kind":"Name","value":"repeated"}},{"kind":"Field","name":{"kind":"Name","value":"dropped"}}]}}]} as unknown as DocumentNode<LogLinesSubscription, LogLinesSubscriptionVariables>;
export const BeforeStopDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BeforeStop"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":false}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"outputIds"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BeforeStopQuery, BeforeStopQueryVariables>;
export const RenewAccessTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RenewAccessToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"updateOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"changes"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"renewAccessToken"},"value":{"kind":"BooleanValue","value":true}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<RenewAccessTokenMutation, RenewAccessTokenMutationVariables>;
export const OutputDetailEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"OutputDetailEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outputEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputDetail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outputs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OutputDetail"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RetryNow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OutputDetail"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"hasStreamKey"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassphrase"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassword"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"packetSize"}},{"kind":"Field","name":{"kind":"Name","value":"ttl"}},{"kind":"Field","name":{"kind":"Name","value":"localAddress"}},{"kind":"Field","name":{"kind":"Name","value":"allowInvalidCertificate"}},{"kind":"Field","name":{"kind":"Name","value":"maxReconnectAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"desired"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"stateSince"}},{"kind":"Field","name":{"kind":"Name","value":"delivery"}},{"kind":"Field","name":{"kind":"Name","value":"flapping"}},{"kind":"Field","name":{"kind":"Name","value":"drops"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"restarts"}},{"kind":"Field","name":{"kind":"Name","value":"process"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pid"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"RetryNow"}}]}}]} as unknown as DocumentNode<OutputDetailEventsSubscription, OutputDetailEventsSubscriptionVariables>;
export const CreateFirstInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateFirstInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<CreateFirstInputMutation, CreateFirstInputMutationVariables>;
export const PastIncidentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PastIncidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"open"},"value":{"kind":"BooleanValue","value":false}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"incidents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"openedAt"}},{"kind":"Field","name":{"kind":"Name","value":"closedAt"}}]}}]}}]}}]} as unknown as DocumentNode<PastIncidentsQuery, PastIncidentsQueryVariables>;
export const UpdateOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"changes"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"OutputChanges"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"updateOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"changes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"changes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateOutputMutation, UpdateOutputMutationVariables>;
export const RecognizeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Recognize"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recognizeDestination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"url"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"service"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"secretParts"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"hints"}}]}}]}}]} as unknown as DocumentNode<RecognizeQuery, RecognizeQueryVariables>;
export const StreamingServicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"StreamingServices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"streamingServices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"server"}},{"kind":"Field","name":{"kind":"Name","value":"keyPlace"}},{"kind":"Field","name":{"kind":"Name","value":"hints"}}]}}]}}]} as unknown as DocumentNode<StreamingServicesQuery, StreamingServicesQueryVariables>;
export const AddOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"output"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewOutput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"output"},"value":{"kind":"Variable","name":{"kind":"Name","value":"output"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Output"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"callerUrl"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassphrase"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddOutputMutation, AddOutputMutationVariables>;
export const OutputSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OutputSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"output"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"inputId"}},{"kind":"Field","name":{"kind":"Name","value":"protocol"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"hasStreamKey"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassphrase"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassword"}},{"kind":"Field","name":{"kind":"Name","value":"username"}},{"kind":"Field","name":{"kind":"Name","value":"port"}},{"kind":"Field","name":{"kind":"Name","value":"latencyMs"}},{"kind":"Field","name":{"kind":"Name","value":"streamId"}},{"kind":"Field","name":{"kind":"Name","value":"packetSize"}},{"kind":"Field","name":{"kind":"Name","value":"ttl"}},{"kind":"Field","name":{"kind":"Name","value":"localAddress"}},{"kind":"Field","name":{"kind":"Name","value":"allowInvalidCertificate"}},{"kind":"Field","name":{"kind":"Name","value":"reconnectDelaySeconds"}},{"kind":"Field","name":{"kind":"Name","value":"maxReconnectAttempts"}}]}}]}}]} as unknown as DocumentNode<OutputSettingsQuery, OutputSettingsQueryVariables>;
export const AddInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"createInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Input"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<AddInputMutation, AddInputMutationVariables>;
export const UpdateInputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateInput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"changes"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"InputChanges"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"result"},"name":{"kind":"Name","value":"updateInput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"changes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"changes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Problem"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"InvalidValue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateInputMutation, UpdateInputMutationVariables>;
export const InputSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InputSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"input"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"udpPort"}},{"kind":"Field","name":{"kind":"Name","value":"listenAddress"}},{"kind":"Field","name":{"kind":"Name","value":"multicastGroup"}},{"kind":"Field","name":{"kind":"Name","value":"sourceAddress"}},{"kind":"Field","name":{"kind":"Name","value":"tags"}}]}}]}}]} as unknown as DocumentNode<InputSettingsQuery, InputSettingsQueryVariables>;
export const TestDestinationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TestDestination"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"output"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NewOutput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"test"},"name":{"kind":"Name","value":"testDestination"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"output"},"value":{"kind":"Variable","name":{"kind":"Name","value":"output"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ConnectionTest"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConnectionTest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DestinationTest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"millis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}}]}}]} as unknown as DocumentNode<TestDestinationMutation, TestDestinationMutationVariables>;
export const TestOutputDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TestOutput"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"test"},"name":{"kind":"Name","value":"testOutput"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ConnectionTest"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureBox"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Failure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"likelyCause"}},{"kind":"Field","name":{"kind":"Name","value":"advice"}},{"kind":"Field","name":{"kind":"Name","value":"evidence"}},{"kind":"Field","name":{"kind":"Name","value":"firstSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastSeenAt"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ConnectionTest"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DestinationTest"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"ok"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"millis"}}]}},{"kind":"Field","name":{"kind":"Name","value":"failure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureBox"}}]}}]}}]} as unknown as DocumentNode<TestOutputMutation, TestOutputMutationVariables>;