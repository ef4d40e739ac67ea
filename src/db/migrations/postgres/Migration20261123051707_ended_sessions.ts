import { Migration } from '@mikro-orm/migrations'

export class Migration20261123051707_ended_sessions extends Migration {
  override name = 'Migration20261123051707_ended_sessions'

  override up(): void | Promise<void> {
    this.addSql(`create table "ended_session" ("id" text not null, "expires_at" bigint not null, primary key ("id"));`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "ended_session" cascade;`)
  }
}
