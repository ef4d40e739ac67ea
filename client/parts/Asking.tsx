import { Show } from 'solid-js'
import { asked } from './asking.ts'
import { Question } from './Question.tsx'

/** Where the questions of `ask` stand; once, in the frame. */
export function Asking() {
  return (
    <Show when={asked()} keyed>
      {(question) => <Question title={question.title} text={question.text} yes={question.yes} close={question.answer} />}
    </Show>
  )
}
