import { parseFfmpegLine } from '../../src/domain/programs/ffmpegLog.ts'
import type { Capture, Fixture } from './capture.ts'

/** Where versions of FFmpeg say different things of the same peer: Markdown. */
export function differences(fixtures: Record<string, Fixture>): string {
  const versions = Object.values(fixtures)
  const names = [...new Set(versions.flatMap(({ captures }) => captures.map(({ peer }) => peer)))]
  const sections = names.flatMap((name) => {
    const seen = versions.map(({ captures }) => captures.find(({ peer }) => peer === name))
    const told = seen.map((capture) => (capture ? tell(capture) : 'not recorded'))
    if (new Set(told).size === 1) return []
    return [`## ${name}`, '', ...told.flatMap((text, at) => [`${shortName(versions[at]!)}:`, '', '```', text, '```', ''])]
  })
  const head = [
    '# Where versions of FFmpeg differ',
    '',
    'Written by `npm run captures`: exit codes and what stands in errors and warnings.',
    '',
  ]
  return `${[...head, ...sections].join('\n').trimEnd()}\n`
}

function shortName({ ffmpeg }: Fixture): string {
  return ffmpeg.replace(/ Copyright.*/, '')
}

function tell({ exitCode, signal, hung, lines }: Capture): string {
  const texts = lines
    .map(parseFfmpegLine)
    .filter(({ level }) => level === 'ERROR' || level === 'WARNING')
    .map(({ text }) => text.replace(/:\d{4,5}\b/g, ':{port}').replace(/\/\S*captures-\w+\//g, '{file}/'))
  return [hung ? 'hung' : `exit ${exitCode ?? signal}`, ...new Set(texts)].join('\n')
}
