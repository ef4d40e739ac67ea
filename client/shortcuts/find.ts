export interface Found {
  title: string
  /** Further words that it is found by. */
  words?: readonly string[]
}

/** What has every word of `text` in its title or words, in the order given; titles that begin with the text come first. */
export function bestFirst<T extends Found>(entries: readonly T[], text: string): T[] {
  const sought = text.trim().toLowerCase()
  if (sought === '') return [...entries]
  const words = sought.split(/\s+/)
  const matching = entries.filter(({ title, words: more = [] }) => {
    const all = [title, ...more].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const begins = ({ title }: T) => title.toLowerCase().startsWith(sought)
  return [...matching.filter(begins), ...matching.filter((entry) => !begins(entry))]
}
