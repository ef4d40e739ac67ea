import { useSearchParams } from '@solidjs/router'
import type { Accessor } from 'solid-js'

type Query = Record<string, string | undefined>

/**
 * A text that stands in the address, such as a filter: `?q=stage`. Empty is absent. Typing replaces the entry of the history,
 * so that Back leaves the page and does not take back letters.
 */
export function useUrlText(name: string): [Accessor<string>, (text: string) => void] {
  const [query, setQuery] = useSearchParams<Query>()
  return [() => query[name] ?? '', (text) => setQuery({ [name]: text || undefined }, { replace: true })]
}

/**
 * A choice that stands in the address, such as a tab or a time range: `?tab=health`. The first of `values` is the default and
 * is absent; what is not one of them counts as the default. Choosing makes an entry of the history: Back goes to the former.
 */
export function useUrlChoice<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
): [Accessor<Value>, (value: Value) => void] {
  const [query, setQuery] = useSearchParams<Query>()
  return [
    () => values.find((value) => value === query[name]) ?? values[0],
    (value) => setQuery({ [name]: value === values[0] ? undefined : value }),
  ]
}
