import { CopyButton } from './CopyButton.tsx'

interface Props {
  /** What stands before it, such as `Send to`. */
  label: string
  text: string
  /** What the button copies, such as `Copy the address of Main stage`. */
  copyLabel: string
}

/** A line to be copied whole, such as an address. */
export function CopyField(props: Props) {
  return (
    <div class="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0">
      <span class="flex-none text-ink-3 phone:w-full">{props.label}</span>
      <span class="flex min-w-0 flex-1 items-center gap-1">
        <code class="min-w-0 truncate text-body! text-ink-1 phone:flex-1" title={props.text}>
          {props.text}
        </code>
        <CopyButton text={props.text} label={props.copyLabel} />
      </span>
    </div>
  )
}

/** A command to be copied whole. */
export function CommandField(props: { text: string; label?: string; copy?: string }) {
  return (
    <div class="command">
      <pre tabindex="0" role="region" aria-label={props.label ?? 'Test command'}>
        {props.text}
      </pre>
      <CopyButton wide label={props.copy ?? 'Copy command'} text={props.text} />
    </div>
  )
}
