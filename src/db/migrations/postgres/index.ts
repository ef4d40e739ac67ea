import { Migration20261122185154_all_tables } from './Migration20261122185154_all_tables.ts'

/** Every migration, oldest first. A name is stored where it ran: it never changes. */
export const migrations = [Migration20261122185154_all_tables].map((migration) => ({ name: migration.name, class: migration }))
