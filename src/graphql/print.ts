import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaText } from './schema.ts'

// A program of its own: `npm run schema`.
writeFileSync(join(import.meta.dirname, '../../schema.graphql'), schemaText())
