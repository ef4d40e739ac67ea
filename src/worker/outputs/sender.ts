import { isWaitingTalk } from '../../domain/programs/callerLog.ts'
import type { LogLevel } from '../../domain/log.ts'
import { causeOfLook } from '../../domain/causes/look.ts'
import type { OutputSecrets } from '../../domain/output.ts'
import { sendsAll } from '../../domain/protocols/carriage.ts'
import { inArguments, inPreset } from '../../domain/protocols/index.ts'
import type { ProtocolRules } from '../../domain/protocols/index.ts'
import type { Redactor } from '../../domain/redaction.ts'
import type { OutputAssignment } from '../../domain/worker.ts'
import type { Beat } from '../beat.ts'
import type { Bell } from '../bell.ts'
import { FfmpegLife } from '../ffmpeg/ffmpegLife.ts'
import { hiddenFile } from '../processes/hiddenText.ts'
import { gateFile } from '../processes/namelessPipe.ts'
import { OneCaller } from './oneCaller.ts'
import { OutputRun } from './outputRun.ts'
import type { RunDeps } from './outputRun.ts'
import type { PreparationDeps, Prepared } from './preparation.ts'
import type { StartProcess } from '../processes/process.ts'
import type { SupervisionDeps } from './supervision.ts'
import type { TcpTable } from './tcpTable.ts'

export interface LoopDeps extends SupervisionDeps, PreparationDeps {
  redactor: Redactor
  startProcess: StartProcess
  ffmpegBin: string
  tcpTable: TcpTable
  /** When what runs is looked at. */
  beat: Beat
  isProgramThere: () => boolean
  /** A destination where nothing answered before answers now. */
  onReturn: () => void
  /** Whether FFmpeg takes options from a file. */
  takesPreset: () => boolean
  /** Null until it is known. */
  ffmpegVersion: () => string | null
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
}

/** What is to be sent, from where, and with what. */
export interface Sending {
  assignment: OutputAssignment
  secrets: OutputSecrets
  readUrl: string
  /** What its host may be taken for; null: FFmpeg looks the name up. */
  address: string | null
  gate: Prepared['gate']
  rules: ProtocolRules
  bell: Bell
  deps: LoopDeps
}

/** What a run asks its loop, and tells it. */
export interface RunEvents extends Pick<
  RunDeps,
  'isWanted' | 'sight' | 'mayBlameInput' | 'onEnding' | 'onLive' | 'onSlow' | 'onListening' | 'onStillLive'
> {
  onLine: (level: LogLevel, text: string, counts?: { repeated: number; dropped: number }) => void
}

/** Starts the FFmpeg of one output, as its protocol wants it. */
export function startRun(
  { assignment, secrets, readUrl, address, gate, rules, bell, deps }: Sending,
  { onLine, ...events }: RunEvents,
): OutputRun {
  const { beat, clock, caFile } = deps
  const output = rules.ffmpegOutput(assignment, secrets, { caFile, address, gate: gate && gateFile })
  const { args, preset } = deps.takesPreset() ? inPreset(output, hiddenFile) : { args: inArguments(output), preset: null }
  const listens = assignment.protocol === 'SRT_LISTENER'
  const caller = listens ? new OneCaller(clock, onLine, () => bell.ring()) : null
  const destination = { protocol: assignment.protocol, url: assignment.url, username: assignment.username }
  const run = new OutputRun({
    ...events,
    ...{ clock, caller, beat, bell },
    acknowledgement: rules.acknowledgement,
    isWhole: () => sendsAll(assignment.protocol, events.sight().tracks),
    destination,
    refusal: () => {
      const refused = gate?.refused ?? null
      const { hostname } = new URL(assignment.url)
      return refused === null ? null : causeOfLook('forbiddenPlace', `${hostname} is ${refused}`, destination)
    },
    onLive: (confirmed) => {
      gate?.close()
      events.onLive(confirmed)
    },
    startLife: (onProgress) =>
      new FfmpegLife({
        ...deps,
        readUrl,
        tracks: events.sight().tracks,
        sendsByTcp: rules.acknowledgement === 'TCP_QUEUE',
        inputBitrateBps: () => events.sight().bitrateBps,
        outputArgs: args,
        preset,
        gate: gate?.pipe ?? null,
        onProgress,
        onLine: ({ level, text, ...counts }) => onLine(isWaitingTalk(text) ? 'DEBUG' : level, text, counts),
        onSaid: caller ? (text) => caller.hear(text) : undefined,
      }),
  })
  const { pid } = run.life
  if (pid !== null) void gate?.guard({ pid, readUrl, kill: () => run.life.kill() }, () => bell.ring())
  return run
}
