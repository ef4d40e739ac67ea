import { findOnPath } from '../../src/worker/processes/process.ts'

const setpriv = findOnPath('setpriv')

/** A command as `spawn` takes it, which the kernel ends with this process, however that ends; it keeps its pid. */
export function guarded(command: readonly string[]): [file: string, args: string[]] {
  const [file = '', ...args] = setpriv === null ? command : [setpriv, '--pdeathsig', 'KILL', '--', ...command]
  return [file, args]
}
