import { Migration } from '@mikro-orm/migrations'

export class Migration20261122214944_incident_details_and_timeline extends Migration {
  override name = 'Migration20261122214944_incident_details_and_timeline'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "timeline_entry" ("id" bigint not null, "book" text not null, "at" text not null, "kind" text not null, "text" text not null, "input_state" text null, "output_state" text null, "failure" jsonb null, "incident_id" int null, primary key ("id"));`,
    )
    this.addSql(`create index "timeline_entry_book_id_index" on "timeline_entry" ("book", "id");`)

    this.addSql(`alter table "incident" add "failure" jsonb null, add "entries" jsonb null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "timeline_entry" cascade;`)

    this.addSql(`alter table "incident" drop column "failure", drop column "entries";`)
  }
}
