import { Migration } from '@mikro-orm/migrations'

export class Migration20261122185154_all_tables extends Migration {
  override name = 'Migration20261122185154_all_tables'

  override up(): void | Promise<void> {
    this.addSql(
      `create table "incident" ("id" serial primary key, "subject" text not null, "title" text not null, "cause" text not null, "input_id" int null, "input_name" text null, "output_ids" jsonb not null, "output_names" jsonb not null, "opened_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "last_seen_at" timestamptz(3) not null);`,
    )

    this.addSql(
      `create table "input" ("id" serial primary key, "name" text not null, "udp_port" int not null, "listen_address" text not null, "multicast_group" text null, "source_address" text null, "tags" jsonb not null, "desired" text not null, "created_at" timestamptz(3) not null);`,
    )

    this.addSql(`create table "log_counter" ("id" serial primary key, "reserved" bigint not null);`)

    this.addSql(
      `create table "log_line" ("id" bigint not null, "book" text not null, "at" text not null, "level" text not null, "source" text not null, "output_id" int null, "input_id" int null, "text" text not null, "repeated" int not null, "dropped" int not null, primary key ("id"));`,
    )
    this.addSql(`create index "log_line_book_id_index" on "log_line" ("book", "id");`)
    this.addSql(`create index "log_line_input_id_id_index" on "log_line" ("input_id", "id");`)
    this.addSql(`create index "log_line_source_id_index" on "log_line" ("source", "id");`)

    this.addSql(
      `create table "output" ("id" serial primary key, "input_id" int not null, "node_id" text not null, "generation" int not null, "name" text not null, "protocol" text not null, "url" text not null, "username" text null, "port" int null, "latency_ms" int null, "stream_id" text null, "packet_size" int null, "ttl" int null, "local_address" text null, "allow_invalid_certificate" boolean not null default false, "stream_key" text null, "password" text null, "passphrase" text null, "access_token" text null, "reconnect_delay_seconds" double precision not null, "max_reconnect_attempts" int not null, "tags" jsonb not null, "desired" text not null, "created_at" timestamptz(3) not null);`,
    )

    this.addSql(
      `create table "owner" ("id" int not null, "epoch" int not null, "instance_id" text not null, "host_name" text not null, "machine" text not null, "pid" int not null, "start_ticks" bigint not null, "since" timestamptz(3) not null, "url" text null, "renewed_at" timestamptz(3) not null, "released_at" timestamptz(3) null, primary key ("id"));`,
    )

    this.addSql(
      `alter table "output" add constraint "output_input_id_foreign" foreign key ("input_id") references "input" ("id") on update no action on delete cascade;`,
    )
  }
}
