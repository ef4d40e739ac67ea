import { Migration } from '@mikro-orm/migrations'

export class Migration20261122214944_incident_details_and_timeline extends Migration {
  override name = 'Migration20261122214944_incident_details_and_timeline'

  override up(): void | Promise<void> {
    this.addSql(
      `create table \`timeline_entry\` (\`id\` bigint not null primary key, \`book\` text not null, \`at\` text not null, \`kind\` text not null, \`text\` text not null, \`input_state\` text null, \`output_state\` text null, \`failure\` json null, \`incident_id\` integer null);`,
    )
    this.addSql(`create index \`timeline_entry_book_id_index\` on \`timeline_entry\` (\`book\`, \`id\`);`)

    this.addSql(`alter table \`incident\` add column \`failure\` json null;`)
    this.addSql(`alter table \`incident\` add column \`entries\` json null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`timeline_entry\`;`)

    this.addSql(`alter table \`incident\` drop column \`failure\`;`)
    this.addSql(`alter table \`incident\` drop column \`entries\`;`)
  }
}
