import type { OutputSecrets } from '../../domain/output.ts'
import type { Redactor } from '../../domain/redaction.ts'

interface Use {
  generation: number
  secrets: string[]
}

/**
 * Keeps the redactor's knowledge of outputs' secrets. What was replaced or deleted is masked on until the process that
 * ran with it has ended: it may still print it.
 */
export class SecretsInUse {
  readonly #redactor: Redactor
  readonly #uses = new Map<string, Use[]>()

  constructor(redactor: Redactor) {
    this.#redactor = redactor
  }

  /** The output runs with these from this generation on. */
  use(outputId: string, generation: number, secrets: OutputSecrets): void {
    const present = Object.values(secrets).filter((secret): secret is string => typeof secret === 'string')
    for (const secret of present) this.#redactor.learn(secret)
    const uses = this.#uses.get(outputId) ?? []
    this.#uses.set(outputId, [...uses, { generation, secrets: present }])
    // Settings were written again for the same run: it counts once.
    this.#forget(outputId, (use, isLast) => !isLast && use.generation === generation)
  }

  /** What runs now has this generation: older ones have ended. */
  reached(outputId: string, generation: number): void {
    this.#forget(outputId, (use, isLast) => !isLast && use.generation < generation)
  }

  /** Nothing runs for it any more, and nothing will. */
  gone(outputId: string): void {
    this.#forget(outputId, () => true)
  }

  #forget(outputId: string, ended: (use: Use, isLast: boolean) => boolean): void {
    const uses = this.#uses.get(outputId) ?? []
    const kept = uses.filter((use, index) => !ended(use, index === uses.length - 1))
    for (const use of uses) if (!kept.includes(use)) for (const secret of use.secrets) this.#redactor.forget(secret)
    if (kept.length > 0) this.#uses.set(outputId, kept)
    else this.#uses.delete(outputId)
  }
}
