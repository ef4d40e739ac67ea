import type { IncidentRecord } from '../incident.ts'
import { told } from '../incidentWords.ts'
import { isCarrying } from '../states.ts'
import { mediamtxSubject } from './inputs.ts'
import type { Situation } from './situation.ts'

/** How an incident ended. `network`: what is open of the network, which may tell of its output from now on. */
export function closingWords(
  { subject, cause, openedAt }: IncidentRecord,
  { inputs, outputs }: Situation,
  at: Date,
  network: IncidentRecord | undefined,
): string {
  const lastedMs = at.getTime() - openedAt.getTime()
  if (subject === mediamtxSubject) return told.mediamtxIsBack(lastedMs)
  const [kind, about] = subject.split(':')
  if (kind === 'input') {
    const input = inputs.find((one) => one.id === about)
    return input === undefined
      ? told.deleted
      : input.desired === 'STOPPED'
        ? told.stopped
        : told.feed(cause === 'INPUT_LOST', lastedMs)
  }
  if (kind !== 'output') return told.over(lastedMs)
  const output = outputs.find((one) => one.id === about)
  if (output === undefined) return told.deleted
  if (output.desired === 'STOPPED') return told.stopped
  if (output.state !== null && isCarrying(output.state)) return told.sentAgainAfter(lastedMs)
  if (output.state === 'LISTENING') return told.ready(lastedMs)
  if (output.state === 'WAITING_INPUT') return told.waits
  return network?.outputIds.includes(output.id) ? told.partOf(network.id) : told.over(lastedMs)
}
