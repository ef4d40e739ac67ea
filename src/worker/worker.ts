import type { Bus } from '../domain/bus.ts'
import type { Clock, Random } from '../domain/clock.ts'
import type { Ownership } from '../domain/ownership.ts'
import type { Redactor } from '../domain/redaction.ts'
import type { Assignments, OutputAssignment, Worker } from '../domain/worker.ts'
import { Beat } from './beat.ts'
import { FfmpegWatch } from './ffmpeg/ffmpegWatch.ts'
import type { Ingest } from './ingest.ts'
import { lookBeforeRetry } from './look/beforeRetry.ts'
import { DestinationTests } from './look/destinationTests.ts'
import { certificateFault } from './look/certificate.ts'
import { Listeners } from './look/listeners.ts'
import { lookAt } from './look/lookAt.ts'
import { Names } from './look/names.ts'
import { allowedPlace } from './look/place.ts'
import { SharedLooks } from './look/sharedLooks.ts'
import { Pace } from './outputs/pace.ts'
import { openGate } from './outputs/peerGate.ts'
import { udpPortHolder } from './ports.ts'
import { isExecutable } from './processes/process.ts'
import type { StartProcess } from './processes/process.ts'
import { Stills } from './stills/stills.ts'
import { SupervisedOutput } from './outputs/supervisedOutput.ts'
import type { SupervisedDeps } from './outputs/supervisedOutput.ts'
import { TcpTable } from './outputs/tcpTable.ts'

const ratesEveryMs = 1000
/** How often what runs is looked at. */
const beatMs = 500
/** A destination that comes and goes must not make all others be looked at all the time. */
const lookOutOfTurnEveryMs = 5000

export interface WorkerDeps {
  bus: Bus
  clock: Clock
  random: Random
  redactor: Redactor
  startProcess: StartProcess
  /** While it does not hold, outputs wait as if there were nothing to send. */
  ownership: Pick<Ownership, 'mayStart' | 'listen'>
  ingest: Ingest
  ffmpegBin: string
  /** File with the certificates of the authorities that this machine trusts. */
  caFile: string
  /** Where SRT callers connect that name their output by stream id. */
  sharedSrtPort: number
  /** Whether outputs may not send to this address; absent: they may send to all. */
  isForbidden?: ((address: string) => boolean) | undefined
  /** The machine that has that port, as this one reaches it; by default this one. */
  sharedSrtHost?: string
}

