/** What reads a file, to be loaded at once. */
export { readText } from './text.ts'
export { readWanted } from './wanted.ts'
export { match } from './match.ts'
export { planOf } from './plan.ts'
