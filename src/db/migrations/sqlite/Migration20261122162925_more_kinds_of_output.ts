import { Migration } from '@mikro-orm/migrations'

export class Migration20261122162925_more_kinds_of_output extends Migration {
  override name = 'Migration20261122162925_more_kinds_of_output'

  override up(): void | Promise<void> {
    this.addSql(`alter table \`output\` add column \`port\` integer null;`)
    this.addSql(`alter table \`output\` add column \`latency_ms\` integer null;`)
    this.addSql(`alter table \`output\` add column \`stream_id\` text null;`)
    this.addSql(`alter table \`output\` add column \`allow_invalid_certificate\` integer not null default false;`)
    this.addSql(`alter table \`output\` add column \`passphrase\` text null;`)
    this.addSql(`alter table \`output\` add column \`access_token\` text null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`output\` drop column \`port\`;`)
    this.addSql(`alter table \`output\` drop column \`latency_ms\`;`)
    this.addSql(`alter table \`output\` drop column \`stream_id\`;`)
    this.addSql(`alter table \`output\` drop column \`allow_invalid_certificate\`;`)
    this.addSql(`alter table \`output\` drop column \`passphrase\`;`)
    this.addSql(`alter table \`output\` drop column \`access_token\`;`)
  }
}
