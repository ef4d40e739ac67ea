import { Health } from './Health.tsx'
import { StateHistory } from './StateHistory.tsx'

interface Props {
  id: string
  name: string
  stateSince: string
}

/** How an input was: what it received, what went wrong, and which states it had. */
export function InputHealth(props: Props) {
  return (
    <>
      <Health subject={{ inputId: props.id }} name={props.name} />
      <StateHistory subject={{ inputId: props.id }} name={props.name} stateSince={props.stateSince} />
    </>
  )
}
