import { nameServerSilent } from '../causes/reach.ts'
import type { FailureCode } from '../failure.ts'
import { isLoopback } from '../loopback.ts'
import type { OutputTarget } from '../output.ts'
import { isCarrying } from '../states.ts'
import { isBetween, isInTrouble } from './situation.ts'
import type { Moment, OutputFacts } from './situation.ts'

/** What an output says that can no longer be reached. */
const unreached: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'NAME_NOT_FOUND',
  'NO_ANSWER',
  'CONNECTION_LOST',
  'STALLED',
  'NETWORK_DOWN',
])
/** What only somebody can say who was reached. */
const answered: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'REFUSED',
  'REJECTED',
  'KEY_IN_USE',
  'AUTHENTICATION',
  'PATH_NOT_FOUND',
  'WRONG_PASSPHRASE',
  'ENCRYPTION_MISMATCH',
  'TLS',
])
/** An answer that is older says nothing of now. */
const answerLastsMs = 10_000
/** What went within this time went at once: a sender may take so long to find out. */
const atOnceMs = 30_000
/** Once one destination answers again the others have so long to follow; then they have a cause of their own. */
const settleMs = 30_000
/** Hosts that were reached and are not any more, all at once, although others still are: no chance. */
const hostsOfMany = 3
/** Where nothing else is reached either. */
const hostsOfAll = 2

interface Lost {
  id: string
  host: string
  since: number
  /** It was reached before, or what it met is no answer of anybody's. */
  isStrong: boolean
}

/**
 * Tells from outputs to several hosts whether the network is what fails them: the machine says that it has no way there,
 * or destinations went at once that have nothing else in common.
 */
export class NetworkRule {
  /** Outputs that were live and have not been stopped since. */
  readonly #wasLive = new Set<string>()
  readonly #members = new Set<string>()
  /** The network was back for others: each of these has a cause of its own, until it is well. */
  readonly #released = new Set<string>()
  #since: number | null = null
  #answeredAt: number | null = null

  /** Ids of the outputs that the network fails now. `sinceOf`: when an output's trouble began, monotonic milliseconds. */
  judge(outputs: readonly OutputFacts[], sinceOf: (id: string) => number, { now, date }: Moment): ReadonlySet<string> {
    this.#remember(outputs)
    const lost = this.#lostOf(outputs, sinceOf)
    const isReached = outputs.some((output) => isProof(output, date))
    if (this.#since === null) this.#find(lost, isReached)
    else this.#join(lost, this.#since, isReached)
    const failing = new Set(lost.map(({ id }) => id))
    this.#leave(outputs, failing, lost, now)
    const coded = outputs.filter((output) => isInTrouble(output) && isWayless(output)).map(({ id }) => id)
    return new Set([...coded, ...[...this.#members].filter((id) => failing.has(id))])
  }

  #remember(outputs: readonly OutputFacts[]): void {
    const known = new Set<string>()
    for (const output of outputs) {
      const { id, state } = output
      if (isInTrouble(output) || isBetween(state) || isCarrying(state)) known.add(id)
      if (isCarrying(state)) {
        this.#wasLive.add(id)
        this.#released.delete(id)
      }
    }
    for (const memory of [this.#wasLive, this.#released, this.#members])
      for (const id of memory) if (!known.has(id)) memory.delete(id)
  }

  #lostOf(outputs: readonly OutputFacts[], sinceOf: (id: string) => number): Lost[] {
    return outputs.flatMap((output) => {
      const { id, host, failure, state } = output
      if (!isInTrouble(output) || state === 'DEGRADED' || failure === null || !unreached.has(failure.code)) return []
      if (this.#released.has(id) || (host === null && !isWayless(output))) return []
      const wasLive = this.#wasLive.has(id)
      // Somebody answered that there is no such name.
      if (failure.code === 'NAME_NOT_FOUND' && !wasLive && !isNameServerSilent(output)) return []
      const isStrong = wasLive || isWayless(output) || isNameServerSilent(output)
      return [{ id, host: host ?? id, since: sinceOf(id), isStrong }]
    })
  }

  #find(lost: readonly Lost[], isReached: boolean): void {
    for (const { since } of lost) {
      const together = lost.filter((other) => other.since >= since && other.since - since <= atOnceMs)
      const strong = together.filter(({ isStrong }) => isStrong)
      const isAll = !isReached && (hosts(strong) >= hostsOfAll || hosts(together) >= hostsOfMany)
      if (!isAll && hosts(strong) < hostsOfMany) continue
      for (const { id } of isAll ? together : strong) this.#members.add(id)
      this.#since = since
      this.#answeredAt = null
      return
    }
  }

  #join(lost: readonly Lost[], down: number, isReached: boolean): void {
    for (const { id, since, isStrong } of lost) if (since >= down - atOnceMs && (isStrong || !isReached)) this.#members.add(id)
  }

  #leave(outputs: readonly OutputFacts[], failing: ReadonlySet<string>, lost: readonly Lost[], now: number): void {
    for (const { id, state } of outputs) {
      if (!this.#members.has(id) || failing.has(id) || isBetween(state)) continue
      this.#members.delete(id)
      this.#answeredAt ??= now
    }
    const answeredAt = this.#answeredAt
    if (answeredAt !== null && lost.some(({ id, since }) => this.#members.has(id) && since > answeredAt)) this.#answeredAt = null
    if (answeredAt !== null && now - answeredAt >= settleMs) {
      for (const id of this.#members) this.#released.add(id)
      this.#members.clear()
    }
    if (this.#members.size === 0) this.#since = null
  }
}

/** The host that an output sends to; null: this machine, a group of machines, or whoever calls. */
export function hostOf({ protocol, url }: Pick<OutputTarget, 'protocol' | 'url'>): string | null {
  if (protocol === 'SRT_LISTENER' || !URL.canParse(url)) return null
  const { hostname } = new URL(url)
  const isGroup = /^(?:22[4-9]|23\d)\.|^\[ff/i.test(hostname)
  return hostname === '' || isGroup || isLoopback(hostname) ? null : hostname
}

/** The machine says that no way leads there. */
function isWayless({ failure, localAddress }: OutputFacts): boolean {
  return failure?.code === 'NETWORK_DOWN' && localAddress === null
}

function isNameServerSilent({ failure }: OutputFacts): boolean {
  return failure?.code === 'NAME_NOT_FOUND' && failure.message.endsWith(nameServerSilent)
}

/** Another machine was reached, just now. */
function isProof({ host, state, delivery, failure }: OutputFacts, date: Date): boolean {
  if (host === null || state === null) return false
  if (isCarrying(state)) return delivery === 'CONFIRMED'
  if (failure === null || !answered.has(failure.code)) return false
  return date.getTime() - Date.parse(failure.lastSeenAt) < answerLastsMs
}

function hosts(lost: readonly Lost[]): number {
  return new Set(lost.map(({ host }) => host)).size
}
