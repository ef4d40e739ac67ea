import { defineEntity, p } from '@mikro-orm/core'
import { noSecrets, secretNames } from '../domain/output.ts'
import type { OutputSecrets, OutputSettings, Protocol, SecretName } from '../domain/output.ts'
import { desires } from '../domain/states.ts'
import type { Desired } from '../domain/states.ts'
import { SecretUnreadableError } from './errors.ts'
import { InputRow } from './input.ts'
import { knownOr } from './known.ts'
import { PlainNumber } from './plainNumber.ts'
import type { SecretBox } from './secrets.ts'

/** The secrets of an output in clear. */
export interface ReadSecrets {
  /** Null stands for what is not stored, and for what cannot be decrypted. */
  secrets: OutputSecrets
  /** Those that are stored and cannot be decrypted. */
  unreadable: SecretName[]
  /** Those that lie under a key of before. */
  outdated: SecretName[]
}

/** The node that serves an output, while there is only one. */
export const localNode = 'local'

const schema = defineEntity({
  name: 'OutputRow',
  tableName: 'output',
  properties: {
    id: p.integer().primary(),
    input: () => p.manyToOne(InputRow).ref().deleteRule('cascade').updateRule('no action'),
    nodeId: p.text(),
    generation: p.integer(),
    name: p.text(),
    // No check in the table: SQLite would have to build it anew for each protocol that is added.
    protocol: p.text().$type<Protocol>(),
    url: p.text(),
    username: p.text().nullable(),
    port: p.integer().nullable(),
    latencyMs: p.integer().nullable(),
    streamId: p.text().nullable(),
    packetSize: p.integer().nullable(),
    ttl: p.integer().nullable(),
    localAddress: p.text().nullable(),
    allowInvalidCertificate: p.boolean().default(false),
    /** Encrypted. */
    streamKey: p.text().nullable(),
    /** Encrypted. */
    password: p.text().nullable(),
    /** Encrypted. */
    passphrase: p.text().nullable(),
    /** Encrypted. */
    accessToken: p.text().nullable(),
    reconnectDelaySeconds: p.type(PlainNumber).$type<number>(),
    maxReconnectAttempts: p.integer(),
    tags: p.json().$type<string[]>(),
    desired: p.text().$type<Desired>(),
    createdAt: p.datetime(3),
  },
})

/** An output as it lies in the database. */
export class OutputRow extends schema.class {
  toSettings(): OutputSettings {
    const { generation, name, protocol, url, reconnectDelaySeconds, maxReconnectAttempts, tags, createdAt } = this
    const desired = knownOr(desires, this.desired, 'STOPPED')
    return {
      ...{ id: String(this.id), inputId: String(this.input.id), generation, name, protocol, url },
      ...{ username: this.username ?? null, port: this.port ?? null, latencyMs: this.latencyMs ?? null },
      ...{ streamId: this.streamId ?? null, packetSize: this.packetSize ?? null, ttl: this.ttl ?? null },
      ...{ localAddress: this.localAddress ?? null, allowInvalidCertificate: this.allowInvalidCertificate },
      ...{ hasStreamKey: !!this.streamKey, hasPassword: !!this.password, hasPassphrase: !!this.passphrase },
      ...{ reconnectDelaySeconds, maxReconnectAttempts, tags, desired, createdAt },
    }
  }

  readSecrets(box: SecretBox): ReadSecrets {
    const read: ReadSecrets = { secrets: { ...noSecrets }, unreadable: [], outdated: [] }
    for (const name of secretNames) {
      const stored = this[name]
      if (!stored) continue
      try {
        const { secret, isOutdated } = box.decrypt(stored, placeOf(this, name))
        read.secrets[name] = secret
        if (isOutdated) read.outdated.push(name)
      } catch (error) {
        if (!(error instanceof SecretUnreadableError)) throw error
        read.unreadable.push(name)
      }
    }
    return read
  }

  /** Null clears a secret, undefined keeps it. The row must have its id: secrets are bound to it. */
  writeSecrets(secrets: Partial<OutputSecrets>, box: SecretBox): void {
    for (const name of secretNames) {
      const secret = secrets[name]
      if (secret !== undefined) this[name] = secret === null ? null : box.encrypt(secret, placeOf(this, name))
    }
  }
}
schema.setClass(OutputRow)

function placeOf({ id }: OutputRow, name: string): string {
  return `output:${id}:${name}`
}
