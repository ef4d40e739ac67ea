/** Where a database is, without its user and password: for sentences. */
export interface PostgresPlace {
  host: string
  port: number
  name: string
}

export const usualPort = 5432

/** Of a URL that was checked: it names a host and a database. */
export function placeOf(url: string): PostgresPlace {
  const { hostname, port, pathname } = new URL(url)
  return { host: hostname, port: port === '' ? usualPort : Number(port), name: decodeURIComponent(pathname.slice(1)) }
}

/** Begins a sentence. */
export function inWords({ host, port, name }: PostgresPlace): string {
  return `The database ${name} at ${host}:${port}`
}
