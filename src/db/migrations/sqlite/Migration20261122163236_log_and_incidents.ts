import { Migration } from '@mikro-orm/migrations'

export class Migration20261122163236_log_and_incidents extends Migration {
  override name = 'Migration20261122163236_log_and_incidents'

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`incident\` (\`id\` integer not null primary key autoincrement, \`subject\` text not null, \`title\` text not null, \`cause\` text not null, \`input_id\` integer null, \`input_name\` text null, \`output_ids\` json not null, \`output_names\` json not null, \`opened_at\` datetime not null, \`closed_at\` datetime null, \`last_seen_at\` datetime not null);`,
    )

    this.addSql(`create table \`log_counter\` (\`id\` integer not null primary key autoincrement, \`reserved\` bigint not null);`)

    this.addSql(
      `create table \`log_line\` (\`id\` bigint not null primary key, \`book\` text not null, \`at\` text not null, \`level\` text not null, \`source\` text not null, \`output_id\` integer null, \`input_id\` integer null, \`text\` text not null, \`repeated\` integer not null, \`dropped\` integer not null);`,
    )
    this.addSql(`create index \`log_line_book_id_index\` on \`log_line\` (\`book\`, \`id\`);`)
    this.addSql(`create index \`log_line_input_id_id_index\` on \`log_line\` (\`input_id\`, \`id\`);`)
    this.addSql(`create index \`log_line_source_id_index\` on \`log_line\` (\`source\`, \`id\`);`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`incident\`;`)
    this.addSql(`drop table if exists \`log_counter\`;`)
    this.addSql(`drop table if exists \`log_line\`;`)
  }
}
