import Ellipsis from 'lucide-solid/icons/ellipsis'
import { createSignal, Show, type JSX } from 'solid-js'
import { Later } from '../loading/Guard.tsx'
import { loadLater } from '../loading/loadLater.ts'
import { icon } from './icon.ts'

export interface MenuItem {
  title: string
  icon?: () => JSX.Element
  /** The key that does the same, if there is one. */
  key?: string
  disabled?: boolean
  /** Stands below a line. */
  apart?: boolean
  run: () => void
}

interface Props {
  /** Such as `More for Main stage`. */
  label: string
  items: () => readonly MenuItem[]
  /** In place of the three dots. */
  trigger?: JSX.Element
  /** Of the button; `icon-btn` without. */
  class?: string
}

const MenuBody = loadLater('MenuBody', () => import('./MenuBody.tsx'))

/** What else can be done with something. The menu itself is loaded when the first one is opened. */
export function Menu(props: Props) {
  const [open, setOpen] = createSignal(false)
  let button!: HTMLButtonElement
  return (
    <>
      <button
        ref={button}
        type="button"
        class={props.class ?? 'icon-btn'}
        aria-label={props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open()}
        onClick={() => setOpen(!open())}
        onPointerEnter={() => void MenuBody.preload()}
      >
        {props.trigger ?? <Ellipsis {...icon} />}
      </button>
      <Show when={open()}>
        <Later small>
          <MenuBody label={props.label} items={props.items()} button={button} close={() => setOpen(false)} />
        </Later>
      </Show>
    </>
  )
}
