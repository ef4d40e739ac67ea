import { createSignal, onMount, type ParentProps, Show } from 'solid-js'
import { useClient } from '@urql/solid'
import { CopyButton } from '../parts/CopyButton.tsx'
import { nextFreeUdpPort } from './nextFreeUdpPort.ts'
import { testCommand } from './testCommand.ts'

/** Shown while there is no input: the way to a first delivered picture. */
export function FirstUse(props: { add: () => void }) {
  const client = useClient()
  const [port, setPort] = createSignal<number | null>(null)
  onMount(async () => setPort(await nextFreeUdpPort(client)))
  const command = () => testCommand(`udp://${location.hostname}:${port()}`)
  return (
    <div class="max-w-200">
      <h2 class="text-figure font-medium text-ink-1">Send your first feed</h2>
      <p class="mt-1 mb-8 text-read">Three steps, about a minute. Nothing here needs a signal to be saved.</p>
      <ol>
        <Step number={1} title="Add an input">
          <p>An input listens on a UDP port of its own for one feed.</p>
          <button type="button" class="btn mt-3" onClick={() => props.add()}>
            Add your first input
          </button>
        </Step>
        <Step number={2} title="Point a sender at it">
          <p>
            Set your encoder to MPEG-TS over UDP and the input's address, or use the built-in test picture. Or paste this on any
            machine that has FFmpeg:
          </p>
          <Show when={port()}>
            <Command text={command()} />
          </Show>
        </Step>
        <Step number={3} title="Choose where it goes">
          <p>An RTMP server or a UDP receiver. Several at once; each runs on its own and waits until the picture arrives.</p>
        </Step>
      </ol>
    </div>
  )
}

function Step(props: ParentProps<{ number: number; title: string }>) {
  return (
    <li class="grid grid-cols-[32px_minmax(0,1fr)] gap-x-2 border-t border-line py-5">
      <span class="text-title font-strong text-ink-3">{props.number}</span>
      <div class="text-read">
        <h3 class="text-title font-strong text-ink-1">{props.title}</h3>
        {props.children}
      </div>
    </li>
  )
}

/** A command to copy, whole. */
export function Command(props: { text: string }) {
  return (
    <div class="mt-3 flex items-start justify-between gap-3 rounded-2 bg-sunken py-2 pr-2 pl-4 phone:flex-col phone:p-3">
      <pre tabindex="0" aria-label="Test command" class="w-full min-w-0 overflow-x-auto py-1 leading-5 text-ink-2">
        {props.text}
      </pre>
      <CopyButton wide label="Copy command" text={props.text} />
    </div>
  )
}
