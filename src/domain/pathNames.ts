/**
 * What the paths and users of this server are called in a MediaMTX. All else there belongs to others. With a prefix of its
 * own each server that shares a MediaMTX knows its own again, also after a restart.
 */
export class PathNames {
  readonly #prefix: string

  constructor(prefix = '') {
    this.#prefix = prefix
  }

  /** The path of an input. */
  input(inputId: string): string {
    return `${this.#prefix}in-${inputId}`
  }

  /** The path that serves an output on the shared SRT port. */
  output(outputId: string): string {
    return `${this.#prefix}out-${outputId}`
  }

  /** The user that may read that path and nothing else. */
  caller(outputId: string): string {
    return `${this.#prefix}caller-${outputId}`
  }

  /** A path that says whose these names are. */
  owner(mark: string): string {
    return `${this.#prefix}owner-${mark}`
  }

  isOwner(path: string): boolean {
    return path.startsWith(this.owner(''))
  }

  /** The input that a path belongs to; null when it is none of ours. */
  inputIdOf(path: string): string | null {
    return this.#idOf(path, 'in')
  }

  /** The output whose callers read a path; null when it is none of those. */
  outputIdOf(path: string): string | null {
    return this.#idOf(path, 'out')
  }

  isPath(name: string): boolean {
    return this.inputIdOf(name) !== null || this.outputIdOf(name) !== null
  }

  isCaller(user: string): boolean {
    return this.#idOf(user, 'caller') !== null
  }

  #idOf(name: string, kind: string): string | null {
    const start = `${this.#prefix}${kind}-`
    const id = name.slice(start.length)
    return name.startsWith(start) && /^\d+$/.test(id) ? id : null
  }
}
