import { signOut } from '../api/session.ts'
import { notify } from './notices.ts'

/** Signs out, and says so when that did not work. */
export async function leave(): Promise<void> {
  const problem = await signOut()
  if (problem !== null) notify(problem, { isProblem: true })
}
