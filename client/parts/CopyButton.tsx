import Check from 'lucide-solid/icons/check'
import Copy from 'lucide-solid/icons/copy'
import { createSignal, onCleanup, Show } from 'solid-js'
import { icon, smallIcon } from './icon.ts'

interface Props {
  text: string
  /** What it copies, such as `Copy the address`. */
  label: string
  /** Shows the label beside the icon. */
  wide?: boolean
}

export function CopyButton(props: Props) {
  const [copied, setCopied] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))

  async function copy(): Promise<void> {
    if (!(await toClipboard(props.text))) return
    setCopied(true)
    clearTimeout(timer)
    timer = setTimeout(() => setCopied(false), 2000)
  }

  return (
    <button
      type="button"
      class={props.wide ? 'btn btn-small' : 'icon-btn'}
      aria-label={props.wide ? undefined : props.label}
      title={copied() ? 'Copied' : props.label}
      onClick={copy}
    >
      <Show when={copied()} fallback={<Copy {...(props.wide ? smallIcon : icon)} />}>
        <Check {...(props.wide ? smallIcon : icon)} />
      </Show>
      <Show when={props.wide}>
        <span>{copied() ? 'Copied' : props.label}</span>
      </Show>
    </button>
  )
}

/** The clipboard's own interface exists on https and localhost only; the older way works on a plain address in a local network too. */
async function toClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard !== undefined) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
  }
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  return done
}
