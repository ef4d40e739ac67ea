import { useClient } from '@urql/solid'
import { createSignal, For, Show } from 'solid-js'
import { act, type Problem } from '../api/act.ts'
import { graphql } from '../generated/index.ts'
import type { Protocol } from '../generated/graphql.ts'
import { Field } from '../parts/Field.tsx'
import { Panel } from '../parts/Panel.tsx'
import { PanelFoot } from '../parts/PanelFoot.tsx'

const createOutput = graphql(`
  mutation CreateOutput($output: NewOutput!) {
    result: createOutput(output: $output) {
      __typename
      ... on Problem {
        message
      }
      ... on InvalidValue {
        field
      }
    }
  }
`)

const kinds: { protocol: Protocol; name: string; note: string; example: string }[] = [
  { protocol: 'RTMP', name: 'RTMP', note: 'a streaming server', example: 'rtmp://live.example/app' },
  { protocol: 'UDP', name: 'UDP', note: 'MPEG-TS to a receiver', example: 'udp://192.0.2.10:5004' },
]
const fields = ['output.name', 'output.url', 'output.streamKey']

interface Props {
  inputId: string
  inputName: string
  close: () => void
}

export function AddOutput(props: Props) {
  const client = useClient()
  const [protocol, setProtocol] = createSignal<Protocol>('RTMP')
  const [name, setName] = createSignal('')
  const [url, setUrl] = createSignal('')
  const [streamKey, setStreamKey] = createSignal('')
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  const kind = () => kinds.find((one) => one.protocol === protocol())
  const at = (field: string) => (problem()?.field === field ? problem()?.message : null)
  const elsewhere = () => (fields.includes(problem()?.field ?? '') ? null : problem()?.message)

  function paste(value: string): void {
    setUrl(value)
    if (/^rtmp/i.test(value.trim())) setProtocol('RTMP')
    if (/^udp:/i.test(value.trim())) setProtocol('UDP')
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const failed = await act(client, createOutput, {
      output: {
        inputId: props.inputId,
        name: name(),
        protocol: protocol(),
        url: url().trim(),
        streamKey: (protocol() === 'RTMP' && streamKey().trim()) || null,
      },
    })
    setBusy(false)
    setProblem(failed)
    if (failed === null) props.close()
  }

  return (
    <Panel
      title={`Add output to ${props.inputName}`}
      close={props.close}
      foot={
        <PanelFoot
          form="add-output"
          yes="Add output"
          busy={busy()}
          note="Nothing that runs is interrupted."
          problem={elsewhere()}
        />
      }
    >
      <form id="add-output" onSubmit={submit} autocomplete="off">
        <Field
          label="Paste the address"
          mono
          value={url()}
          input={paste}
          problem={at('output.url')}
          placeholder={kind()?.example ?? ''}
          hint="A key in it is split out and hidden."
          autofocus
        />
        <fieldset class="mb-3.5 grid grid-cols-2 gap-2">
          <legend class="field-label">Kind</legend>
          <For each={kinds}>
            {(one) => (
              <label class="kind">
                <input
                  type="radio"
                  name="protocol"
                  checked={protocol() === one.protocol}
                  onChange={() => setProtocol(one.protocol)}
                />
                <span class="font-medium text-ink-1">{one.name}</span>
                <span class="text-meta text-ink-3">{one.note}</span>
              </label>
            )}
          </For>
        </fieldset>
        <Show when={protocol() === 'RTMP'}>
          <Field
            label="Stream key"
            optional
            secret
            value={streamKey()}
            input={setStreamKey}
            problem={at('output.streamKey')}
            hint="Stored encrypted, never shown again."
          />
        </Show>
        <Show when={protocol() === 'UDP'}>
          <p class="mb-3.5 text-ink-3">UDP has no answer: whether it arrives cannot be confirmed.</p>
        </Show>
        <Field label="Name" value={name()} input={setName} problem={at('output.name')} placeholder="Main platform" />
      </form>
    </Panel>
  )
}
