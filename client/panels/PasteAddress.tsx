import { useClient } from '@urql/solid'
import { createSignal, onCleanup } from 'solid-js'
import { readAnswer } from '../api/act.ts'
import { Field } from '../parts/Field.tsx'
import { withStop } from '../parts/sentence.ts'
import { recognize } from './destinations.ts'
import type { Recognized } from './draft.ts'

/** Nobody types so many characters at once: they were pasted. */
const pasteLength = 8

interface Props {
  /** Takes what was pasted; false when no output can be made of it. */
  take: (text: string, seen: Recognized) => boolean
}

/**
 * Any address, or a stream key alone: the server says what it is. What was pasted leaves the field at once, since there may
 * be a secret in it; what is typed is taken when it is finished.
 */
export function PasteAddress(props: Props) {
  const client = useClient()
  const [text, setText] = createSignal('')
  const [problem, setProblem] = createSignal<string | null>(null)
  let isGone = false
  onCleanup(() => (isGone = true))

  /** What was typed can be mended where it stands; what was pasted may be a key, and is not drawn even when nobody knows it. */
  async function read(written: string, isPasted: boolean): Promise<void> {
    const address = written.trim()
    const goBack = (why: string) => {
      if (!isPasted) setText(written)
      setProblem(isPasted ? `${why} What you pasted is not shown, since it may be a key.` : why)
    }
    setProblem(null)
    if (address === '') return
    const { data, problem: failed } = readAnswer(await client.query(recognize, { text: address }).toPromise())
    if (isGone) return
    if (data === null) return goBack(withStop(failed.message))
    if (props.take(address, data.recognizeDestination)) return
    goBack(`${data.recognizeDestination.problem ?? 'Nothing can be sent there'}.`)
  }

  function input(value: string): void {
    const isPasted = value.length - text().length >= pasteLength
    setText(value)
    if (!isPasted) return void setProblem(null)
    setText('')
    void read(value, true)
  }

  return (
    <div
      onPaste={(event) => {
        const pasted = event.clipboardData?.getData('text') ?? ''
        if (pasted.trim().length < pasteLength || text() !== '') return
        // before it is anywhere in the page
        event.preventDefault()
        void read(pasted, true)
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || text() === '') return
        event.preventDefault()
        const typed = text()
        setText('')
        void read(typed, false)
      }}
      onFocusOut={() => {
        const typed = text()
        if (problem() !== null || !typed.includes('://')) return
        setText('')
        void read(typed, false)
      }}
    >
      <Field
        label="Paste any address"
        mono
        value={text()}
        input={input}
        problem={problem()}
        placeholder="rtmp://, srt://, udp:// or rtsp://"
        hint="It is recognised, and a key or passphrase in it is split out and hidden."
        autofocus
      />
    </div>
  )
}
