import { Migration } from '@mikro-orm/migrations'

export class Migration20261122215920_metrics_and_state_history extends Migration {
  override name = 'Migration20261122215920_metrics_and_state_history'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "metrics_point" ("subject" text not null, "step" int not null, "at" bigint not null, "samples" int not null, "bitrate_bps" double precision not null, "min_bitrate_bps" double precision not null, "max_bitrate_bps" double precision not null, "errors" bigint not null, "restarts" int not null, "cpu_percent" double precision null, "rss_bytes" bigint null, primary key ("subject", "step", "at"));`,
    )
    this.addSql(`create index "metrics_point_step_at_index" on "metrics_point" ("step", "at");`)

    this.addSql(
      `create table "state_day" ("subject" text not null, "day" int not null, "ended_at" bigint null, "spans" jsonb not null, primary key ("subject", "day"));`,
    )

    this.addSql(`create table "state_sight" ("id" int not null, "at" bigint not null, primary key ("id"));`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "metrics_point" cascade;`)
    this.addSql(`drop table if exists "state_day" cascade;`)
    this.addSql(`drop table if exists "state_sight" cascade;`)
  }
}
