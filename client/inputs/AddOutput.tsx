import { useClient } from '@urql/solid'
import { createSignal, For, Show } from 'solid-js'
import { act, type Problem } from '../api/act.ts'
import { graphql } from '../generated/index.ts'
import type { Protocol } from '../generated/graphql.ts'
import { Field } from '../parts/Field.tsx'
import { Panel } from '../parts/Panel.tsx'
import { PanelFoot } from '../parts/PanelFoot.tsx'
import { kindOfAddress, outputKinds, type KindField } from './outputKinds.ts'

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
  const [settings, setSettings] = createSignal<Partial<Record<KindField['name'], string>>>({})
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  const kind = () => outputKinds.find((one) => one.protocol === protocol())!
  const shown = () => ['output.name', 'output.url', ...kind().fields.map((field) => `output.${field.name}`)]
  const at = (field: string) => (problem()?.field === field ? problem()?.message : null)
  const elsewhere = () => (shown().includes(problem()?.field ?? '') ? null : problem()?.message)

  function paste(value: string): void {
    setUrl(value)
    setProtocol(kindOfAddress(value) ?? protocol())
  }

  /** What was entered for this kind; what was entered for another is left out. */
  function given(): Record<string, string | number> {
    const entries = kind().fields.flatMap(({ name: field, numeric }) => {
      const text = settings()[field]?.trim() ?? ''
      return text === '' ? [] : [[field, numeric ? Number(text) : text] as const]
    })
    return Object.fromEntries(entries)
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const failed = await act(client, createOutput, {
      output: {
        inputId: props.inputId,
        name: name(),
        protocol: protocol(),
        url: url().trim() || null,
        ...given(),
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
          placeholder={kind().example ?? 'none needed'}
          optional={kind().example === null}
          hint="A key in it is split out and hidden."
          autofocus
        />
        <fieldset class="mb-3.5 grid grid-cols-2 gap-2">
          <legend class="field-label">Kind</legend>
          <For each={outputKinds}>
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
        <For each={kind().fields}>
          {(field) => (
            <Field
              label={field.label}
              optional
              secret={field.secret}
              numeric={field.numeric}
              value={settings()[field.name] ?? ''}
              input={(value) => setSettings({ ...settings(), [field.name]: value })}
              problem={at(`output.${field.name}`)}
              hint={field.hint}
            />
          )}
        </For>
        <Show when={kind().remark}>{(remark) => <p class="mb-3.5 text-ink-3">{remark()}</p>}</Show>
        <Field label="Name" value={name()} input={setName} problem={at('output.name')} placeholder="Main platform" />
      </form>
    </Panel>
  )
}
