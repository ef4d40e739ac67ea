import type { LogLevel } from '../generated/graphql.ts'
import { Choice } from '../parts/Choice.tsx'

const levels: { value: LogLevel; name: string }[] = [
  { value: 'ERROR', name: 'Error' },
  { value: 'WARNING', name: 'Warning' },
  { value: 'INFO', name: 'Info' },
  { value: 'DEBUG', name: 'Debug' },
]

/** The level of `text`, or INFO when it is none. */
export function levelOf(text: string | undefined): LogLevel {
  return levels.find((one) => one.value === text)?.value ?? 'INFO'
}

/** Which lines are shown: the chosen level and worse. */
export function LevelChoice(props: { level: LogLevel; choose: (level: LogLevel) => void }) {
  return <Choice label="Level, and worse" options={levels} chosen={props.level} choose={props.choose} />
}
