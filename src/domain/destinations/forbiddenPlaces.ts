import { type AddressRange, AddressRanges } from './addressRange.ts'
import { InvalidValueError } from '../errors.ts'
import { canonical, ownNames } from '../loops.ts'
import type { OutputTarget } from '../output.ts'

/** Where outputs of this server may not send to: whoever hosts for others keeps them out of its own networks. */
export class ForbiddenPlaces {
  readonly isEmpty: boolean
  readonly #ranges: AddressRanges

  constructor(ranges: readonly AddressRange[]) {
    this.isEmpty = ranges.length === 0
    this.#ranges = new AddressRanges(ranges)
  }

  /** Whether an address may not be sent to. What is no address may. */
  holds(address: string): boolean {
    const plain = canonical(address)
    // To send there is to send to this machine.
    if (plain === '0.0.0.0' || plain === '::') return [plain, '127.0.0.1', '::1'].some((own) => this.#ranges.holds(own))
    return this.#ranges.holds(plain)
  }

  /**
   * Refuses a target whose URL names a forbidden address. Other names are asked for when they are connected to: what they lead
   * to may change. Throws InvalidValueError on `field`.
   */
  check({ protocol, url }: OutputTarget, field: string): void {
    if (this.isEmpty || protocol === 'SRT_LISTENER') return
    const host = canonical(new URL(url).hostname)
    const addresses = ownNames.test(host) ? ['127.0.0.1', '::1'] : [host]
    if (!addresses.some((address) => this.holds(address))) return
    throw new InvalidValueError(field, `Outputs of this server may not send to ${host}: FORBIDDEN_DESTINATIONS keeps them out`)
  }
}
