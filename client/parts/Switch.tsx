import { createEffect, createSignal, onCleanup } from 'solid-js'

/** An answer that has not been heard after this long is not coming: the switch shows what is known again. */
const patienceMs = 3000

interface Props {
  on: boolean
  label: string
  /** Asks the person where that is due, then the server; false when either refused. */
  change: (on: boolean) => Promise<boolean>
}

/** The wish, in ink. It follows the hand at once and the server's word afterwards. Of an input or output: see RunSwitch. */
export function Switch(props: Props) {
  const [wished, setWished] = createSignal<boolean | null>(null)
  let patience: ReturnType<typeof setTimeout> | undefined
  const settle = (): void => {
    clearTimeout(patience)
    setWished(null)
  }
  onCleanup(() => clearTimeout(patience))
  createEffect(() => {
    if (wished() === props.on) settle()
  })

  const shown = () => wished() ?? props.on
  async function flip(): Promise<void> {
    const wish = !shown()
    clearTimeout(patience)
    setWished(wish)
    if (await props.change(wish)) patience = setTimeout(settle, patienceMs)
    else settle()
  }

  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={shown()}
      aria-label={props.label}
      title={props.label}
      onClick={flip}
    >
      <span>
        <span />
      </span>
    </button>
  )
}
