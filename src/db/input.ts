import { defineEntity, p } from '@mikro-orm/core'
import type { InputSettings } from '../domain/input.ts'
import { desires } from '../domain/states.ts'
import type { Desired } from '../domain/states.ts'
import { knownOr } from './known.ts'

const schema = defineEntity({
  name: 'InputRow',
  tableName: 'input',
  properties: {
    id: p.integer().primary(),
    name: p.text(),
    udpPort: p.integer(),
    listenAddress: p.text(),
    multicastGroup: p.text().nullable(),
    sourceAddress: p.text().nullable(),
    tags: p.json().$type<string[]>(),
    desired: p.text().$type<Desired>(),
    createdAt: p.datetime(3),
  },
})

/** An input as it lies in the database. */
export class InputRow extends schema.class {
  toSettings(): InputSettings {
    const { id, name, udpPort, listenAddress, multicastGroup, sourceAddress, tags, createdAt } = this
    const desired = knownOr(desires, this.desired, 'STOPPED')
    const listening = { udpPort, listenAddress, multicastGroup: multicastGroup ?? null, sourceAddress: sourceAddress ?? null }
    return { id: String(id), name, ...listening, tags, desired, createdAt }
  }
}
schema.setClass(InputRow)
