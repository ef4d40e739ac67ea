import { format, resolveConfig } from 'prettier'
import { failedAtOnce, failureCodes, neverRetried } from '../../../src/domain/failure.ts'
import type { FailureCode } from '../../../src/domain/failure.ts'
import { causesInSource } from './causesInSource.ts'
import type { WrittenCause } from './causesInSource.ts'

/** What the causes do not say of themselves. */
const notes: Partial<Record<FailureCode, string>> = {
  BAD_OPTION: 'What the server itself refuses before anything is started is told in the words of the rule that refused it.',
  CONNECTION_LOST: 'Of outputs. A feed that ends is [INPUT_LOST](#input_lost).',
  FLAPPING:
    'Of incidents alone: one that says that something changed more than four times in two minutes, in place of one for each time. Its failure holds the cause that was seen last. It is over when two minutes were calm.',
  KEY_IN_USE: 'Where another output of this server sends to the same place, the words name it.',
  NAME_NOT_FOUND: 'Looked up by the server and, for RTMPS, by FFmpeg.',
  SERVER_DOWN: 'Of incidents alone, told when it is over: from the last sign of life, within 10 seconds, to the start.',
  STORAGE:
    'Of answers alone: a change that could not be stored was not made, and says so. What runs goes on; `database` of `system` and `/readyz` tell more, and [the database](database.md#when-it-is-away) what happens meanwhile.',
  UNKNOWN:
    'The line that FFmpeg or MediaMTX wrote is shown as it is: nothing is guessed. A line that comes often deserves words of its own: please report it.',
}

/** Where the words of a cause are made of others. */
const isInSource = ({ messages, likelyCauses, advice }: WrittenCause) => messages.length + likelyCauses.length + advice.length > 0

function retryWords(code: FailureCode): string {
  if (code === 'SERVER_DOWN' || code === 'FLAPPING' || code === 'STORAGE') return '–'
  if (neverRetried.has(code)) return 'no: once its settings, the feed’s tracks or the program change, or by **Retry now**'
  return failedAtOnce.has(code) ? 'yes, and `FAILED` from the first time' : 'yes'
}

function causeText({ messages, likelyCauses, advice }: WrittenCause): string {
  const said = messages.length === 0 ? 'In words for the case' : alternatives(messages)
  const likely = likelyCauses.length === 0 ? [] : [`  - Likely: ${alternatives(likelyCauses)}`]
  return [`- **${said}**`, ...likely, ...advice.map((line) => `  - ${escaped(line)}`)].join('\n')
}

function alternatives(texts: readonly string[]): string {
  return texts.map((text, index) => escaped(index < texts.length - 1 ? text.replace(/\.$/, '') : text)).join('; or: ')
}

function escaped(text: string): string {
  return text.replaceAll(/[*<>|[\]]/g, '\\$&')
}

/** docs/failures.md. `meanings`: what the schema says of each code. */
export async function failuresDocument(meanings: Readonly<Record<string, string>>, file: string): Promise<string> {
  const causes = causesInSource().filter(isInSource)
  const codes = failureCodes.toSorted()
  const sections = codes.map((code) => {
    const said = causes.filter((cause) => cause.code === code).map(causeText)
    const note = notes[code] === undefined ? [] : [notes[code]]
    return [`## ${code}`, meanings[code] ?? '', ...note, [...new Set(said)].join('\n')].filter((part) => part !== '').join('\n\n')
  })
  const text = `# Failures

Every code of a failure, and what the server says with it. A failure stands on the input or output, in its incident, and in \`failure\` of the API: what
happened, the likely cause, what to try, and the line that shows it. Here \`…\` is what is known only when it happens: a name, a port, a figure. These words
are written from those of the program, by \`npm test -- tests/unit/documents/failures.test.ts -u\`.

An output whose attempt failed is \`RECONNECTING\`, from the fifth in a row \`FAILED\`; it goes on trying, after [growing waits](outputs.md#when-a-destination-fails), for
ever unless \`maxReconnectAttempts\` says otherwise. Codes that a person must mend make it \`FAILED\` at once. Inputs are never given up: they listen again as soon as they can.

| code | tried again |
| ---- | ----------- |
${codes.map((code) => `| [\`${code}\`](#${code.toLowerCase()}) | ${retryWords(code)} |`).join('\n')}

${sections.join('\n\n')}
`
  return format(text, { ...(await resolveConfig(file)), filepath: file })
}
