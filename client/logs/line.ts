import type { LogTextFragment } from '../generated/graphql.ts'

/** A line of the log, as the page reads it. */
export type Line = LogTextFragment
