import { Migration20261122153810_inputs_and_outputs } from './Migration20261122153810_inputs_and_outputs.ts'
import { Migration20261122162925_more_kinds_of_output } from './Migration20261122162925_more_kinds_of_output.ts'
import { Migration20261122163236_log_and_incidents } from './Migration20261122163236_log_and_incidents.ts'
import { Migration20261122164100_multicast_inputs } from './Migration20261122164100_multicast_inputs.ts'
import { Migration20261122183902_owner } from './Migration20261122183902_owner.ts'
import { Migration20261122214944_incident_details_and_timeline } from './Migration20261122214944_incident_details_and_timeline.ts'
import { Migration20261122215920_metrics_and_state_history } from './Migration20261122215920_metrics_and_state_history.ts'
import { Migration20261123024454_how_incidents_ended } from './Migration20261123024454_how_incidents_ended.ts'
import { Migration20261123051706_ended_sessions } from './Migration20261123051706_ended_sessions.ts'

/** Every migration, oldest first. A name is stored where it ran: it never changes. */
export const migrations = [
  Migration20261122153810_inputs_and_outputs,
  Migration20261122162925_more_kinds_of_output,
  Migration20261122163236_log_and_incidents,
  Migration20261122164100_multicast_inputs,
  Migration20261122183902_owner,
  Migration20261122214944_incident_details_and_timeline,
  Migration20261122215920_metrics_and_state_history,
  Migration20261123024454_how_incidents_ended,
  Migration20261123051706_ended_sessions,
].map((migration) => ({ name: migration.name, class: migration }))
