import { defineEntity, p } from '@mikro-orm/core'

const schema = defineEntity({
  name: 'OwnerRow',
  tableName: 'owner',
  properties: {
    id: p.integer().primary().autoincrement(false),
    /** Grows by one at each start. */
    epoch: p.integer(),
    /** Made once, with the database. */
    instanceId: p.text(),
    hostName: p.text(),
    /** What tells one start of one machine, and one container on it, from another; empty where there is no telling. */
    machine: p.text(),
    pid: p.integer(),
    /** When that process began, in clock ticks since the machine's start; 0: not known. */
    startTicks: p.bigint('number'),
    since: p.datetime(3),
    /** Where it serves; null until it does. */
    url: p.text().nullable(),
    renewedAt: p.datetime(3),
    /** When it ended as it should; null while it runs, and for ever when it was killed. */
    releasedAt: p.datetime(3).nullable(),
  },
})

/** One row, id 1: who runs the processes of this database, or did last. */
export class OwnerRow extends schema.class {}
schema.setClass(OwnerRow)
