import type { FailureCode, IncidentEnding, InputState, OutputState, Protocol } from '../generated/graphql.ts'
import { inputWords, outputWord } from '../parts/words.ts'

/** What the words of an incident are made of. */
export interface ToldIncident {
  title: string
  cause: FailureCode
  inputId?: string | null
  inputName?: string | null
  outputIds: readonly string[]
  outputNames: readonly string[]
  closedAt?: string | null
  ending?: IncidentEnding | null
}

/** What is known now of what an incident is about. */
export interface Known {
  input: (id: string) => { state: InputState } | undefined
  output: (id: string) => { state: OutputState; protocol: Protocol; flapping: boolean; drops: number } | undefined
}

/** How an open incident is drawn. */
export interface Look {
  state: InputState | OutputState
  word: string
  flapping?: boolean
  drops?: number | undefined
}

/** Whether it is about one output, about an input, or about what they all need. */
export function kindOf({ title, cause, inputId, outputIds, outputNames }: ToldIncident): 'OUTPUT' | 'INPUT' | 'SERVER' {
  if (inputId == null) return 'SERVER'
  const isOutputs = outputIds.length === 1 && cause !== 'INPUT_LOST' && title.startsWith(outputNames[0] ?? '')
  return isOutputs ? 'OUTPUT' : 'INPUT'
}

const troubled: ReadonlySet<InputState | OutputState> = new Set(['FAILED', 'LOST', 'DEGRADED', 'RECONNECTING'] as const)

/** What it keeps from being as wished, as that is now; where it is between two states, as the cause says. */
export function lookOf(incident: ToldIncident, known: Known): Look {
  const { cause, inputId, outputIds } = incident
  const kind = kindOf(incident)
  const flaps = cause === 'FLAPPING'
  if (kind === 'SERVER')
    return { state: 'FAILED', word: cause === 'MEDIAMTX_DOWN' || cause === 'NETWORK_DOWN' ? 'Down' : 'Failed' }
  if (kind === 'INPUT') {
    const now = known.input(inputId ?? '')?.state
    const state: InputState =
      now !== undefined && troubled.has(now)
        ? now
        : cause === 'INPUT_LOST'
          ? 'LOST'
          : outputIds.length === 0
            ? 'DEGRADED'
            : 'FAILED'
    return flaps ? { state: 'DEGRADED', word: '', flapping: true } : { state, word: inputWords[state] }
  }
  const output = known.output(outputIds[0] ?? '')
  if (flaps) return { state: 'RECONNECTING', word: '', flapping: true, drops: output?.drops }
  const state = output !== undefined && troubled.has(output.state) ? output.state : 'RECONNECTING'
  return { state, word: outputWord(state, output?.protocol ?? 'RTMP') }
}

/** What a closed one is called: that somebody stopped or deleted what it was about has mended nothing. */
export function endWord({ ending }: Pick<ToldIncident, 'ending'>): 'Over' | 'Ended' {
  return ending === 'STOPPED' || ending === 'DELETED' ? 'Ended' : 'Over'
}

/** How bad it was, for the mark of an incident that is over. */
export function isGrave(incident: ToldIncident): boolean {
  if (incident.cause === 'FLAPPING' || incident.cause === 'TOO_SLOW') return false
  return kindOf(incident) !== 'INPUT' || incident.outputIds.length > 0 || incident.cause === 'INPUT_LOST'
}

/** What the badge beside it says as well. */
const told = /^(is not sent|is sent too slowly|arrives damaged|cannot receive): (?=.)/

/** `Roof camera` and `has no feed`: whom it is about, and what happened or why, without what follows from it for others. */
export function titleParts(incident: ToldIncident): [who: string, what: string] {
  const { title, inputName, outputNames } = incident
  const names = { OUTPUT: outputNames[0], INPUT: inputName, SERVER: 'MediaMTX' }
  const name = names[kindOf(incident)] ?? ''
  const isLed = name !== '' && title.startsWith(`${name} `)
  const rest = isLed ? title.slice(name.length + 1).replace(told, '') : title
  const followed = rest.search(/; (its|\d+) .*(waits?|are not sent|is not sent|was off|were off)/)
  const what = followed < 0 ? rest : rest.slice(0, followed)
  return isLed ? [name, what] : [what, '']
}

/** `4 outputs wait`, `1 output`; where it keeps none from sending how many pass it on, `passing`, if any. */
export function affectedWords(incident: ToldIncident, passing = 0): string {
  const many = incident.outputIds.length
  if (many === 0) return passing === 0 ? '' : passing === 1 ? '1 output passes it on' : `${passing} outputs pass it on`
  const outputs = `${many} ${many === 1 ? 'output' : 'outputs'}`
  const isWaiting = kindOf(incident) === 'INPUT' || incident.cause === 'MEDIAMTX_DOWN'
  if (!isWaiting) return outputs
  return `${outputs} ${incident.closedAt != null ? 'waited' : many === 1 ? 'waits' : 'wait'}`
}

/** `today`, `yesterday`, `Fri 20 Nov`: the day of a moment, this browser's time zone. */
export function dayWord(iso: string, nowMs: number): string {
  const day = new Date(iso).toDateString()
  if (day === new Date(nowMs).toDateString()) return 'today'
  const before = new Date(nowMs)
  before.setDate(before.getDate() - 1)
  if (day === before.toDateString()) return 'yesterday'
  const [name, month, date] = day.split(' ')
  return `${name} ${Number(date)} ${month}`
}

/** Whether what is searched for stands in its title or in a name, whatever the case. */
export function isFound({ title, inputName, outputNames }: ToldIncident, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  return wanted === '' || [title, inputName ?? '', ...outputNames].some((word) => word.toLowerCase().includes(wanted))
}
