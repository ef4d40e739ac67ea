import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { protocols } from '../../../src/domain/output.ts'
import { recognizeDestination } from '../../../src/domain/destinations/recognizeDestination.ts'
import { streamingServices } from '../../../src/domain/destinations/streamingServices.ts'
import { table } from '../../support/apiDocument.ts'

const document = readFileSync(join(import.meta.dirname, '../../../docs/platforms.md'), 'utf8')

it('docs/platforms.md tells the platforms that are recognised, their servers and where keys are', () => {
  const told = table(document, 'platform | server | RTMPS alone | where its key is')
  expect(told).toEqual(
    streamingServices.map(({ name, server, isSecureOnly, keyPlace }) => [
      name,
      `\`${server}\``,
      isSecureOnly ? 'yes' : 'no',
      keyPlace,
    ]),
  )
  const words = document.replaceAll('`', '')
  for (const hint of streamingServices.flatMap(({ hints }) => hints)) expect(words).toContain(hint)
})

it('docs/platforms.md tells every protocol, by addresses that are recognised as such', () => {
  const rows = table(document, 'protocol | address | carries | `LIVE` when | can be confirmed')
  expect(rows.map(([name]) => name?.replaceAll('`', '')).toSorted()).toEqual(protocols.toSorted())
  for (const [name = '', addresses = ''] of rows)
    for (const [, address = ''] of addresses.matchAll(/`([^`]+)`/g))
      expect(recognizeDestination(address.replaceAll('=...', '=long-enough-1')).protocol, address).toBe(name.replaceAll('`', ''))
})
