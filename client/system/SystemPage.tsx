import { signOut } from '../api/session.ts'
import { usePageTitle } from '../frame/pageTitle.ts'
import { SystemLine } from '../frame/SystemLine.tsx'

/** `/system`. */
export function SystemPage() {
  usePageTitle(() => 'System')
  return (
    <>
      <div class="page-head">
        <h1>System</h1>
        <div class="acts">
          <a href="/graphql" rel="external" class="btn">
            API playground
          </a>
          <button type="button" class="btn" onClick={() => void signOut()}>
            Sign out
          </button>
        </div>
      </div>
      <SystemLine />
    </>
  )
}
