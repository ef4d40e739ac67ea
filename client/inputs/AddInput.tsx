import { useClient } from '@urql/solid'
import { createSignal, onMount } from 'solid-js'
import { act, type Problem } from '../api/act.ts'
import { graphql } from '../generated/index.ts'
import { Field } from '../parts/Field.tsx'
import { Panel } from '../parts/Panel.tsx'
import { PanelFoot } from '../parts/PanelFoot.tsx'
import { nextFreeUdpPort } from './nextFreeUdpPort.ts'

const createInput = graphql(`
  mutation CreateInput($input: NewInput!) {
    result: createInput(input: $input) {
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

const fields = ['input.name', 'input.udpPort', 'input.listenAddress']

export function AddInput(props: { close: () => void }) {
  const client = useClient()
  const [name, setName] = createSignal('')
  const [port, setPort] = createSignal('')
  const [address, setAddress] = createSignal('')
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)
  let typed = false
  onMount(async () => {
    const free = await nextFreeUdpPort(client)
    if (!typed && free !== null) setPort(String(free))
  })

  const at = (field: string) => (problem()?.field === field ? problem()?.message : null)
  const elsewhere = () => (fields.includes(problem()?.field ?? '') ? null : problem()?.message)

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    const wanted = port().trim()
    if (!/^\d*$/.test(wanted)) return void setProblem({ field: 'input.udpPort', message: 'A port is a whole number.' })
    setBusy(true)
    const failed = await act(client, createInput, {
      input: { name: name(), udpPort: wanted === '' ? null : Number(wanted), listenAddress: address().trim() || null },
    })
    setBusy(false)
    setProblem(failed)
    if (failed === null) props.close()
  }

  return (
    <Panel
      title="Add input"
      close={props.close}
      foot={
        <PanelFoot
          form="add-input"
          yes="Add input"
          busy={busy()}
          note="Nothing that runs is interrupted."
          problem={elsewhere()}
        />
      }
    >
      <form id="add-input" onSubmit={submit} autocomplete="off">
        <Field label="Name" value={name()} input={setName} problem={at('input.name')} placeholder="Main stage" autofocus />
        <Field
          label="UDP port"
          value={port()}
          input={(value) => {
            typed = true
            setPort(value)
          }}
          problem={at('input.udpPort')}
          hint="The next free port is filled in. Empty: the server chooses."
          numeric
        />
        <Field
          label="Listen address"
          optional
          mono
          value={address()}
          input={setAddress}
          problem={at('input.listenAddress')}
          placeholder="0.0.0.0"
          hint="The local address to listen on. Empty: every interface."
        />
      </form>
    </Panel>
  )
}
