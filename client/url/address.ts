let known: string | undefined

/** What every address of the server begins with, such as `/streams`; mostly empty. The server writes it into its pages. */
export function basePath(): string {
  known ??= document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? ''
  return known
}

/** The address of a path such as `/inputs/3`, for `href` and `fetch`. The router's `navigate` takes the path as it is. */
export function addressOf(path: string): string {
  return basePath() + path
}

/** Where the server hears and tells what is live. */
export function socketAddress(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${addressOf('/graphql')}`
}
