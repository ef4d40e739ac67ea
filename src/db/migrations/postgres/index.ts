import { Migration20261122185154_all_tables } from './Migration20261122185154_all_tables.ts'
import { Migration20261122214944_incident_details_and_timeline } from './Migration20261122214944_incident_details_and_timeline.ts'
import { Migration20261122215920_metrics_and_state_history } from './Migration20261122215920_metrics_and_state_history.ts'
import { Migration20261123024454_how_incidents_ended } from './Migration20261123024454_how_incidents_ended.ts'
import { Migration20261123051707_ended_sessions } from './Migration20261123051707_ended_sessions.ts'

/** Every migration, oldest first. A name is stored where it ran: it never changes. */
export const migrations = [
  Migration20261122185154_all_tables,
  Migration20261122214944_incident_details_and_timeline,
  Migration20261122215920_metrics_and_state_history,
  Migration20261123024454_how_incidents_ended,
  Migration20261123051707_ended_sessions,
].map((migration) => ({ name: migration.name, class: migration }))
