import MiniSearch, { type SearchOptions } from 'minisearch'

/** What stands below one heading of a document. */
export interface Section {
  /** The address of the document below /docs, and its title. */
  document: string
  of: string
  /** Of the heading; empty: the document itself. */
  id: string
  heading: string
  /** Sentences, rows and lines, in lines. */
  text: string
}

export interface Hit extends Section {
  /** What says it best, with the words that were found. */
  sentence: readonly Part[]
}

export interface Part {
  text: string
  isFound: boolean
}

const mostShown = 30
const longest = 240
/** Words that are everywhere. */
const everywhere =
  'a an and are as at be by can do does for from how i if in is it my not of on or so t that the then there this to what when will with won'
const common = new Set(everywhere.split(' '))

/** Looks for words, their beginnings and what is nearly spelt so; what has all of them comes before what has some. */
export function finder(sections: readonly Section[]): (query: string) => Hit[] {
  const index = new MiniSearch<Section & { place: number }>({
    ...{ idField: 'place', fields: ['of', 'heading', 'text'] },
    processTerm: (term) => (common.has(term.toLowerCase()) ? null : term.toLowerCase()),
  })
  index.addAll(sections.map((section, place) => ({ ...section, place })))
  const manner: SearchOptions = {
    boost: { heading: 4, of: 2 },
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  }
  return (query) => {
    const found = new Map(index.search(query, { ...manner, combineWith: 'AND' }).map((hit) => [hit.id, hit]))
    for (const hit of index.search(query, manner)) if (!found.has(hit.id)) found.set(hit.id, hit)
    return [...found.values()].slice(0, mostShown).flatMap(({ id, terms }) => {
      const section = sections[Number(id)]
      return section === undefined ? [] : [{ ...section, sentence: bestSentence(section.text, terms) }]
    })
  }
}

/** The sentence that has most of `words`, cut to where they stand when it is long. */
export function bestSentence(text: string, words: readonly string[]): Part[] {
  const longestFirst = words.toSorted((one, other) => other.length - one.length).map(literally)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join('|')})`, 'iu')
  const found = (sentence: string) => sentence.split(pattern).filter((_, place) => place % 2 === 1)
  const count = (sentence: string) => new Set(found(sentence.toLowerCase())).size
  const sentences = sentencesOf(text)
  const best = sentences.reduce((before, one) => (count(one) > count(before) ? one : before), sentences[0] ?? '')
  return cut(best, Math.max(0, best.search(pattern)))
    .split(pattern)
    .map((part, place) => ({ text: part, isFound: place % 2 === 1 }))
    .filter((part) => part.text !== '')
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

function sentencesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const sentences: string[] = []
    for (const { segment } of segmenter.segment(line)) {
      const before = sentences.at(-1)
      // a question mark in an address ends nothing
      if (before !== undefined && !/\s$/.test(before)) sentences[sentences.length - 1] = before + segment
      else sentences.push(segment)
    }
    return sentences.map((sentence) => sentence.trim())
  })
}

function cut(sentence: string, at: number): string {
  if (sentence.length <= longest) return sentence
  const from = at < longest / 2 ? 0 : at - longest / 3
  const start = from === 0 ? 0 : sentence.indexOf(' ', from) + 1
  const end = start + longest < sentence.length ? sentence.lastIndexOf(' ', start + longest) : sentence.length
  return `${start === 0 ? '' : '… '}${sentence.slice(start, end)}${end === sentence.length ? '' : ' …'}`
}

function literally(word: string): string {
  return word.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
