import type { Services } from '../services/services.ts'

/** What every resolver is given: the use cases. Who may come in is settled before. */
export interface Context {
  services: Services
  /** Over HTTP: its signal says that nobody waits for the answer any more. */
  request?: { readonly signal: AbortSignal }
}
