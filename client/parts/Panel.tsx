import X from 'lucide-solid/icons/x'
import { createUniqueId, onCleanup, onMount, type JSX, type ParentProps } from 'solid-js'
import { Portal } from 'solid-js/web'
import { icon } from './icon.ts'

interface Props {
  title: string
  close: () => void
  /** Asked before a person's closing of it counts. */
  mayClose?: () => Promise<boolean>
  /** Stands below what scrolls. */
  foot?: JSX.Element
}

/**
 * A side panel over the page. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back.
 * It stands outside of what opened it, whose alignment it would inherit otherwise.
 */
export function Panel(props: ParentProps<Props>) {
  const title = createUniqueId()
  let dialog!: HTMLDialogElement
  let isGone = false
  let mayGo = false
  onMount(() => dialog.showModal())
  async function close(): Promise<void> {
    if (props.mayClose !== undefined && !(await props.mayClose())) return
    mayGo = true
    dialog.close()
  }
  // it gives the focus back when it is closed, but not when it is just taken away, as by the browser's Back
  onCleanup(() => {
    isGone = true
    dialog.close()
  })
  return (
    <Portal>
      <dialog
        ref={dialog}
        class="panel"
        aria-labelledby={title}
        onCancel={(event) => {
          // a question above it, a list of files: their Escape is not the panel's
          if (event.target !== dialog || props.mayClose === undefined) return
          event.preventDefault()
          void close()
        }}
        onClose={() => {
          if (isGone) return
          if (mayGo || props.mayClose === undefined) return props.close()
          // a second Escape closes it whatever the page says
          dialog.showModal()
          void close()
        }}
        onPointerDown={(event) => {
          if (event.target === dialog) void close()
        }}
      >
        <div class="flex items-center justify-between pt-4 pr-4 pb-2 pl-6 phone:pl-4">
          <h2 id={title} class="text-title font-strong text-ink-1">
            {props.title}
          </h2>
          <button type="button" class="icon-btn" aria-label="Close" onClick={() => void close()}>
            <X {...icon} />
          </button>
        </div>
        <div class="flex min-h-0 flex-1 flex-col overflow-y-auto px-6 pt-2 pb-6 phone:px-4">{props.children}</div>
        {props.foot}
      </dialog>
    </Portal>
  )
}
