import type { LogSource } from '../generated/graphql.ts'
import type { Live } from '../live/LiveProvider.tsx'
import type { Line } from './line.ts'

const names: Record<LogSource, string> = { APP: 'manager', MEDIAMTX: 'mediamtx', INPUT: 'input', OUTPUT: 'output' }

/** Who said a line, in one word or by the name of the object that it concerns. */
export function whoSaid({ outputId, inputId, source }: Line, live: Pick<Live, 'inputs' | 'outputs'>): string {
  return live.outputs.get(outputId)?.name ?? live.inputs.get(inputId)?.name ?? names[source]
}
