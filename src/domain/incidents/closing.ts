import type { IncidentEnding, IncidentRecord } from './incident.ts'
import { told } from './words.ts'
import { isCarrying } from '../states.ts'
import { mediamtxSubject } from './inputs.ts'
import type { Situation } from './situation.ts'

/** How an incident ended, and in words. */
interface Closing {
  ending: IncidentEnding | null
  text: string
}

const stopped: Closing = { ending: 'STOPPED', text: told.stopped }
const deleted: Closing = { ending: 'DELETED', text: told.deleted }

/** `network`: what is open of the network, which may tell of its output from now on. */
export function closingOf(
  { subject, cause, openedAt, outputIds }: IncidentRecord,
  { inputs, outputs }: Situation,
  at: Date,
  network: IncidentRecord | undefined,
): Closing {
  const lastedMs = at.getTime() - openedAt.getTime()
  const recovered = (text: string): Closing => ({ ending: 'RECOVERED', text })
  if (subject === mediamtxSubject) return recovered(told.mediamtxIsBack(lastedMs))
  const [kind, about] = subject.split(':')
  if (kind === 'input') {
    const input = inputs.find((one) => one.id === about)
    if (input === undefined) return deleted
    if (input.desired === 'STOPPED') return stopped
    return recovered(input.state === 'WAITING' ? told.waitsAgain(lastedMs) : told.feed(cause === 'INPUT_LOST', lastedMs))
  }
  if (kind !== 'output') {
    const left = outputs.filter(({ id }) => outputIds.includes(id))
    if (left.length === 0) return { ending: 'DELETED', text: told.allDeleted }
    if (left.every(({ desired }) => desired === 'STOPPED')) return { ending: 'STOPPED', text: told.allStopped }
    return recovered(told.over(lastedMs))
  }
  const output = outputs.find((one) => one.id === about)
  if (output === undefined) return deleted
  if (output.desired === 'STOPPED') return stopped
  if (isCarrying(output.state)) return recovered(told.sentAgainAfter(lastedMs))
  if (output.state === 'LISTENING') return recovered(told.ready(lastedMs))
  if (output.state === 'WAITING_INPUT') return { ending: 'STOPPED', text: told.inputStopped }
  return network?.outputIds.includes(output.id)
    ? { ending: null, text: told.partOf(network.id) }
    : { ending: null, text: told.over(lastedMs) }
}
