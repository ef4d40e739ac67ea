import { Document, isSeq, visit } from 'yaml'
import { InvalidValueError } from '../errors.ts'
import type { InputSettings } from '../input.ts'
import { everyInterface } from '../inputRules.ts'
import type { UsualOutput } from '../newSettings.ts'
import { plainTarget } from '../output.ts'
import type { OutputSettings } from '../output.ts'
import { mask } from '../protocols/rules.ts'
import type { WrittenConfiguration } from './configuration.ts'
import { hasSecret } from './match.ts'
import type { OutputInFile } from './text.ts'
import { VariableNames, withoutVariables } from './variables.ts'
import { fileSecrets, readOutput } from './wanted.ts'

const heading = ` Inputs and outputs of a Stream Distribution Manager.
 What this would change is shown by npm run config -- plan FILE, and made so by apply FILE.
 Each \${...} is a secret: a variable of the environment; while it is not set, the stored secret stays.`

/**
 * Everything that people set, sorted by name, and nothing that is as it is without a word. Secrets are variables. Throws
 * InvalidValueError when names are not enough to tell things apart.
 */
export function write(
  inputs: readonly InputSettings[],
  outputs: readonly OutputSettings[],
  usual: UsualOutput,
): WrittenConfiguration {
  const names = new VariableNames()
  const written = byName(inputs, 'inputs').map((input) => {
    const own = outputs.filter(({ inputId }) => inputId === input.id)
    return writeInput(
      input,
      byName(own, `outputs of input "${input.name}"`).map((output) => writeOutput(input, output, names, usual)),
    )
  })
  const document = new Document({ inputs: written })
  document.commentBefore = heading
  // Lists of words on one line.
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isSeq(value) && String(key) === 'tags') value.flow = true
    },
  })
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding: false }), variables: names.all }
}

/** By the code of their signs, so that it is the same wherever it is sorted. */
function byName<T extends { name: string }>(objects: readonly T[], what: string): T[] {
  const sorted = objects.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  const twice = sorted.find(({ name }, at) => sorted[at - 1]?.name === name)
  if (!twice) return sorted
  throw new InvalidValueError(
    'name',
    `Several ${what} are named "${twice.name}": rename all but one, since names tell them apart in a file`,
  )
}

function writeInput(input: InputSettings, outputs: object[]): object {
  const { listenAddress } = input
  return given({
    ...{ name: input.name, udpPort: input.udpPort, listenAddress: listenAddress === everyInterface ? null : listenAddress },
    ...{ multicastGroup: input.multicastGroup, sourceAddress: input.sourceAddress, tags: input.tags.map(withoutVariables) },
    ...{ desired: input.desired === 'RUNNING' ? null : input.desired },
    outputs,
  })
}

function writeOutput(input: InputSettings, output: OutputSettings, names: VariableNames, usual: UsualOutput): object {
  const { protocol, desired, tags } = output
  const [streamKey, password, passphrase] = fileSecrets.map((secret) =>
    hasSecret(output, secret) ? `\${${names.next(input.name, output.name, secret)}}` : null,
  )
  const query = protocol === 'RTMP' ? passphrase : streamKey
  const streamId = output.streamId === null ? null : withoutVariables(output.streamId)
  const written = given({
    ...{ name: output.name, protocol },
    url: output.url === '' ? null : withoutVariables(output.url) + (query ? `?${query}` : ''),
    ...{ username: output.username, streamKey: protocol === 'RTMP' ? streamKey : null },
    ...(protocol === 'SRT_CALLER' ? {} : { password }),
    ...(protocol === 'RTMP' ? {} : { passphrase }),
    ...{ port: output.port, streamId: password ? (streamId?.replace(mask, () => password) ?? null) : streamId },
    ...{ latencyMs: output.latencyMs, packetSize: output.packetSize, ttl: output.ttl, localAddress: output.localAddress },
    allowInvalidCertificate: output.allowInvalidCertificate || null,
    reconnectDelaySeconds:
      output.reconnectDelaySeconds === usual.defaultReconnectDelaySeconds ? null : output.reconnectDelaySeconds,
    maxReconnectAttempts: output.maxReconnectAttempts === usual.maxReconnectAttempts ? null : output.maxReconnectAttempts,
    ...{ tags: tags.map(withoutVariables), desired: desired === 'RUNNING' ? null : desired },
  })
  // A query with no key beside it would be taken for the key.
  if (query && !streamKey) Object.assign(written, { streamKey: null })
  checkReadsTheSame(written as unknown as OutputInFile, input, output, usual)
  return written
}

/** Of texts, variables are written so that they are none; what is not said is left out. */
function given(fields: Record<string, unknown>): Record<string, unknown> {
  const said = Object.entries(fields).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
  return Object.fromEntries(
    said.map(([name, value]) => [
      name,
      typeof value === 'string' && ['name', 'username', 'localAddress'].includes(name) ? withoutVariables(value) : value,
    ]),
  )
}

/** What a file cannot say is rather not written than written as something else. */
function checkReadsTheSame(written: OutputInFile, input: InputSettings, output: OutputSettings, usual: UsualOutput): void {
  const isSame = () => {
    const { settings, secrets, kept } = readOutput(written, new Map(), usual, 'output')
    const targets = ['protocol', 'url', ...Object.keys(plainTarget)] as (keyof typeof settings)[]
    const hasAll = fileSecrets.every((secret) => kept.has(secret) === hasSecret(output, secret) && !secrets[secret])
    return hasAll && targets.every((name) => settings[name] === output[name as keyof OutputSettings])
  }
  const refuse = (cause?: unknown) => {
    const where = `output "${output.name}" of input "${input.name}"`
    const error = new InvalidValueError(
      'url',
      `The address of ${where} cannot be written so that it is read as the same: enter it again`,
    )
    throw Object.assign(error, { cause })
  }
  try {
    if (isSame()) return
  } catch (error) {
    if (!(error instanceof InvalidValueError)) throw error
    refuse(error)
  }
  refuse()
}
