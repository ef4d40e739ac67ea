import { checkJoining, readListenAddress, readMulticastGroup, readSourceAddress } from './inputRules.ts'
import type { InputSettings, NewInput } from './input.ts'
import type { NewOutput, OutputSecrets, OutputSettings, StoredSecrets } from './output.ts'
import { readMaxAttempts, readReconnectDelay } from './outputRules.ts'
import { readNewTarget } from './protocols/index.ts'
import { readName, readTags } from './settingRules.ts'
import type { Desired } from './states.ts'

/** What is read of an input to be made; its port depends on what others have. */
export type ReadInput = Omit<InputSettings, 'id' | 'udpPort' | 'createdAt'>

/** What is read of an output to be made, beside its secrets. */
export type ReadOutput = Omit<OutputSettings, 'id' | 'inputId' | 'generation' | 'createdAt' | keyof StoredSecrets>

/** What an output has that says nothing else. */
export interface UsualOutput {
  defaultReconnectDelaySeconds: number
  /** 0: for ever. */
  maxReconnectAttempts: number
}

/** `local`: addresses of this machine; `field`: the path of the draft. Throws InvalidValueError. */
export function readNewInput(draft: Omit<NewInput, 'udpPort'>, local: readonly string[], field: string): ReadInput {
  const name = readName(draft.name, `${field}.name`)
  const tags = readTags(draft.tags, `${field}.tags`)
  const multicastGroup = readMulticastGroup(draft.multicastGroup, `${field}.multicastGroup`)
  const where = {
    listenAddress: readListenAddress(draft.listenAddress, local, `${field}.listenAddress`),
    multicastGroup,
    sourceAddress: readSourceAddress(draft.sourceAddress, multicastGroup, `${field}.sourceAddress`),
  }
  checkJoining(where, `${field}.listenAddress`)
  return { name, tags, ...where, desired: wishOf(draft) }
}

/** `field`: the path of the draft; `readTarget`: what null says beside an address. Throws InvalidValueError. */
export function readNewOutput(
  draft: Omit<NewOutput, 'inputId'>,
  usual: UsualOutput,
  field: string,
  readTarget = readNewTarget,
): { settings: ReadOutput; secrets: Partial<OutputSecrets> } {
  const name = readName(draft.name, `${field}.name`)
  const { target, secrets } = readTarget(draft, field)
  const delay = draft.reconnectDelaySeconds
  const attempts = draft.maxReconnectAttempts
  const settings = {
    ...target,
    ...{ name, tags: readTags(draft.tags, `${field}.tags`), desired: wishOf(draft) },
    reconnectDelaySeconds: readReconnectDelay(delay, usual.defaultReconnectDelaySeconds, `${field}.reconnectDelaySeconds`),
    maxReconnectAttempts: readMaxAttempts(attempts, usual.maxReconnectAttempts, `${field}.maxReconnectAttempts`),
  }
  return { settings, secrets }
}

function wishOf({ start }: { start?: boolean | null }): Desired {
  return (start ?? true) ? 'RUNNING' : 'STOPPED'
}
