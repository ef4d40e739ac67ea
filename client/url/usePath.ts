import { useLocation } from '@solidjs/router'
import type { Accessor } from 'solid-js'
import { basePath } from './address.ts'

/** The path of the page that is open, such as `/inputs/3`, wherever the server lies. */
export function usePath(): Accessor<string> {
  const location = useLocation()
  return () => location.pathname.slice(basePath().length) || '/'
}
