import { InvalidValueError } from './errors.ts'

/** Rules of what inputs and outputs have in common. `field` is the path of the argument, such as `output.name`. */

const longestName = 100
const longestTag = 40
const mostTags = 20

/** The name, trimmed. Throws InvalidValueError. */
export function readName(given: string | null | undefined, field: string): string {
  const name = (given ?? '').trim()
  if (name === '') throw new InvalidValueError(field, 'A name is needed')
  if ([...name].length > longestName) throw new InvalidValueError(field, `The name is longer than ${longestName} characters`)
  if (!name.isWellFormed()) throw new InvalidValueError(field, 'The name holds half a character: it was cut off there')
  if (holdsControls(name)) throw new InvalidValueError(field, 'The name holds a control character or a line break')
  if (!showsSomething(name)) throw new InvalidValueError(field, 'The name has only characters that nobody can see')
  return name
}

/** The tags, trimmed, each once. Throws InvalidValueError. */
export function readTags(given: readonly string[] | null | undefined, field: string): string[] {
  const tags = [...new Set((given ?? []).map((tag) => tag.trim()))]
  if (tags.length > mostTags) throw new InvalidValueError(field, `There are more than ${mostTags} tags`)
  for (const tag of tags) {
    const length = [...tag].length
    if (length < 1 || length > longestTag) throw new InvalidValueError(field, `A tag has 1 to ${longestTag} characters`)
    if (!tag.isWellFormed()) throw new InvalidValueError(field, 'A tag holds half a character: it was cut off there')
    if (holdsControls(tag)) throw new InvalidValueError(field, 'A tag holds a control character or a line break')
    if (!showsSomething(tag)) throw new InvalidValueError(field, 'A tag has only characters that nobody can see')
  }
  return tags
}

/** Also what splits lines or turns the direction of text, which could make one name look like another. */
function holdsControls(text: string): boolean {
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text)
}

function showsSomething(text: string): boolean {
  return /[^\s\p{Default_Ignorable_Code_Point}]/u.test(text)
}
