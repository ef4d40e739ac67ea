/** Where a database is, without its user and password: for sentences. */
export interface PostgresPlace {
  /** Or the folder of a socket. */
  host: string
  port: number
  name: string
}

const usualPort = 5432

/** Of a URL that was checked: it names a host and a database. */
export function placeOf(url: string): PostgresPlace {
  const { hostname, port, pathname, searchParams } = new URL(url)
  const host = searchParams.get('host') ?? hostname
  return { host, port: port === '' ? usualPort : Number(port), name: decodeURIComponent(pathname.slice(1)) }
}

/** What of the URL nobody else may see. */
export function secretsOf(url: string): string[] {
  const { password, searchParams } = new URL(url)
  return [decodeURIComponent(password), searchParams.get('password') ?? ''].filter((secret) => secret !== '')
}

/** Begins a sentence. */
export function inWords({ host, port, name }: PostgresPlace): string {
  return `The database ${name} at ${host}:${port}`
}
