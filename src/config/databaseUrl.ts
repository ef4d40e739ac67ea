import { z } from 'zod'

/** Where the database is. `file`: as it was given, or `:memory:`. `url`: with user and password. */
export type ConfiguredDatabase =
  { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

const example = 'postgresql://user:password@host:5432/name'

/** No message holds what was given. */
export const databaseUrl = z.string().transform((url, context): ConfiguredDatabase => {
  if (url === 'sqlite::memory:') return { kind: 'sqlite', file: ':memory:' }
  const file = /^sqlite:\/\/\/(.+)$/.exec(url)?.[1]
  if (file !== undefined) return { kind: 'sqlite', file }
  const fault = /^postgres(ql)?\b/.test(url)
    ? postgresFault(url)
    : `must be sqlite:///./file.db (relative), sqlite:////folder/file.db (absolute), sqlite::memory: or ${example}.`
  if (fault === null) return { kind: 'postgres', url }
  context.addIssue(`DATABASE_URL ${fault}`)
  return z.NEVER
})

function postgresFault(url: string): string | null {
  if (/^\w+\+\w+:/.test(url)) return `names a driver of another language: write ${example}.`
  if (!/^postgres(ql)?:\/\//.test(url)) return `must look like ${example}.`
  const parsed = decodable(url)
  if (parsed === null) {
    return `cannot be read: it must look like ${example}, with special characters in user and password written as %23 and the like.`
  }
  if (parsed.hostname === '' && !parsed.searchParams.has('host')) return `names no host: it must look like ${example}.`
  if (!/^\/[^/]+$/.test(parsed.pathname)) return `names no database: it must look like ${example}.`
  return null
}

function decodable(url: string): URL | null {
  try {
    const parsed = new URL(url)
    for (const part of [parsed.username, parsed.password, parsed.pathname]) decodeURIComponent(part)
    return parsed.hash === '' ? parsed : null
  } catch {
    return null
  }
}
