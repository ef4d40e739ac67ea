import type { JSX } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { bytes, count, megabits } from '../parts/format.ts'
import { Sparkline } from '../parts/Sparkline.tsx'
import { Trend } from './Trend.tsx'

const fragment = graphql(`
  fragment MachineFigures on System {
    cpuPercent
    rssBytes
    diskFreeBytes
    machine {
      cores
      cpuPercent
      memoryBytes
      memoryUsedBytes
      diskBytes
    }
  }
`)

/** How busy the machine is, and what of it is the manager's own. */
export function MachineFigures(props: { system: FragmentType<typeof fragment> }) {
  const live = useLive()
  const system = () => readFragment(fragment, props.system)
  const machine = () => system().machine
  return (
    <section aria-labelledby="machine" class="mt-8">
      <div class="section-head">
        <h2 id="machine">Machine</h2>
        <span class="ml-auto text-ink-3">last minute</span>
      </div>
      <dl>
        <Figure
          name="Processor"
          trend={<Trend value={machine().cpuPercent ?? null} />}
          value={machine().cpuPercent == null ? 'unknown' : Math.round(machine().cpuPercent!).toString()}
          unit={machine().cpuPercent == null ? '' : '%'}
          of={`of ${count(machine().cores, 'core')}`}
        />
        <Figure
          name="Memory"
          trend={<Trend value={machine().memoryUsedBytes} />}
          {...amount(machine().memoryUsedBytes)}
          of={`of ${bytes(machine().memoryBytes)}`}
        />
        <Figure
          name="Network out"
          trend={<Sparkline of="all" id="sent" />}
          value={megabits(live.totals()?.sentBps ?? 0)}
          unit="Mb/s"
          of="to destinations"
        />
        <Figure
          name="Network in"
          trend={<Sparkline of="all" id="received" />}
          value={megabits(live.totals()?.receivedBps ?? 0)}
          unit="Mb/s"
          of="from inputs"
        />
        <Figure
          name="Disk free"
          trend={<Trend value={system().diskFreeBytes} />}
          {...amount(system().diskFreeBytes)}
          of={machine().diskBytes === 0 ? '' : `of ${bytes(machine().diskBytes)}`}
        />
        <Figure
          name="Manager"
          trend={<Trend value={system().cpuPercent} />}
          value={system().cpuPercent.toFixed(1)}
          unit="%"
          of={`of a core, ${bytes(system().rssBytes)}`}
        />
      </dl>
    </section>
  )
}

interface FigureProps {
  name: string
  trend: JSX.Element
  value: string
  unit: string
  /** What it is part of. */
  of: string
}

function Figure(props: FigureProps) {
  return (
    <div class="system-figure">
      <dt>{props.name}</dt>
      <dd class="tr" aria-hidden="true">
        {props.trend}
      </dd>
      <dd class="fg">{props.value}</dd>
      <dd class="un">{props.unit}</dd>
      <dd class="of">{props.of}</dd>
    </div>
  )
}

function amount(many: number): { value: string; unit: string } {
  const [value = '', unit = ''] = bytes(many).split(' ')
  return { value, unit }
}
