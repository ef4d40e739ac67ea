/**
 * Control characters and marks that turn the direction of writing, as `\\u{..}`: text of peers must not command a terminal, nor
 * look on a page or in a log like what it is not.
 */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu, (character) =>
    character === '\t' ? ' ' : `\\u{${character.codePointAt(0)!.toString(16)}}`,
  )
}

/** The same for text in lines of ours, such as the way to a mistake: each further one is indented, and none passes for the next entry. */
export function visibleLines(text: string): string {
  return text.split(/\r?\n/).map(visible).join('\n    ')
}
