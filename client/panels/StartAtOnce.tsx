import { Switch } from '../parts/Switch.tsx'

/** Whether what is added shall run. */
export function StartAtOnce(props: { on: boolean; change: (on: boolean) => void }) {
  return (
    <span class="flex flex-none items-center gap-1.5">
      <Switch
        label="Start at once"
        on={props.on}
        change={async (on) => {
          props.change(on)
          return true
        }}
      />
      <span aria-hidden="true">Start at once</span>
    </span>
  )
}
