import { useClient } from '@urql/solid'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { graphql, readFragment, type FragmentType } from '../generated/index.ts'
import type { LiveInputFragment } from '../generated/graphql.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { nextFreeUdpPort } from '../inputs/nextFreeUdpPort.ts'
import { count } from '../parts/format.ts'
import { Shape, stateName } from '../parts/Shape.tsx'
import { inputWords } from '../parts/words.ts'
import { portRows } from './portRows.ts'

const fragment = graphql(`
  fragment Ports on System {
    udpPortsFree
    udpPortRange {
      start
      end
    }
    srtPortRange {
      start
      end
    }
  }
`)

const listener = graphql(`
  fragment ListenerPort on Output {
    port
  }
`)

/** Which ports are used, by whom and how that is. */
export function Ports(props: { system: FragmentType<typeof fragment> }) {
  const live = useLive()
  const system = () => readFragment(fragment, props.system)
  const range = () => system().udpPortRange
  const srt = () => system().srtPortRange
  const users = createMemo(() => new Map(live.inputs.items.map((input) => [input.udpPort, input])))
  const rows = createMemo(() => portRows(range(), new Set(users().keys())))
  const client = useClient()
  const [nextFree, setNextFree] = createSignal<number | null>(null)
  // the server looks whether another program holds it
  createEffect(
    on(
      () => [...users().keys()].join(),
      () => void nextFreeUdpPort(client).then(setNextFree),
    ),
  )
  const used = () => range().end - range().start + 1 - system().udpPortsFree

  const listeners = createMemo(() => live.outputs.items.filter(({ protocol }) => protocol === 'SRT_LISTENER'))
  const ownPorts = () => listeners().flatMap((output) => readFragment(listener, output).port ?? [])
  const shared = () => listeners().length - ownPorts().length

  return (
    <section aria-labelledby="ports">
      <div class="section-head">
        <h2 id="ports">
          UDP ports {range().start} to {range().end}
        </h2>
        <span class="ml-auto text-ink-3">
          {used()} used, {system().udpPortsFree} free
          <Show when={nextFree()}>{(port) => `, next free ${port()}`}</Show>
        </span>
      </div>
      <div class="system-ports" role="img" aria-label={spoken(live.inputs.items)}>
        <For each={rows()}>
          {(ports) => (
            <>
              <b>{ports[0]}</b>
              <For each={ports}>{(port) => <Port port={port} input={users().get(port)} />}</For>
              <For each={Array.from({ length: 25 - ports.length })}>{() => <span />}</For>
            </>
          )}
        </For>
      </div>
      <p class="mt-3 text-ink-3">
        SRT listeners: {count(shared(), 'output')} on the shared port {srt().start}
        <Show when={srt().end > srt().start}>
          , {ownPorts().length} on ports of their own ({srt().start + 1} to {srt().end}
          <Show when={ownPorts().length > 0}>: {ownPorts().join(', ')}</Show>)
        </Show>
        .
      </p>
    </section>
  )
}

function Port(props: { port: number; input: LiveInputFragment | undefined }) {
  return (
    <Show when={props.input} fallback={<i title={`UDP ${props.port}: free`} />}>
      {(input) => (
        <i
          data-state={stateName(input().state)}
          title={`UDP ${props.port}: ${input().name}, ${inputWords[input().state].toLowerCase()}`}
        >
          <Shape of={stateName(input().state)} />
        </i>
      )}
    </Show>
  )
}

function spoken(inputs: readonly LiveInputFragment[]): string {
  const told = inputs.map(({ udpPort, name, state }) => `${udpPort} ${name}, ${inputWords[state].toLowerCase()}`)
  return told.length === 0 ? 'All ports are free' : `Used are: ${told.join('; ')}`
}
