import type { JSX } from 'solid-js'
import type { InputState, OutputState } from '../generated/graphql.ts'

/** As the API names it, in lower case; and what lies over the states of an output. */
export type StateName = Lowercase<InputState | OutputState> | 'flapping'

/** `WAITING_INPUT` as `data-state` writes it. */
export function stateName(state: InputState | OutputState): StateName {
  return state.toLowerCase() as Lowercase<typeof state>
}

const dots = () => (
  <g fill="currentColor">
    <circle cx="1.9" cy="6" r="1.4" />
    <circle cx="6" cy="6" r="1.4" />
    <circle cx="10.1" cy="6" r="1.4" />
  </g>
)
const cross = () => <path d="m2 2 8 8M10 2l-8 8" fill="none" stroke="currentColor" stroke-width="2.4" />

const shapes: Record<StateName, () => JSX.Element> = {
  live: () => <circle cx="6" cy="6" r="4.6" fill="currentColor" />,
  degraded: () => <path d="M6 .8 11.7 11H.3Z" fill="currentColor" />,
  reconnecting: () => (
    <>
      <path d="M10.3 6.4A4.3 4.3 0 1 1 8.9 2.8" fill="none" stroke="currentColor" stroke-width="1.7" />
      <path d="M11.3.6v4.2H7.1Z" fill="currentColor" />
    </>
  ),
  flapping: () => (
    <path
      d="M.8 4.6c1.7-2.4 3.5-2.4 5.2 0s3.5 2.4 5.2 0M.8 8.8c1.7-2.4 3.5-2.4 5.2 0s3.5 2.4 5.2 0"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
    />
  ),
  failed: cross,
  lost: cross,
  starting: () => (
    <>
      <circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M6 6V1.3A4.7 4.7 0 0 1 10.7 6Z" fill="currentColor" />
    </>
  ),
  stopping: () => (
    <>
      <circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M6 6H1.3A4.7 4.7 0 0 0 6 10.7Z" fill="currentColor" />
    </>
  ),
  stopped: () => <circle cx="6" cy="6" r="4.1" fill="none" stroke="currentColor" stroke-width="1.5" />,
  waiting: dots,
  waiting_input: dots,
  listening: () => (
    <>
      <circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" stroke-width="1.3" />
      <circle cx="6" cy="6" r="1.7" fill="currentColor" />
    </>
  ),
  unknown: () => (
    <>
      <path
        d="M3.3 4.1C3.4 2.4 4.5 1.6 6 1.6c1.6 0 2.7.9 2.7 2.3C8.7 5.9 6 5.9 6 8"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
      />
      <circle cx="6" cy="10.4" r="1.1" fill="currentColor" />
    </>
  ),
}

/** The shape of a state, in the colour of the text around it. */
export function Shape(props: { of: StateName }) {
  return (
    <svg class="shape" viewBox="0 0 12 12" aria-hidden="true">
      {shapes[props.of]()}
    </svg>
  )
}
