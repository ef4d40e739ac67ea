import { createUniqueId, Match, Switch } from 'solid-js'
import { Field } from '../parts/Field.tsx'
import { ProblemText } from '../parts/ProblemText.tsx'
import { draftOf, withoutSecrets, type Draft } from './draft.ts'
import { outputFields } from './outputFields.ts'

interface Props {
  draft: Draft
  change: (change: Partial<Draft>) => void
  input: (name: string, value: string) => void
  problem: string | null
}

/** Where an output that is about to be added shall go: as pasted, with its secrets masked; in one line; or host and port. */
export function DraftAddress(props: Props) {
  const values = () => props.draft.values
  const whole = () => outputFields[props.draft.kind.protocol].main.find(({ name }) => name === 'url')
  return (
    <Switch>
      <Match when={props.draft.pasted}>{(pasted) => <PastedAddress {...props} shown={pasted().shown} />}</Match>
      <Match when={whole() === undefined}>{null}</Match>
      <Match when={props.draft.isWhole}>
        <Field
          label={whole()?.label ?? ''}
          mono
          value={values().url ?? ''}
          input={(text) => props.input('url', text)}
          problem={props.problem}
          placeholder={whole()?.placeholder ?? ''}
        />
      </Match>
      <Match when={!props.draft.isWhole}>
        <div class="pair pair-uneven">
          <Field
            label="Host"
            mono
            value={values().host ?? ''}
            input={(text) => props.input('host', text)}
            problem={props.problem}
            placeholder={props.draft.kind.protocol === 'UDP' ? '192.0.2.10' : 'live.example'}
          />
          <Field
            label="Port"
            numeric
            value={values().hostPort ?? ''}
            input={(text) => props.input('hostPort', text)}
            placeholder={props.draft.kind.protocol === 'UDP' ? '5004' : '9000'}
          />
        </div>
      </Match>
    </Switch>
  )
}

function PastedAddress(props: Props & { shown: string }) {
  const id = createUniqueId()
  /** By hand from here on: what was secret in it has to be written anew. */
  function write(): void {
    const { kind, title } = props.draft
    const url = withoutSecrets(props.shown)
    const empty = draftOf(kind, [], { title })
    const { notes, lacks, problem } = empty
    props.change({ pasted: null, isWhole: true, values: { ...props.draft.values, url }, notes, lacks, problem })
  }
  return (
    <div class="field" role="group" aria-labelledby={id}>
      <span id={id} class="field-label">
        Address
      </span>
      <div class="field-box flex! items-center justify-between gap-2 pr-1!">
        <code class="min-w-0 truncate text-body! text-ink-1" title={props.shown}>
          {props.shown}
        </code>
        <button
          type="button"
          class="btn btn-small phone:relative phone:h-9! phone:after:absolute phone:after:inset-x-0 phone:after:-inset-y-1"
          aria-label="Change the address"
          onClick={write}
        >
          Change
        </button>
      </div>
      <ProblemText text={props.problem} />
    </div>
  )
}
