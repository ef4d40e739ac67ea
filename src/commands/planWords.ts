/** What the API answers, as far as it is shown. */
export interface AnsweredPlan {
  __typename: 'ConfigurationPlan'
  changes: {
    kind: 'ADDED' | 'CHANGED' | 'REPLACED' | 'REMOVED'
    noun: 'INPUT' | 'OUTPUT'
    name: string
    inputName: string | null
    fields: { field: string; before: string | null; after: string | null; isSecret: boolean }[]
  }[]
  interruptions: { kind: 'RESTARTED' | 'WAITS' | 'ENDED'; outputName: string; inputName: string }[]
  notes: string[]
}

export interface AnsweredFaults {
  __typename: 'InvalidConfiguration'
  faults: { line: number | null; field: string; message: string }[]
}

const signs = { ADDED: '+', CHANGED: '~', REPLACED: '±', REMOVED: '-' }
const fates = {
  RESTARTED: 'is restarted',
  WAITS: 'waits for the feed of its input, which stops or listens elsewhere',
  ENDED: 'ends',
}

/** A plan for a terminal. `isDone`: it is what was done. */
export function planInWords({ changes, interruptions, notes }: AnsweredPlan, { isDone }: { isDone: boolean }): string {
  const noted = notes.map((note) => `Note: ${note}.`)
  if (changes.length === 0) return ['Nothing to change: everything is as the file says.', ...noted].join('\n')
  const lines = changes.flatMap(({ kind, noun, name, inputName, fields }) => [
    `${signs[kind]} ${noun === 'INPUT' ? `input "${name}"` : `output "${name}" of input "${inputName}"`}${kind === 'REPLACED' ? ' (removed and made anew)' : ''}`,
    ...fields.map((field) => `    ${fieldInWords(field, kind)}`),
  ])
  const interrupted = interruptions.map(
    ({ kind, outputName, inputName }) => `! output "${outputName}" of input "${inputName}" ${fates[kind]}`,
  )
  const count = (...kinds: string[]) => changes.filter(({ kind }) => kinds.includes(kind)).length
  const sums = [
    `${count('ADDED')} ${isDone ? 'added' : 'to add'}`,
    `${count('CHANGED', 'REPLACED')} ${isDone ? 'changed' : 'to change'}`,
    `${count('REMOVED')} ${isDone ? 'removed' : 'to remove'}`,
  ]
  const running = interruptions.length === 1 ? '1 running output' : `${interruptions.length} running outputs`
  return [...lines, ...interrupted, ...noted, `${isDone ? 'Done' : 'Plan'}: ${sums.join(', ')}; ${running} interrupted.`].join(
    '\n',
  )
}

function fieldInWords(
  { field, before, after, isSecret }: AnsweredPlan['changes'][number]['fields'][number],
  kind: string,
): string {
  if (isSecret) return `${field}: ${kind === 'ADDED' ? '(secret)' : '(secret) changed'}`
  return kind === 'ADDED' ? `${field}: ${after}` : `${field}: ${before ?? 'none'} -> ${after ?? 'none'}`
}

/** Each on a line that begins with its place, as compilers write them. */
export function faultsInWords(file: string, { faults }: AnsweredFaults): string {
  const lines = faults.map(({ line, field, message }) => `${file}:${line ?? 1}: ${field === '' ? '' : `${field}: `}${message}`)
  return [...lines, 'Nothing was changed.'].join('\n')
}
