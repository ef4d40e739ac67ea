import { z } from 'zod'
import { type AddressRange, parseAddressRange } from '../domain/destinations/addressRange.ts'

/** Who calls through what, beside the server's own pages. No message holds what was given. */
export const callerVariables = {
  ALLOWED_ORIGINS: z
    .string()
    .transform(words)
    .refine(
      (origins) => origins.every(isOrigin),
      'ALLOWED_ORIGINS must be origins such as https://tool.example or http://127.0.0.1:3000, without a path, separated by commas.',
    )
    .transform((origins): readonly string[] => origins.map((origin) => new URL(origin).origin))
    .default([]),
  TRUST_PROXY: z
    .string()
    .transform((text, context): readonly AddressRange[] => {
      const ranges = words(text).map(parseAddressRange)
      const known = ranges.filter((range) => range !== null)
      if (known.length === ranges.length) return known
      context.addIssue('TRUST_PROXY must be addresses of proxies such as 127.0.0.1 or 10.0.0.0/8, separated by commas.')
      return z.NEVER
    })
    .default([]),
}

function words(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\/[^/?#@]+\/?$/i.test(text) || !URL.canParse(text)) return false
  return !text.includes('*')
}
