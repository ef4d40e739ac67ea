import type { GraphiQLProps } from 'graphiql'

/** Lives as long as the page: what is written into an operation, a stream key perhaps, is not kept by the browser. */
export function memoryStorage(): NonNullable<GraphiQLProps['storage']> {
  const items = new Map<string, string>()
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size
    },
  }
}
