import { useClient } from '@urql/solid'
import { tell } from '../actions/tell.ts'
import { act } from '../api/act.ts'
import { notify } from '../frame/notices.ts'
import { graphql } from '../generated/index.ts'
import { useLive } from '../live/LiveProvider.tsx'
import { ask } from '../parts/asking.ts'
import { CopyField } from '../parts/CopyField.tsx'
import { count } from '../parts/format.ts'

const renew = graphql(`
  mutation RenewAccessToken($id: ID!) {
    result: updateOutput(id: $id, changes: { renewAccessToken: true }) {
      __typename
      ... on Problem {
        message
      }
    }
  }
`)

interface Props {
  id: string
  name: string
  url: string
}

/** The address that receivers of a listener connect to, and a new one in its place. */
export function CallerAddress(props: Props) {
  const live = useLive()
  const client = useClient()
  async function renewToken(): Promise<void> {
    const callers = live.rates.outputs.of(props.id)?.callers ?? 0
    const sure = await ask({
      title: `Renew the address of ${props.name}?`,
      text: `${callers === 0 ? 'Nobody is connected.' : `${count(callers, 'receiver')} ${callers === 1 ? 'is' : 'are'} connected and lose the picture.`} The former address lets nobody in any more: hand out the new one.`,
      yes: 'Renew address',
    })
    if (sure && tell([await act(client, renew, { id: props.id })])) notify('The address is new. Hand it out again.')
  }
  return (
    <section class="caller-address" aria-label="Address for receivers">
      <CopyField label="Hand out" text={props.url} copyLabel={`Copy the address for receivers of ${props.name}`} />
      <p class="mt-1 text-ink-3">
        Its access token opens this output only.{' '}
        <button type="button" class="link" onClick={() => void renewToken()}>
          Renew access token
        </button>
      </p>
    </section>
  )
}
