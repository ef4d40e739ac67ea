import { EmptyState } from './EmptyState.tsx'
import { addressOf } from '../url/address.ts'

/** Stands in the place of a page whose address names nothing that is there. */
export function NotThere(props: { what: string; why: string; list: { href: string; name: string } }) {
  return (
    <EmptyState
      title={`There is no such ${props.what}`}
      text={props.why}
      action={
        <a class="btn" href={addressOf(props.list.href)}>
          {props.list.name}
        </a>
      }
    />
  )
}
