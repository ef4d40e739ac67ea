import { z } from 'zod'

const segment = '(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+'
const basePath = new RegExp(`^/(?:${segment}(?:/${segment})*/?)?$`)

/** Where the server lies among others on the same host. */
export const basePathVariable = {
  BASE_PATH: z
    .string()
    .max(200, 'BASE_PATH must have at most 200 letters.')
    .regex(basePath, 'BASE_PATH must be a path such as /streams, of letters, digits and the signs . _ ~ - between slashes.')
    .transform((path) => path.replace(/\/$/, ''))
    .default(''),
}
