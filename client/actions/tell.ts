import type { Problem } from '../api/act.ts'
import { notify } from '../frame/notices.ts'

/** Shows what did not work; true when everything did. */
export function tell(problems: readonly (Problem | null)[]): boolean {
  const messages = new Set(problems.flatMap((problem) => (problem === null ? [] : [problem.message])))
  for (const message of messages) notify(message, { isProblem: true })
  return messages.size === 0
}
