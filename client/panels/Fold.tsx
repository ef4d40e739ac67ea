import { createEffect, type ParentProps } from 'solid-js'

/** Settings that are seldom touched, folded away until a person or a problem among them opens it. */
export function Fold(props: ParentProps<{ title: string; isWrong: boolean }>) {
  let details!: HTMLDetailsElement
  // it stays open when the problem is mended: who is writing there goes on
  createEffect(() => {
    if (props.isWrong) details.open = true
  })
  return (
    <details ref={details} class="more">
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}
