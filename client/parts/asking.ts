import { createRoot, createSignal } from 'solid-js'

export interface AskedQuestion {
  title: string
  /** What it interrupts and what it spares. */
  text: string
  /** The word on the button that does it, such as `Stop input`. */
  yes: string
}

interface Open extends AskedQuestion {
  answer: (yes: boolean) => void
}

const [asked, setAsked] = createRoot(() => createSignal<Open | null>(null))
export { asked }

/** Asks the person before something is interrupted; true when it is wanted. One question stands at a time: a new one takes the old one's place, which is answered with no. */
export function ask(question: AskedQuestion): Promise<boolean> {
  asked()?.answer(false)
  return new Promise((resolve) =>
    setAsked({
      ...question,
      answer: (yes) => {
        setAsked(null)
        resolve(yes)
      },
    }),
  )
}
