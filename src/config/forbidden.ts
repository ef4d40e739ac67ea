import { z } from 'zod'
import { type AddressRange, parseAddressRange } from '../domain/destinations/addressRange.ts'

/** Where outputs may not send to. The message does not hold what was given. */
export const forbiddenVariables = {
  FORBIDDEN_DESTINATIONS: z
    .string()
    .transform((text, context): readonly AddressRange[] => {
      const words = text.split(',').map((word) => word.trim())
      const ranges = words.filter((word) => word !== '').map(parseAddressRange)
      const known = ranges.filter((range) => range !== null)
      if (known.length === ranges.length) return known
      context.addIssue(
        'FORBIDDEN_DESTINATIONS must be addresses such as 10.0.0.0/8, 127.0.0.0/8 or ::1/128, separated by commas.',
      )
      return z.NEVER
    })
    .default([]),
}
