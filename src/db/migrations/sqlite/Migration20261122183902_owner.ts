import { Migration } from '@mikro-orm/migrations'

export class Migration20261122183902_owner extends Migration {
  override name = 'Migration20261122183902_owner'

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`owner\` (\`id\` integer not null primary key, \`epoch\` integer not null, \`instance_id\` text not null, \`host_name\` text not null, \`machine\` text not null, \`pid\` integer not null, \`start_ticks\` bigint not null, \`since\` datetime not null, \`url\` text null, \`renewed_at\` datetime not null, \`released_at\` datetime null);`,
    )
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`owner\`;`)
  }
}
