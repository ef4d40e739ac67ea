import { For, Show, type ParentProps } from 'solid-js'
import { destinationWords, kindWord } from '../input/destination.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { isFailed, isUnstable } from '../live/problems.ts'
import { bytes } from '../parts/format.ts'
import { Shape, stateName } from '../parts/Shape.tsx'
import { inputWords } from '../parts/words.ts'
import type { OutputDetail } from './detail.ts'
import { addressOf } from '../url/address.ts'

const secrets = [
  { name: 'Stream key', has: 'hasStreamKey', setting: 'streamKey' },
  { name: 'Passphrase', has: 'hasPassphrase', setting: 'passphrase' },
  { name: 'Password', has: 'hasPassword', setting: 'password' },
] as const

/** What an output is made of, and what its process takes now. */
export function OutputFacts(props: { output: OutputDetail }) {
  const live = useLive()
  const input = () => live.inputs.get(props.output.inputId)
  const usage = () => live.rates.outputs.of(props.output.id)
  const others = () => live.outputsOf(props.output.inputId).filter(({ id }) => id !== props.output.id)
  const unaffected = () => others().filter((other) => !isFailed(other) && !isUnstable(other)).length
  const settings = () => `/outputs/${props.output.id}?tab=settings`
  return (
    <dl class="pairs">
      <Show when={input()}>
        {(known) => (
          <Fact name="Sends">
            <a class="link" href={addressOf(`/inputs/${known().id}`)}>
              {known().name}
            </a>
            ,{' '}
            <span class="fact-state" data-state={stateName(known().state)}>
              <Shape of={stateName(known().state)} />
            </span>{' '}
            {inputWords[known().state].toLowerCase()}
          </Fact>
        )}
      </Show>
      <Fact name="Kind">{kindWord(props.output.protocol, props.output.url)}</Fact>
      <Fact name="Destination" title={props.output.url} mono>
        {destinationWords(props.output.url, null)}
      </Fact>
      <For each={secrets.filter(({ has }) => props.output[has])}>
        {({ name, setting }) => (
          <Fact name={name}>
            <span aria-label="stored, not shown">••••••••</span>{' '}
            <a class="link" href={addressOf(`${settings()}&replace=${setting}`)} aria-label={`Replace the ${name.toLowerCase()}`}>
              Replace
            </a>
          </Fact>
        )}
      </For>
      <Known name="User name" value={props.output.username} />
      <Known name="Stream id" value={props.output.streamId} mono />
      <Known name="Latency" value={props.output.latencyMs} unit=" ms" />
      <Known name="Packet size" value={props.output.packetSize} unit=" bytes" />
      <Known name="TTL" value={props.output.ttl} />
      <Known name="Sent from" value={props.output.localAddress} />
      <Show when={props.output.allowInvalidCertificate}>
        <Fact name="Certificate">not checked</Fact>
      </Show>
      <Show when={props.output.maxReconnectAttempts > 0}>
        <Fact name="Gives up after">{props.output.maxReconnectAttempts} failed attempts</Fact>
      </Show>
      <Fact
        name="Restarts"
        title="How often its process was started again by itself since a person started it. Attempts are counted apart: one that fails before its process starts is no restart."
      >
        {props.output.restarts}
      </Fact>
      <Fact name="Drops, 24 h">{props.output.drops}</Fact>
      <Show when={props.output.process}>
        {(process) => (
          <Fact name="Its process" title={`Process ${process().pid}`}>
            <span data-part="usage">
              {usage()?.cpuPercent == null ? '' : `${usage()?.cpuPercent?.toFixed(1)} % CPU, `}
              {usage()?.rssBytes == null ? '' : bytes(usage()?.rssBytes ?? 0)}
            </span>
          </Fact>
        )}
      </Show>
      <Show when={props.output.failure && others().length > 0}>
        <Fact name="Other outputs">
          {unaffected()} of {others().length} unaffected
        </Fact>
      </Show>
    </dl>
  )
}

function Fact(props: ParentProps<{ name: string; title?: string; mono?: boolean }>) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd title={props.title} classList={{ 'font-mono': props.mono === true }}>
        {props.children}
      </dd>
    </div>
  )
}

/** Left out where the setting has no value of its own. */
function Known(props: { name: string; value: string | number | null | undefined; unit?: string; mono?: boolean }) {
  return (
    <Show when={props.value != null && props.value !== ''}>
      <Fact name={props.name} title={String(props.value)} mono={props.mono === true}>
        {props.value}
        {props.unit}
      </Fact>
    </Show>
  )
}
