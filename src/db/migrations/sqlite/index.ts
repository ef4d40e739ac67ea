import { Migration20261122153810_inputs_and_outputs } from './Migration20261122153810_inputs_and_outputs.ts'

/** Every migration, oldest first. A name is stored where it ran: it never changes. */
export const migrations = [Migration20261122153810_inputs_and_outputs].map((migration) => ({
  name: migration.name,
  class: migration,
}))
