/** Neither SQLite's statements nor PostgreSQL's texts can hold the character 0, and half a character none of them. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\\u{0}').toWellFormed()
}

/** The same of each text in plain JSON: PostgreSQL refuses a whole statement for one. */
export function storableJson<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_name, part: unknown) => (typeof part === 'string' ? storable(part) : part)) as T
}
