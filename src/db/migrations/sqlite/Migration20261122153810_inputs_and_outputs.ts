import { Migration } from '@mikro-orm/migrations'

export class Migration20261122153810_inputs_and_outputs extends Migration {
  override name = 'Migration20261122153810_inputs_and_outputs'

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`input\` (\`id\` integer not null primary key autoincrement, \`name\` text not null, \`udp_port\` integer not null, \`listen_address\` text not null, \`tags\` json not null, \`desired\` text not null, \`created_at\` datetime not null);`,
    )

    this.addSql(
      `create table \`output\` (\`id\` integer not null primary key autoincrement, \`input_id\` integer not null, \`node_id\` text not null, \`generation\` integer not null, \`name\` text not null, \`protocol\` text not null, \`url\` text not null, \`username\` text null, \`packet_size\` integer null, \`ttl\` integer null, \`local_address\` text null, \`stream_key\` text null, \`password\` text null, \`reconnect_delay_seconds\` real not null, \`max_reconnect_attempts\` integer not null, \`tags\` json not null, \`desired\` text not null, \`created_at\` datetime not null, constraint \`output_input_id_foreign\` foreign key (\`input_id\`) references \`input\` (\`id\`) on update no action on delete cascade);`,
    )
    this.addSql(`create index \`output_input_id_index\` on \`output\` (\`input_id\`);`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`input\`;`)
    this.addSql(`drop table if exists \`output\`;`)
  }
}
