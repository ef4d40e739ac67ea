/** As a sentence that others may follow. */
export function withStop(sentence: string): string {
  return sentence === '' || /[.!?]$/.test(sentence) ? sentence : `${sentence}.`
}

/** As a title. */
export function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
