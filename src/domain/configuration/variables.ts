/** `${NAME}` stands for a variable, `$${` for the signs `${` themselves. */
const reference = /\$\$\{|\$\{([^}]*)\}/g
const nameOfVariable = /^[A-Za-z_][A-Za-z0-9_]*$/

/** Stands for the value of a variable that has none, until it is known what becomes of it. Fits wherever a secret may stand. */
export function standIn(index: number): string {
  return `unset-variable-5f1c0a9b-${index}-`
}

/** The names of the variables in a text, each once. A name that none can have is among them. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(reference)].flatMap(([, name]) => name ?? []))]
}

export function isVariableName(name: string): boolean {
  return nameOfVariable.test(name)
}

/** The text with each variable replaced. */
export function withVariables(text: string, valueOf: (name: string) => string): string {
  return text.replace(reference, (_, name: string | undefined) => (name === undefined ? '${' : valueOf(name)))
}

/** What is to be written for a text that shall be read as it is. */
export function withoutVariables(text: string): string {
  return text.replaceAll('${', () => '$${')
}

const suffixes = { streamKey: 'STREAM_KEY', password: 'PASSWORD', passphrase: 'PASSPHRASE' }

/** Gives the secrets of outputs names, each another one. */
export class VariableNames {
  readonly #given = new Set<string>()

  get all(): string[] {
    return [...this.#given]
  }

  /** Such as `STUDIO_A_YOUTUBE_STREAM_KEY`. */
  next(inputName: string, outputName: string, secret: keyof typeof suffixes): string {
    const wished = [wordsOf(inputName) || 'INPUT', wordsOf(outputName) || 'OUTPUT', suffixes[secret]]
      .join('_')
      .replace(/^\d/, '_$&')
    let name = wished
    for (let count = 2; this.#given.has(name); count++) name = `${wished}_${count}`
    this.#given.add(name)
    return name
  }
}

/** Accents are left out; what has no letters or digits of ASCII gives none. */
function wordsOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}
