const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']
const nameWidth = 14
const resultWidth = 52

/**
 * Tells a person how far things are: one line per step with the seconds it took; while a step lasts, a moving line on a
 * terminal, and elsewhere a plain line now and then. Not to stdout: what a command answers there may go into a file.
 */
export class Report {
  #out
  #now

  /**
   * @param {{ write(text: string): unknown, isTTY?: boolean, columns?: number }} out
   * @param {() => number} now milliseconds
   */
  constructor(out = process.stderr, now = () => performance.now()) {
    this.#out = out
    this.#now = now
  }

  /**
   * Runs one step. `work` is given a function that says what it is at, and returns what there is in the end.
   *
   * @template T
   * @param {string} name
   * @param {(progress: (text: string) => void) => Promise<{ result: string, value: T }>} work
   * @returns {Promise<T>}
   */
  async step(name, work) {
    const began = this.#now()
    const seconds = () => (this.#now() - began) / 1000
    let doing = ''
    const display = this.#out.isTTY ? this.#moving(name, () => doing, seconds) : this.#plain(name, () => doing, seconds)
    try {
      const { result, value } = await work((text) => (doing = text))
      display.end()
      this.#out.write(`  ${name.padEnd(nameWidth)}${result.padEnd(resultWidth)} ${seconds().toFixed(1).padStart(6)} s\n`)
      return value
    } finally {
      display.end()
    }
  }

  /**
   * A remark that belongs to the step which runs.
   *
   * @param {string} text
   */
  note(text) {
    this.#out.write(`${this.#out.isTTY ? '\r\u001B[K' : ''}  ${text}\n`)
  }

  /** @param {string} name @param {() => string} doing @param {() => number} seconds */
  #moving(name, doing, seconds) {
    let frame = 0
    const timer = setInterval(() => {
      const line = `${frames[frame++ % frames.length]} ${name.padEnd(nameWidth)}${doing()} (${seconds().toFixed(0)} s)`
      this.#out.write(`\r\u001B[K${line.slice(0, (this.#out.columns ?? 80) - 1)}`)
    }, 200)
    return {
      end: () => {
        clearInterval(timer)
        this.#out.write('\r\u001B[K')
      },
    }
  }

  /** @param {string} name @param {() => string} doing @param {() => number} seconds */
  #plain(name, doing, seconds) {
    const tell = () => this.#out.write(`  ${name}: ${doing()} (${seconds().toFixed(0)} s so far)\n`)
    const timer = setInterval(() => {
      const second = Math.round(seconds())
      if (second === 5 || second % 20 === 0) tell()
    }, 1000)
    return { end: () => clearInterval(timer) }
  }
}
