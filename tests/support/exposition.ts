/** One number of the text that Prometheus reads. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const labelPair = String.raw`([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"`
const sampleLine = new RegExp(String.raw`^(${name})(?:\{(${labelPair}(?:,${labelPair})*)\})? (\S+)$`)
const endings = { gauge: [''], counter: [''], histogram: ['_bucket', '_sum', '_count'] }

/**
 * Reads the text format (0.0.4) as strictly as it is described: each family with HELP and TYPE before its samples, all of them in
 * one place, none twice. Throws where it is not so.
 */
export function readExposition(text: string): Sample[] {
  if (!text.endsWith('\n')) throw new Error('The last line does not end')
  const samples: Sample[] = []
  const families = new Map<string, string>()
  const seen = new Set<string>()
  let [family, type, help] = ['', '', '']
  for (const line of text.slice(0, -1).split('\n')) {
    if (line === '') continue
    const [, told, of = '', rest = ''] = new RegExp(`^# (HELP|TYPE) (${name}) (.+)$`).exec(line) ?? []
    if (told === 'HELP') help = of
    else if (told === 'TYPE') {
      if (families.has(of) || help !== of || !(rest in endings)) throw new Error(`Out of order: ${line}`)
      ;[family, type] = [of, rest]
      families.set(of, rest)
    } else {
      const sample = readSample(line)
      const isOfFamily = endings[type as keyof typeof endings]?.some((ending) => sample.name === family + ending)
      const key = JSON.stringify([sample.name, Object.entries(sample.labels).sort()])
      if (!isOfFamily || seen.has(key)) throw new Error(`Twice, or of no family: ${line}`)
      seen.add(key)
      samples.push(sample)
    }
  }
  return samples
}

function readSample(line: string): Sample {
  const found = sampleLine.exec(line)
  const value = Number(found?.at(-1)?.replace('Inf', 'Infinity'))
  if (found === null || Number.isNaN(value)) throw new Error(`No sample: ${line}`)
  const pairs = (found[2] ?? '').matchAll(new RegExp(labelPair, 'g'))
  const labels = Object.fromEntries(
    [...pairs].map(([, label = '', written = '']) => [
      label,
      written.replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)),
    ]),
  )
  return { name: found[1] ?? '', labels, value }
}

/** Of samples, those of this name with these labels among theirs. */
export function samplesOf(samples: readonly Sample[], name: string, labels: Record<string, string> = {}): Sample[] {
  return samples.filter(
    (sample) => sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
  )
}
