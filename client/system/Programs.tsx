import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { timeAndDay } from '../parts/format.ts'
import { StateBadge } from '../parts/StateBadge.tsx'
import { upTime } from './upTime.ts'

const component = graphql(`
  fragment ProgramRow on Component {
    healthy
    version
    detail
    since
    protocols
  }
`)

const fragment = graphql(`
  fragment Programs on System {
    processes
    mediamtx {
      ...ProgramRow
    }
    ffmpeg {
      ...ProgramRow
    }
    database {
      ...ProgramRow
    }
  }
`)

const allProtocols = ['rtmp', 'rtmps', 'srt', 'udp', 'rtsp']

/** The programs that everything rests on: whether they are well, since when, and how they run. */
export function Programs(props: { system: FragmentType<typeof fragment> }) {
  const system = () => readFragment(fragment, props.system)
  const protocols = () => {
    const can = readFragment(component, system().ffmpeg).protocols
    if (can == null) return ''
    const cannot = allProtocols.filter((name) => !can.includes(name))
    const lack = cannot.length === 0 ? '' : ` This build cannot send ${upper(cannot)}.`
    return can.length === 0 ? lack : `Sends ${upper(can)}.${lack}`
  }
  const processes = () => (system().processes === 1 ? 'One process.' : `${system().processes} processes.`)
  return (
    <section aria-labelledby="programs">
      <div class="section-head">
        <h2 id="programs">Programs</h2>
      </div>
      <Row name="MediaMTX" part={system().mediamtx} />
      <Row name="FFmpeg" part={system().ffmpeg} more={[protocols(), processes()].filter(Boolean).join(' ')} />
      <Row name="Database" part={system().database} />
    </section>
  )
}

interface RowProps {
  name: string
  part: FragmentType<typeof component>
  /** Said while it is well. */
  more?: string
}

function Row(props: RowProps) {
  const live = useLive()
  const part = () => readFragment(component, props.part)
  // one that was never seen is on its way, not broken
  const state = () => (part().healthy ? 'LIVE' : part().since == null ? 'STARTING' : 'FAILED')
  const word = () => ({ LIVE: 'Healthy', STARTING: 'Starting', FAILED: 'Down' })[state()]
  const words = () => {
    const { healthy, detail, since } = part()
    const time =
      since == null ? '' : `${healthy ? 'Up' : 'Down'} ${upTime(Date.parse(since), live.now())}, since ${timeAndDay(since)}.`
    return [detail, healthy ? props.more : '', time].filter(Boolean).join(' ')
  }
  return (
    <div class="system-program" data-part={props.name}>
      <div>
        <StateBadge state={state()} word={word()} />
      </div>
      <div>
        <h3>{props.name}</h3>
        <p>{words()}</p>
      </div>
      <span class="font-mono" title={part().version ?? undefined}>
        {shortVersion(part().version)}
      </span>
    </div>
  )
}

/** `7.0` of `n7.0-7-gd38bf5e08e-20240407`, as FFmpeg's builds name themselves; `SQLite 3.53.4` as it is. */
function shortVersion(version: string | null | undefined): string {
  if (version == null) return ''
  return /^[A-Z]\w+ /.test(version) ? version : (version.match(/\d+(\.\d+)+/)?.[0] ?? version)
}

function upper(names: readonly string[]): string {
  return names.map((name) => name.toUpperCase()).join(', ')
}
