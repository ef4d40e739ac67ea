import { Migration } from '@mikro-orm/migrations'

export class Migration20261122215920_metrics_and_state_history extends Migration {
  override name = 'Migration20261122215920_metrics_and_state_history'

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`metrics_point\` (\`subject\` text not null, \`step\` integer not null, \`at\` bigint not null, \`samples\` integer not null, \`bitrate_bps\` real not null, \`min_bitrate_bps\` real not null, \`max_bitrate_bps\` real not null, \`errors\` bigint not null, \`restarts\` integer not null, \`cpu_percent\` real null, \`rss_bytes\` bigint null, primary key (\`subject\`, \`step\`, \`at\`));`,
    )
    this.addSql(`create index \`metrics_point_step_at_index\` on \`metrics_point\` (\`step\`, \`at\`);`)

    this.addSql(
      `create table \`state_day\` (\`subject\` text not null, \`day\` integer not null, \`ended_at\` bigint null, \`spans\` json not null, primary key (\`subject\`, \`day\`));`,
    )

    this.addSql(`create table \`state_sight\` (\`id\` integer not null primary key, \`at\` bigint not null);`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`metrics_point\`;`)
    this.addSql(`drop table if exists \`state_day\`;`)
    this.addSql(`drop table if exists \`state_sight\`;`)
  }
}
