import type { Services } from '../services/services.ts'

/** What every resolver is given: the use cases, and nothing of the request. Who may come in is settled before. */
export interface Context {
  services: Services
}
