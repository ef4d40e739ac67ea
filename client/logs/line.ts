export type { LogTextFragment as Line } from '../generated/graphql.ts'
