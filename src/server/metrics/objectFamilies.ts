import type { InputReading, OutputReading } from '../../services/readings.ts'
import type { Family, Labels, Watched } from './family.ts'

/** Tells of each input, or of each output, one number under its id; null: nothing. */
type ByObject<Reading> = (
  type: 'gauge' | 'counter',
  name: string,
  help: string,
  read: (object: Reading) => number | null,
) => Family

function byObject<Reading extends { id: string }>(
  noun: 'input' | 'output',
  all: (watched: Watched) => Reading[],
): ByObject<Reading> {
  return (type, name, help, read) => ({
    ...{ type, name: `stream_manager_${noun}_${name}`, help, labels: [noun] },
    *read(watched) {
      for (const object of all(watched)) {
        const value = read(object)
        if (value !== null) yield { labels: labelsOf(noun, object), value }
      }
    },
  })
}

/** The same object for all families of one reading: its text is made once. */
const known = new WeakMap<object, Labels>()

function labelsOf(noun: 'input' | 'output', object: { id: string }): Labels {
  const labels = known.get(object) ?? { [noun]: object.id }
  known.set(object, labels)
  return labels
}

/** What both have. Names stand in one family alone: who renames something begins no new series anywhere else. */
function common<Reading extends InputReading | OutputReading>(
  noun: 'input' | 'output',
  all: (watched: Watched) => Reading[],
  describe: (object: Reading) => Labels,
  descriptions: readonly string[],
): Family[] {
  const of = byObject(noun, all)
  return [
    {
      ...{ type: 'gauge', name: `stream_manager_${noun}_info`, labels: [noun, 'name', ...descriptions] },
      help: `What each ${noun} is; always 1.`,
      read: (watched) =>
        all(watched).map((object) => ({ labels: { [noun]: object.id, name: object.name, ...describe(object) }, value: 1 })),
    },
    {
      ...{ type: 'gauge', name: `stream_manager_${noun}_state`, labels: [noun, 'state'] },
      help: `1 for the state that each ${noun} is in; others are not there.`,
      read: (watched) => all(watched).map(({ id, state }) => ({ labels: { [noun]: id, state }, value: 1 })),
    },
    of('gauge', 'wanted', `1 while somebody wants the ${noun} to run, else 0.`, ({ isWanted }) => Number(isWanted)),
    of('gauge', 'live', `1 while the ${noun} carries the feed (LIVE or DEGRADED), else 0.`, ({ state }) =>
      Number(state === 'LIVE' || state === 'DEGRADED'),
    ),
    of(
      'gauge',
      'throughput_bytes_per_second',
      `Bitrate of the ${noun} over the last seconds, in bytes.`,
      ({ rates }) => rates.bitrateBps / 8,
    ),
    {
      ...{ type: 'counter', name: `stream_manager_${noun}_failures_total`, labels: [noun, 'code'] },
      help: `Failures of the ${noun} by their code, those of retries included.`,
      *read(watched) {
        for (const { id, failures } of all(watched))
          for (const [code, value] of failures) yield { labels: { [noun]: id, code }, value }
      },
    },
  ]
}

const inputs = ({ inputs: all }: Watched) => all
const ofInput = byObject('input', inputs)

export const inputFamilies: readonly Family[] = [
  ...common('input', inputs, () => ({}), []),
  ofInput('counter', 'received_bytes_total', 'Bytes received since the feed came.', ({ rates }) => rates.bytesReceived),
  ofInput('counter', 'packet_errors_total', 'Packets of the feed that were damaged or lost.', ({ rates }) => rates.errors),
]

const outputs = ({ outputs: all }: Watched) => all
const ofOutput = byObject('output', outputs)

export const outputFamilies: readonly Family[] = [
  ...common('output', outputs, ({ inputId, protocol }) => ({ input: inputId, protocol }), ['input', 'protocol']),
  ofOutput('counter', 'sent_bytes_total', 'Bytes sent since it was started by a person.', ({ rates }) => rates.bytesSent),
  ofOutput('counter', 'restarts_total', 'Starts that no person asked for.', ({ restarts }) => restarts),
  ofOutput('gauge', 'failed_attempts', 'Attempts that failed in a row.', ({ attempt }) => attempt),
  ofOutput('gauge', 'callers', 'Receivers that read from it now; of SRT listeners.', ({ protocol, rates }) =>
    protocol === 'SRT_LISTENER' ? rates.callers : null,
  ),
  ofOutput(
    'counter',
    'process_cpu_seconds_total',
    'Time of the processor that its FFmpegs took since it was started by a person.',
    ({ rates }) => rates.cpuSeconds ?? null,
  ),
  ofOutput('gauge', 'process_resident_memory_bytes', 'Memory of its FFmpeg.', ({ rates }) => rates.rssBytes),
]
