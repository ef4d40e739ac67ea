import { useInputActions } from '../actions/inputs.ts'
import { useOutputActions } from '../actions/outputs.ts'
import type { Desired } from '../generated/graphql.ts'
import { Switch } from './Switch.tsx'

interface Subject {
  id: string
  name: string
  desired: Desired
}

/** The wish that an input runs. It asks before live outputs lose their picture. */
export function InputSwitch(props: { input: Subject }) {
  const { setRunning } = useInputActions()
  return (
    <Switch
      on={props.input.desired === 'RUNNING'}
      label={`Run ${props.input.name}`}
      change={(on) => setRunning([props.input.id], on)}
    />
  )
}

/** The wish that an output runs. It asks before a live one loses its picture. */
export function OutputSwitch(props: { output: Subject }) {
  const { setRunning } = useOutputActions()
  return (
    <Switch
      on={props.output.desired === 'RUNNING'}
      label={`Run ${props.output.name}`}
      change={(on) => setRunning([props.output.id], on)}
    />
  )
}
