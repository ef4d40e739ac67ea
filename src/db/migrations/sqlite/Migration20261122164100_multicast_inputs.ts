import { Migration } from '@mikro-orm/migrations'

export class Migration20261122164100_multicast_inputs extends Migration {
  override name = 'Migration20261122164100_multicast_inputs'

  override up(): void | Promise<void> {
    this.addSql(`alter table \`input\` add column \`multicast_group\` text null;`)
    this.addSql(`alter table \`input\` add column \`source_address\` text null;`)
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`input\` drop column \`multicast_group\`;`)
    this.addSql(`alter table \`input\` drop column \`source_address\`;`)
  }
}
