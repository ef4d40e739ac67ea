import { createSignal, createUniqueId, onMount } from 'solid-js'
import { Portal } from 'solid-js/web'
import type { Problem } from '../api/act.ts'
import { ProblemText } from './ProblemText.tsx'

interface Props {
  title: string
  /** What it interrupts and what it spares. */
  text: string
  /** The word on the button that does it. */
  yes: string
  /** Does it; left out when who asked does it. */
  act?: () => Promise<Problem | null>
  /** Called once, with whether it was wanted, and done. */
  close: (done: boolean) => void
}

/** Asks before something is interrupted. */
export function Question(props: Props) {
  const title = createUniqueId()
  const [problem, setProblem] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  let dialog!: HTMLDialogElement
  let done = false
  onMount(() => dialog.showModal())

  async function go(): Promise<void> {
    setBusy(true)
    const failed = (await props.act?.()) ?? null
    setBusy(false)
    setProblem(failed?.message ?? null)
    if (failed !== null) return
    done = true
    dialog.close()
  }

  return (
    <Portal>
      <dialog
        ref={dialog}
        class="question"
        role="alertdialog"
        aria-labelledby={title}
        aria-describedby={`${title}-text`}
        onClose={() => props.close(done)}
      >
        <h2 id={title} class="text-title font-strong text-ink-1">
          {props.title}
        </h2>
        <p id={`${title}-text`} class="mt-2 text-read">
          {props.text}
        </p>
        <ProblemText text={problem()} />
        <div class="mt-5 flex justify-end gap-2">
          <button type="button" class="btn" onClick={() => dialog.close()}>
            Cancel
          </button>
          <button type="button" class="btn btn-primary" disabled={busy()} onClick={go}>
            {props.yes}
          </button>
        </div>
      </dialog>
    </Portal>
  )
}
