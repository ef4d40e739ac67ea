import { For } from 'solid-js'
import type { LogLevel } from '../generated/graphql.ts'

const levels: { level: LogLevel; name: string }[] = [
  { level: 'ERROR', name: 'Error' },
  { level: 'WARNING', name: 'Warning' },
  { level: 'INFO', name: 'Info' },
  { level: 'DEBUG', name: 'Debug' },
]

/** The level of `text`, or INFO when it is none. */
export function levelOf(text: string | undefined): LogLevel {
  return levels.find((one) => one.level === text)?.level ?? 'INFO'
}

/** Which lines are shown: the chosen level and worse. */
export function LevelChoice(props: { level: LogLevel; choose: (level: LogLevel) => void }) {
  return (
    <div class="seg" role="group" aria-label="Level, and worse">
      <For each={levels}>
        {(one) => (
          <button type="button" aria-pressed={props.level === one.level} onClick={() => props.choose(one.level)}>
            {one.name}
          </button>
        )}
      </For>
    </div>
  )
}
