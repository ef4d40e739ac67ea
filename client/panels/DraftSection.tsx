import X from 'lucide-solid/icons/x'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { NewOutput } from '../generated/graphql.ts'
import { Field } from '../parts/Field.tsx'
import { icon } from '../parts/icon.ts'
import { ProblemText } from '../parts/ProblemText.tsx'
import { withStop } from '../parts/sentence.ts'
import { ConnectionTest } from './ConnectionTest.tsx'
import { DraftAddress } from './DraftAddress.tsx'
import { isPasted, type Draft } from './draft.ts'
import { fieldsOf, isSecret, outputFields, remarks, withPasted } from './outputFields.ts'
import { MoreFields, OutputFields } from './OutputFields.tsx'
import { testDraft } from './testing.ts'
import { settingOf } from './written.ts'

interface Props {
  draft: Draft
  change: (change: Partial<Draft>) => void
  /** Another empty one of the same kind. */
  another: () => void
  remove: () => void
  /** What the server is asked for; null: something in it cannot be read, and the form says so. */
  read: () => NewOutput | null
}

/** One output that is about to be added: only the settings that its kind needs, and whether it can be reached. */
export function DraftSection(props: Props) {
  const title = createUniqueId()
  // fields stay the same while their values change: another one would lose the focus of who writes in it
  const protocol = createMemo(() => props.draft.kind.protocol)
  const keyPlace = createMemo(() => props.draft.keyPlace)
  const address = createMemo(() => props.draft.pasted?.shown ?? '')
  /** What stands beside the name, where there is something short. */
  const beside = createMemo(() =>
    outputFields[protocol()].main
      .filter(({ name }) => name === 'latencyMs')
      .map((field) => ({ ...withPasted(field, address()), isHalf: false })),
  )
  const hasServer = () => protocol() === 'RTMP' && props.draft.pasted === null
  const main = createMemo(() =>
    outputFields[protocol()].main
      .filter(({ name }) => name !== 'url' && name !== 'latencyMs')
      .map((field) => {
        const place = field.name === 'streamKey' ? keyPlace() : null
        return place === null ? withPasted(field, address()) : { ...field, hint: `It stands in ${place}. ${field.hint}` }
      }),
  )
  const more = createMemo(() => outputFields[protocol()].more.map((field) => withPasted(field, address())))
  const addressField = () => <DraftAddress draft={props.draft} change={props.change} input={input} problem={problemAt('url')} />
  const problemAt = (name: string) => {
    const { problem } = props.draft
    return problem !== null && settingOf(problem.field) === name ? problem.message : null
  }
  const shown = () => ['name', 'url', ...fieldsOf(protocol()).map(({ name }) => name)]
  const [failed, setFailed] = createSignal<string | null>(null)
  /** What is said in the form or by the test is not said here as well. */
  const lacks = () => {
    const { lacks: told, problem } = props.draft
    return told === problem?.message || told === failed() ? null : told
  }
  const elsewhere = () => {
    const { problem } = props.draft
    return problem === null || shown().includes(settingOf(problem.field) ?? '') ? null : problem.message
  }

  function input(name: string, value: string | null): void {
    const { [name]: _, ...others } = props.draft.values
    const isSame = settingOf(props.draft.problem?.field) === name
    props.change({
      ...{ values: value === null ? others : { ...others, [name]: value } },
      ...(isSame ? { problem: null } : {}),
      ...(isSecret(name) ? { lacks: null } : {}),
    })
  }
  const settings = {
    ...{ input, problemAt, isKept: (name: string) => isPasted(props.draft, name), kept: 'the pasted one' },
  }

  return (
    <section class="draft" aria-labelledby={title}>
      <div class="mb-2 flex items-center justify-between gap-3">
        <h3 id={title} class="text-read font-strong text-ink-1">
          {props.draft.title}
        </h3>
        <span class="flex items-center gap-2">
          <button type="button" class="link" aria-label={`Another ${props.draft.title}`} onClick={() => props.another()}>
            Another
          </button>
          <button
            type="button"
            class="icon-btn -mr-2"
            aria-label={`Leave out ${props.draft.name}`}
            onClick={() => props.remove()}
          >
            <X {...icon} />
          </button>
        </span>
      </div>
      <div classList={{ pair: hasServer() || beside().length > 0 }}>
        <Field
          label="Name"
          value={props.draft.name}
          input={(name) => props.change({ name, ...(problemAt('name') === null ? {} : { problem: null }) })}
          problem={problemAt('name')}
        />
        <Show when={hasServer()}>{addressField()}</Show>
        <For each={beside()}>{(field) => <OutputFields {...settings} fields={[field]} values={props.draft.values} />}</For>
      </div>
      <Show when={!hasServer()}>{addressField()}</Show>
      <OutputFields {...settings} fields={main()} values={props.draft.values} />
      <ul class="notes">
        <Show when={lacks()}>{(told) => <li>{withStop(told())}</li>}</Show>
        <For each={props.draft.notes}>{(note) => <li>{note}</li>}</For>
      </ul>
      <Show when={remarks[protocol()]}>{(remark) => <p class="mb-3.5 text-ink-3">{remark()}</p>}</Show>
      <ProblemText text={elsewhere()} />
      <ConnectionTest
        name={props.draft.name}
        saidAbove={props.draft.problem?.message ?? null}
        failed={setFailed}
        run={async (client) => {
          const output = props.read()
          return output === null ? null : testDraft(client, output)
        }}
      />
      <MoreFields {...settings} fields={more()} values={props.draft.values} />
    </section>
  )
}
