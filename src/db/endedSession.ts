import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'EndedSessionRow',
  tableName: 'ended_session',
  properties: {
    id: p.text().primary(),
    /** Unix time in milliseconds. */
    expiresAt: p.bigint('number'),
  },
})

/** A sign-in of the dashboard that was given back before it expired. */
export class EndedSessionRow extends schema.class {}
schema.setClass(EndedSessionRow)