/** The worker of this machine: one ingest for all inputs, one loop per output. */
export function createWorker(deps: WorkerDeps): Worker {
  const { bus, clock, ingest, ffmpegBin, redactor, ownership } = deps
  const loops = new Map<string, SupervisedOutput>()
  let assigned: readonly OutputAssignment[] = []
  const leaving = new Set<Promise<void>>()
  const stopped = new AbortController()
  const ffmpeg = new FfmpegWatch(deps)
  const looks = {
    ...deps,
    names: new Names(clock),
    listeners: new Listeners(clock),
    ownsPid: (pid: number) => ingest.ownsPid(pid),
  }
  const retryLooks = new SharedLooks(clock, (target, signal) => lookBeforeRetry(target, looks, signal))
  const loopDeps: SupervisedDeps = {
    ...deps,
    pace: new Pace(clock),
    tcpTable: new TcpTable(clock),
    beat: new Beat(clock, beatMs),
    ffmpegVersion: () => ffmpeg.version,
    takesPreset: () => ffmpeg.takesPreset,
    isProgramThere: () => isExecutable(ffmpegBin),
    onReturn: () => lookOutOfTurn(),
    outputs: () => assigned,
    sight: (inputId: string) => (ownership.mayStart() ? ingest.sight(inputId) : { ...ingest.sight(inputId), readUrl: null }),
    sharedPort: ingest.sharedPort,
    lookBeforeRetry: (target, signal) => retryLooks.look(target, signal),
    certificateFault: (target, signal) => certificateFault(target, looks, signal),
    allowedPlace: (target, signal) => allowedPlace(target, looks, signal),
    openGate: (target) => openGate(target, deps),
  }
  const stills = new Stills({ ...deps, sight: loopDeps.sight })
  ingest.hideReaders((port) => stills.readsFrom(port))
  const tests = new DestinationTests(clock, (target, signal) => lookAt(target, looks, signal))
  const endings: (() => void)[] = []
  const lookAnew = () => {
    for (const loop of loops.values()) loop.inputChanged()
  }
  let lookedOutOfTurnAt = Number.NEGATIVE_INFINITY
  let ticking = Promise.resolve()

  /** What was gone together, as with a network, mostly returns together: nobody waits for a turn then that may be far away. */
  function lookOutOfTurn(): void {
    if (clock.now() - lookedOutOfTurnAt < lookOutOfTurnEveryMs) return
    lookedOutOfTurnAt = clock.now()
    looks.listeners.forget()
    for (const loop of loops.values()) loop.lookOutOfTurn().catch(tellMistake)
  }

  function tellMistake(error: unknown): void {
    const origin = { source: 'APP', inputId: null, outputId: null } as const
    const text = redactor.redact(`The worker made a mistake: ${String(error)}`)
    bus.publish('log', { at: clock.date().toISOString(), ...origin, level: 'ERROR', text, repeated: 0, dropped: 0 })
  }

  function remove(id: string, loop: SupervisedOutput): Promise<void> {
    loops.delete(id)
    const gone = loop.dispose().then(() => {
      leaving.delete(gone)
      bus.publish('outputGone', { id })
    })
    leaving.add(gone)
    return gone
  }

  async function tick(): Promise<void> {
    while (!stopped.signal.aborted) {
      for (const loop of loops.values()) tried(() => loop.tick())
      bus.publish('rates', {
        at: clock.date().toISOString(),
        inputs: tried(() => ingest.rates()).flat(),
        outputs: [...loops.values()].flatMap((loop) => tried(() => loop.rates())),
      })
      await clock.sleep(ratesEveryMs, stopped.signal)
    }
  }

  /** What `work` returns, or nothing: a mistake of ours in one output must not cost the others theirs. */
  function tried<T>(work: () => T): T[] {
    try {
      return [work()]
    } catch (error) {
      tellMistake(error)
      return []
    }
  }

  return {
    async start() {
      const endWatch = ingest.onChange((inputId) => {
        for (const loop of loops.values()) if (loop.inputId === inputId) loop.inputChanged()
      })
      endings.push(endWatch, ownership.listen({ onPause: lookAnew, onResume: lookAnew }))
      await Promise.all([ingest.start(), ffmpeg.start()])
      ticking = tick()
    },

    reconcile({ inputs, outputs }: Assignments) {
      if (stopped.signal.aborted) return
      ingest.reconcile(inputs)
      assigned = outputs
      const wanted = new Map(outputs.map((output) => [output.id, output]))
      for (const [id, loop] of loops) if (!wanted.has(id)) void remove(id, loop)
      for (const [id, output] of wanted) {
        const loop = loops.get(id)
        if (loop) loop.update(output)
        else loops.set(id, new SupervisedOutput(output, loopDeps))
      }
    },

    retryOutput: (id) => loops.get(id)?.retry(),
    startTestSignal: (inputId, seconds) => ingest.startTestSignal(inputId, seconds),
    stopTestSignal: (inputId) => ingest.stopTestSignal(inputId),
    showStills: (inputIds) => stills.show(inputIds),
    preview: (request, signal) => ingest.preview(request, signal),
    inputPortHolder: (port, listenAddress) => ingest.inputPortHolder(port, listenAddress),
    udpPortHolder: (port, listenAddress) => udpPortHolder(port, listenAddress, (pid) => ingest.ownsPid(pid)),

    testDestination: (target, secrets, signal) => tests.run(target, secrets, signal),

    async stop() {
      stopped.abort()
      tests.stop()
      await Promise.all([ticking, ffmpeg.stop(), stills.stop()])
      for (const [id, loop] of loops) void remove(id, loop)
      await Promise.all(leaving)
      await ingest.stop()
      for (const end of endings) end()
    },
  }
}
