import Search from 'lucide-solid/icons/search'
import { Show } from 'solid-js'
import { useActions } from '../shortcuts/actions.ts'
import { useUrlText } from '../url/urlState.ts'
import { smallIcon } from './icon.ts'

interface Props {
  /** For screen readers and the list of keys, such as `Filter inputs`. */
  label: string
  placeholder: string
  /** Its name in the address; `q` without. */
  name?: string
  /** Stands behind the text, such as `17 matches`. */
  hint?: string | undefined
}

/** A filter in the address, reached by `/`; Escape empties it. What stands in it: `useUrlText('q')`. */
export function FilterField(props: Props) {
  const [text, setText] = useUrlText(props.name ?? 'q')
  let field!: HTMLInputElement
  useActions(() => [
    {
      title: props.label,
      key: '/',
      run: () => {
        field.focus()
        field.select()
      },
    },
  ])
  return (
    <label class="filter">
      <Search {...smallIcon} />
      <input
        ref={field}
        type="search"
        aria-label={props.label}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        autocomplete="off"
        spellcheck={false}
        value={text()}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          if (text() === '') field.blur()
          else setText('')
        }}
      />
      <Show when={props.hint} fallback={<kbd aria-hidden="true">/</kbd>}>
        <span class="whitespace-nowrap">{props.hint}</span>
      </Show>
    </label>
  )
}
